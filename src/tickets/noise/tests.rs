//! Both sides: what machines and report buttons write, and people who write about it.

use super::{BODIES, SUBJECTS, noise};
use crate::tickets::ticket::{Noise, Place, Status, Ticket};

fn ticket(summary: &str, description: &str) -> Ticket {
    Ticket {
        id: "1".to_owned(),
        place: Place::default(),
        summary: summary.to_owned(),
        description: description.to_owned(),
        resolution: String::new(),
        category: Vec::new(),
        service: String::new(),
        status: Status::Open,
        priority: None,
        channel: String::new(),
        requester: None,
        group: String::new(),
        created: None,
        resolved: None,
        breached: None,
        reopens: None,
        first_contact: None,
        effort: None,
        articles: Vec::new(),
        noise: None,
    }
}

/// All cases that are judged otherwise than `wanted`.
#[track_caller]
fn all(wanted: Option<Noise>, cases: &[(&str, &str)]) {
    let wrong: Vec<_> = cases
        .iter()
        .filter(|(s, d)| noise(&ticket(s, d)) != wanted)
        .collect();
    assert!(wrong.is_empty(), "not {wanted:?}: {wrong:#?}");
}

#[test]
fn auto_replies_and_delivery_reports() {
    all(
        Some(Noise::AutoReply),
        &[
            ("Automatic reply: Your ticket INC0010023", ""),
            ("Automatische Antwort: Ihr Ticket", "Ich bin im Urlaub"),
            ("Réponse automatique : votre demande", ""),
            ("Respuesta automática: su solicitud", ""),
            ("Abwesenheitsnotiz: Re: Drucker", ""),
            ("Re: Automatic reply: VPN", ""),
            ("Out of office", ""),
            ("Out of Office: Re: laptop", ""),
            ("Undeliverable: Monthly report", ""),
            ("Unzustellbar: Rechnung", ""),
            ("Mail delivery failed: returning message to sender", ""),
            ("Delivery Status Notification (Failure)", ""),
            ("Read: Your password expires", ""),
            (
                "Your ticket was updated",
                "Hello, I am out of the office until 3 March with limited access to mail.",
            ),
            (
                "Ihr Ticket",
                "Guten Tag, ich bin derzeit nicht im Büro und ab Montag wieder da.",
            ),
            ("Votre ticket", "Bonjour, je suis absent jusqu'au 12 mai."),
            (
                "Delivery",
                "Delivery has failed to these recipients or groups: anna",
            ),
        ],
    );
}

#[test]
fn alerts_of_machines() {
    all(
        Some(Noise::Alert),
        &[
            ("PROBLEM: CPU load on srv-db01 is too high", ""),
            ("[FIRING:2] HighMemory node-7", ""),
            ("Resolved: Zabbix agent on host web01 is unreachable", ""),
            ("** PROBLEM Service Alert: web01/HTTP is CRITICAL **", ""),
            ("Zabbix: Problem: disk space low", ""),
            ("PRTG Network Monitor alert", ""),
            ("Warning: Disk usage > 90 % on host fs02", ""),
            ("Backup job nightly: failed", ""),
            ("web01", "Notification Type: PROBLEM\nService: HTTP"),
            ("Alert", "Trigger: High load Trigger severity: High"),
            ("[Monitoring] Host web-20 is DOWN", ""),
            ("Alert: backup job finance finished with warnings", ""),
            ("web-20", "Host: web-20\nState: WARNING"),
            (
                "Disk",
                "Free space is low.\nThis is an automated message from the monitoring system.",
            ),
        ],
    );
}

#[test]
fn reports_of_phishing() {
    all(
        Some(Noise::Phishing),
        &[
            ("Phishing", ""),
            ("Phishing email", "see attached"),
            ("Suspicious email received", ""),
            ("User reported phishing: Your invoice", ""),
            ("[Phish Alert] Payment overdue", ""),
            ("Spam: lottery", ""),
            ("Verdacht auf Phishing", ""),
            ("Verdächtige Mail", ""),
            ("Correo sospechoso", ""),
            (
                "Mail from the bank",
                "I received a suspicious email that wants my password",
            ),
            ("Strange mail", "I would like to report a phishing mail."),
        ],
    );
}

#[test]
fn empty() {
    all(Some(Noise::Empty), &[("", ""), (" - ", "..."), ("?", "\n")]);
}

#[test]
fn people_who_ask() {
    all(
        None,
        &[
            ("How do I set my out of office", ""),
            ("Out of office reply does not work", "since the update"),
            ("Out of office message cannot be switched off", ""),
            ("Automatic reply is not sent to external people", ""),
            ("Abwesenheitsnotiz einrichten", ""),
            ("Abwesenheitsnotiz lässt sich nicht abschalten", ""),
            ("Mail is undeliverable to partner", "I get a bounce"),
            ("Undelivered messages stay in outbox", ""),
            ("I cannot send mail: delivery has failed", "What can I do?"),
            ("How to report phishing", ""),
            ("How to report a phishing mail?", ""),
            ("Phishing button is missing in Outlook", ""),
            ("I clicked on a phishing link and my account is locked", ""),
            ("Spam filter blocks customer mail", ""),
            ("Mails land in spam", ""),
            ("Release a mail from spam quarantine", ""),
            ("Phishing training does not start", ""),
            ("Problem: Outlook does not start", ""),
            ("Problem with printer", "It says offline"),
            (
                "Warning: certificate is not trusted",
                "when I open the intranet",
            ),
            ("Alert: your password expires", "how do I change it"),
            (
                "Access to the monitoring system",
                "I need to see the host of our shop.",
            ),
            (
                "Alerts",
                "please switch off the automated message from the monitoring at night",
            ),
            ("Zabbix access for new colleague", ""),
            ("Grafana login fails", ""),
            ("CPU load is high and my laptop is slow", ""),
            ("Disk full", "I cannot save my file"),
            ("Server is down", "Nobody can work in SAP"),
            ("Backup of my files", "please restore the folder"),
            ("Read only file on the share", ""),
            ("Set up an auto reply for the shared mailbox", ""),
            (
                "Laptop",
                "I am on vacation next week, please repair my laptop until then",
            ),
            ("Réponse automatique ne fonctionne pas", ""),
            ("VPN", ""),
            ("パスワード", ""),
            ("Report does not open", "mail report is empty"),
            ("Ok: now the printer works but Teams does not", ""),
        ],
    );
}

#[test]
fn every_rule_can_be_read() {
    assert!(SUBJECTS.is_some() && BODIES.is_some());
}
