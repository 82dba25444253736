//! What nobody has written about.
//!
//! Takes a table. Gives gaps in their order. Never holds anybody's real words.

use crate::brief::sample::groups::{group, trend};
use crate::coverage::result::{Example, Gap, Named, Share, State};
use jiff::civil::date;

/// Name, tickets without an article, all of its tickets, weight, direction; phrases; codes; what people wrote.
const GAPS: &str = "\
Accounts > Sign-in > Second factor, new phone|665|782|1104.5|+|new phone no code,authenticator asks for old phone,lost my mfa|53003,AADSTS50076|I got a new phone and the app still sends codes to the old one;MFA: cannot approve, old phone is gone
* mapped drive not found after password change|512|590|655|=|network path was not found,drive letter missing,h drive gone|0x80070035|My H: drive is gone since I changed my password;network path was not found after password change
Accounts > Shared mailbox access|412|468|498|=|need access to mailbox,cannot see shared inbox|4.7.0|Please give me access to the invoices mailbox;shared mailbox does not show in outlook
Network > VPN > Mobile hotspot|396|412|820|+|vpn drops on hotspot,disconnects on the train,tethering|809,0x800704c9|VPN drops every few minutes on my phone hotspot;On the train the VPN connects and then nothing loads
Network > Wi-Fi > Certificate|332|364|590.5|+|certificate not trusted,wifi asks for certificate|EAP 12013|Laptop says the certificate of the Wi-Fi is not trusted;cannot join office wifi: certificate
Hardware > Headset > Not heard in calls|324|398|371|=|they cannot hear me,microphone muted||Nobody hears me in meetings with the new headset;mic works in settings but not in calls
Email > Outlook > Search finds nothing|283|344|340|=|search returns nothing,cannot find old mails||Outlook search finds no mail older than March;search is empty since the update
Email > Calendar > Room booking|265|318|301.5|+|room declined,room shows busy||The room always declines although it is free;Cannot book the fourth floor room
Printing > Follow-me > Badge not read|244|276|262|=|badge not recognised,printer wants pin||Printer does not read my new badge;badge beeps and nothing happens
* screen flickers after sleep|196|230|201|=|flickers after sleep,black for a second||Screen flickers when I open the lid;flicker after sleep on second monitor
Printing > Scan to mail|147|167|166|+|scan never arrives,scan to mail fails|SMTP 550|Scans to my own mail never arrive;scan to mail says failed
Software > Office > Add-in blocked|138|158|149|=|add-in disabled,blocked by administrator||The add-in is blocked by my administrator;Excel add-in gone
Accounts > Sign-in > Unfamiliar prompt|98|142|104|=|is this prompt real,asked to sign in again||Is this sign-in window real?;asked to sign in five times a day
Hardware > Dock > Wakes slowly|105|118|111|=|dock slow to wake,monitors stay black||Monitors stay black for a minute after lunch;dock takes ages to wake";

fn named(text: &str, most: u32) -> Vec<Named> {
    let names = text.split(',').filter(|n| !n.is_empty()).enumerate();
    names
        .map(|(i, name)| Named {
            name: name.to_owned(),
            count: most / (i as u32 + 3),
        })
        .collect()
}

fn gap(rank: usize, line: &str) -> Gap {
    let cells: Vec<&str> = line.split('|').collect();
    let [none, all] = [cells[1], cells[2]].map(|n| n.parse::<u32>().unwrap());
    let name = cells[0].trim_start_matches("* ");
    let path: Vec<&str> = name.split(" > ").collect();
    let share = Share {
        all,
        by: [0, (all - none) / 2, 0, all - none - (all - none) / 2],
    };
    let mut own = group(&path, (share, share), trend(all, cells[4], rank));
    if cells[0].starts_with('*') {
        (own.is_topic, own.path, own.depth) = (true, Vec::new(), 0);
    }
    let id = |i: u32| format!("INC00{:05}", 10_000 + rank as u32 * 3000 + i * 4);
    let example = |(i, text): (usize, &str)| Example {
        id: id(i as u32 * 5),
        day: Some(date(2026, 9, (3 + i * 8) as i8)),
        text: text.to_owned(),
    };
    own.state = if none * 5 > all * 4 {
        State::None
    } else {
        State::Partial
    };
    Gap {
        id: format!("G{}", rank + 1),
        group: own,
        weight: cells[3].parse().unwrap(),
        cost: f64::from(none) * 365.25 / 364.0 * 0.3 * 20.0,
        cumulated: 0.0,
        in_pareto: false,
        phrases: cells[5].split(',').map(str::to_owned).collect(),
        codes: named(cells[6], none),
        examples: cells[7].split(';').enumerate().map(example).collect(),
        tickets: (0..none).map(id).collect(),
    }
}

/// The gaps, as shares of so many tickets without an answer.
pub(crate) fn gaps(uncovered: u32) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = GAPS
        .lines()
        .enumerate()
        .map(|(rank, line)| gap(rank, line))
        .collect();
    let (mut sum, mut reached) = (0, false);
    for gap in &mut gaps {
        sum += gap.tickets.len() as u32;
        gap.cumulated = f64::from(sum) / f64::from(uncovered);
        gap.in_pareto = !reached;
        reached |= gap.cumulated >= 0.8;
    }
    gaps
}
