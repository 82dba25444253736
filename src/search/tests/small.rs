//! The small base that the shared vectors are made from.

use crate::config::Synonym;
use crate::model::article::Article;
use crate::model::{ArticleId, Site};
use crate::parse::front_matter::{Confidence, Kind};
use crate::search::tests::base::{article, os, site};
use jiff::civil::date;

const THINGS: [&str; 6] = [
    "Outlook",
    "Teams",
    "OneDrive",
    "Printer",
    "Docking station",
    "Company portal",
];
/// Trouble, the requester's words, what helps.
const TROUBLES: [(&str, &str, &str); 6] = [
    (
        "crashes at start",
        "closes as soon as I open it",
        "Remove the add-ins and repair the profile.",
    ),
    (
        "does not sync",
        "my changes are missing on the other computer",
        "Pause and resume synchronising.",
    ),
    (
        "is slow",
        "takes minutes until anything happens",
        "Clear the cache and restart the machine.",
    ),
    (
        "asks for the password again and again",
        "it keeps asking me to sign in",
        "Delete the stored credentials.",
    ),
    (
        "shows a blank window",
        "everything is white",
        "Turn off hardware acceleration.",
    ),
    (
        "cannot be installed",
        "setup stops half way",
        "Free some disk space, then run the installation again.",
    ),
];

/// Thirty-six articles of one pattern, and a few that have something of their own.
pub(crate) fn small_base() -> Site {
    let mut all = Vec::new();
    for (t, (thing, year)) in THINGS.iter().zip(2020..).enumerate() {
        for (i, (trouble, symptom, fix)) in TROUBLES.iter().enumerate() {
            let url = format!("apps/{}-{i}", thing.to_lowercase().replace(' ', "-"));
            let code = format!(
                "If the log names error 0x8004{:02x}{:02x}, call us.",
                t + 16,
                i + 32
            );
            let title = format!("{thing} {trouble}");
            let sections = [("Resolution", *fix), ("Escalation", code.as_str())];
            let mut one = article(&url, &title, &[symptom], &sections);
            one.kind = Some(if i % 2 == 0 {
                Kind::BreakFix
            } else {
                Kind::KnownError
            });
            one.os = vec![if t % 2 == 0 { "windows" } else { "macos" }.to_owned()];
            one.confidence = (i % 3 == 0).then_some(Confidence::Validated);
            one.dates.updated = (t + i > 3).then(|| date(year, 3, 1));
            one.backlinks = (0..i as u32).map(ArticleId).collect();
            all.push(one);
        }
    }
    all.extend(own_articles());
    all.extend(single_articles());
    let synonyms = vec![
        Synonym::Group(vec!["MFA".into(), "multi-factor authentication".into()]),
        Synonym::OneWay {
            from: vec!["notebook".into()],
            to: vec!["laptop".into()],
        },
    ];
    let mut site = site(all, synonyms);
    site.os = ["windows", "macos"].map(|slug| os(&site, slug)).into();
    site
}

fn own_articles() -> Vec<Article> {
    let mut vpn = article(
        "network/vpn-809",
        "VPN error 809 on Windows 11",
        &["the vpn says it cannot reach the server", "VPN-809"],
        &[
            ("Cause", "UDP port 4500 is blocked."),
            ("Resolution", "Open the port or use another network."),
        ],
    );
    vpn.key = "KB0042".to_owned();
    vpn.has_key = true;
    let mut old = article(
        "network/old",
        "VPN with the old client",
        &[],
        &[("Resolution", "Do not use it.")],
    );
    old.confidence = Some(Confidence::Archived);
    let mut german = article(
        "de/drucker",
        "Drucker druckt nicht über WLAN",
        &["der Drucker wird nicht gefunden"],
        &[(
            "Lösung",
            "Den Drucker neu starten und die Größe der Warteschlange prüfen.",
        )],
    );
    german.lang = "de".to_owned();
    let mut japanese = article(
        "ja/outlook",
        "Outlookが起動しない",
        &["画面が白いままです"],
        &[("解決", "プロファイルを修復します。")],
    );
    japanese.lang = "ja".to_owned();
    vec![vpn, old, german, japanese]
}

/// Articles that one word or code leads to.
fn single_articles() -> Vec<Article> {
    vec![
        article(
            "network/wi-fi",
            "Connect to the office Wi-Fi",
            &["no wireless network at my desk"],
            &[(
                "Steps",
                "Choose the network and sign in. Do not use the guest network.",
            )],
        ),
        article(
            "accounts/mfa",
            "Set up multi-factor authentication",
            &["I got a new phone"],
            &[(
                "Steps",
                "Open the security page. Scan the code with the authenticator.",
            )],
        ),
        article(
            "hardware/laptop",
            "Laptop battery drains fast",
            &["the laptop dies after an hour"],
            &[(
                "Resolution",
                "Lower the brightness. KB5034441 fixes the firmware.",
            )],
        ),
    ]
}
