//! Text evidence: what counts as answered by our own search.
//!
//! Takes a small base and tickets. Gives the article and the confidence. Never a ticket that finds nothing.

use crate::coverage::text::TextEvidence;
use crate::model::{ArticleId, Site};
use crate::search::build;
use crate::search::tests::base::{article, site};

/// Subjects of articles, each with a place, a sign and a cure of its own.
const SUBJECTS: [(&str, &str, &str); 12] = [
    (
        "Printer shows offline",
        "printer is offline in the queue",
        "Restart the print spooler service.",
    ),
    (
        "VPN drops every hour",
        "tunnel disconnects from the gateway",
        "Renew the certificate of the client.",
    ),
    (
        "Outlook asks for a password",
        "mailbox prompts again and again",
        "Clear the saved credentials.",
    ),
    (
        "Laptop does not wake from sleep",
        "lid opened and the screen stays black",
        "Update the graphics driver.",
    ),
    (
        "Shared drive is full",
        "no space left on the department share",
        "Ask the owner to raise the quota.",
    ),
    (
        "Teams has no sound",
        "microphone is muted in meetings",
        "Choose the headset as audio device.",
    ),
    (
        "Phone cannot join the wireless",
        "wifi refuses the guest ticket",
        "Forget the network and sign in anew.",
    ),
    (
        "Badge opens no door",
        "card reader blinks red at the entrance",
        "Have the badge encoded at reception.",
    ),
    (
        "Monitor flickers",
        "external display goes dark for a second",
        "Replace the cable of the docking station.",
    ),
    (
        "Invoice form will not save",
        "accounting macro stops with a warning",
        "Enable the signed macro of the workbook.",
    ),
    (
        "Browser blocks the intranet",
        "certificate warning before the start page",
        "Install the company's root authority.",
    ),
    (
        "Backup reports a failure",
        "nightly job ends with missing files",
        "Close open databases before the job.",
    ),
];

fn base() -> Site {
    let one = |(title, symptom, cure): &(&str, &str, &str)| {
        let url = title.to_lowercase().replace(' ', "-");
        article(&url, title, &[symptom], &[("Resolution", cure)])
    };
    site(SUBJECTS.iter().map(one).collect(), Vec::new())
}

/// Tickets on every subject, in other words than the articles' own.
fn tickets() -> Vec<(usize, String)> {
    let frames = [
        "Hello, since this morning: {s}. Please help",
        "{t}, {s} - what can I do?",
        "my colleague says {s} when he comes to the office, {t}",
        "urgent!! {t}",
        "{s}",
    ];
    let fill = |frame: &str, i: usize| {
        let (title, symptom, _) = SUBJECTS[i];
        frame
            .replace("{t}", &title.to_lowercase())
            .replace("{s}", symptom)
    };
    let of = |i: usize| frames.map(|frame| (i, fill(frame, i)));
    (0..SUBJECTS.len()).flat_map(of).collect()
}

fn title_of(site: &Site, id: ArticleId) -> &str {
    &site.article(id).title
}

#[test]
fn the_article_that_answers_is_found_with_its_words() {
    let site = base();
    let index = build(&site).unwrap();
    let text = TextEvidence::new(&index, &site, &|_| true);
    for (subject, ticket) in tickets() {
        let judged = text.judge(&ticket).unwrap();
        assert_eq!(
            title_of(&site, judged.article),
            SUBJECTS[subject].0,
            "{ticket}"
        );
        assert!((1..=6).contains(&judged.words.len()), "{:?}", judged.words);
        assert!(judged.confidence > 0.5, "{ticket}: {}", judged.confidence);
    }
    let judged = text.judge("the spooler of the printer").unwrap();
    assert_eq!(judged.words, ["printer", "spooler"]);
    for nothing in ["", "   ", "qwertz zuiop", "please help me"] {
        assert_eq!(text.judge(nothing), None, "{nothing}");
    }
}

#[test]
fn what_may_not_cover_is_never_found() {
    let site = base();
    let index = build(&site).unwrap();
    let is_badge = |id: ArticleId| site.article(id).title.starts_with("Badge");
    let text = TextEvidence::new(&index, &site, &|id| !is_badge(id));
    let judged = text.judge("badge opens no door, card reader blinks red");
    assert!(judged.is_none_or(|j| !is_badge(j.article) && j.confidence < 0.5));
}

#[test]
fn the_threshold_parts_answered_from_unanswered_without_labels() {
    let site = base();
    let index = build(&site).unwrap();
    // Every third article does not exist.
    let may = |id: ArticleId| {
        let title = title_of(&site, id);
        SUBJECTS
            .iter()
            .position(|s| s.0 == title)
            .is_some_and(|i| i % 3 != 0)
    };
    let text = TextEvidence::new(&index, &site, &may);
    let all = tickets();
    let sample: Vec<&str> = all.iter().map(|(_, ticket)| ticket.as_str()).collect();
    let found = text.calibrate((&sample, &sample), &[]);
    let is_over = |ticket: &str| {
        let judged = text.judge(ticket);
        judged.is_some_and(|j| text.settle(j.article, j.confidence) >= found.threshold)
    };
    let right = all
        .iter()
        .filter(|(i, ticket)| is_over(ticket) == (i % 3 != 0))
        .count();
    assert!(
        right * 10 >= all.len() * 9,
        "{right} of {}: {found:?}",
        all.len()
    );
    assert!(
        found.expected_wrong < 0.3 && found.method.starts_with("60 tickets"),
        "{found:?}"
    );
    let again = TextEvidence::new(&index, &site, &may).calibrate((&sample, &sample), &[]);
    assert_eq!(again, found);
}

#[test]
fn known_answers_are_counted_and_few_tickets_keep_the_usual_threshold() {
    let site = base();
    let index = build(&site).unwrap();
    let text = TextEvidence::new(&index, &site, &|_| true);
    let usual = text.calibrate((&["printer", "vpn"], &["printer", "vpn"]), &[]);
    assert_eq!((usual.threshold, usual.known), (0.5, None));
    assert!(usual.method.starts_with("the usual threshold"), "{usual:?}");
    let all = tickets();
    let id = |i: usize| {
        site.iter()
            .find(|(_, a)| a.title == SUBJECTS[i].0)
            .map(|(id, _)| id)
    };
    let known: Vec<(&str, ArticleId)> = all
        .iter()
        .map(|(i, t)| (t.as_str(), id(*i).unwrap()))
        .collect();
    let found = text.calibrate((&[], &[]), &known);
    let (over, right) = found.known.unwrap();
    assert!(over >= 50 && right >= over - 2, "{found:?}");
    assert!(
        found.method.starts_with("60 tickets that name"),
        "{found:?}"
    );
}
