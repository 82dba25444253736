//! What topics promise to whoever asks for them.

use crate::topics::{MOST_GROUPED, Options, Space, Topics, Vectors, phrases, topics, topics_in};

/// Problems, each in several wordings.
const PROBLEMS: &[&[&str]] = &[
    &[
        "vpn error 809",
        "vpn tunnel drops with error 809",
        "tunnel to the office drops",
        "vpn tunnel cannot connect",
    ],
    &[
        "printer is offline",
        "printer on floor 2 offline",
        "print queue of the printer is stuck",
        "jobs stuck in print queue",
    ],
    &[
        "mailbox is full",
        "mailbox over quota",
        "cannot send mail, mailbox quota exceeded",
        "mail quota exceeded",
    ],
    &[
        "account locked",
        "account is locked after wrong password",
        "unlock my account",
        "please unlock, wrong password typed",
    ],
    &[
        "laptop battery does not charge",
        "battery empty after an hour",
        "battery of the laptop swollen",
        "laptop will not charge",
    ],
    &[
        "badge does not open the door",
        "door reader rejects my badge",
        "lost my door badge",
        "badge reader stays red",
    ],
];
const FRAMES: &[&str] = &[
    "",
    "Hello team, ",
    "URGENT: ",
    "since this morning ",
    "Dear support, ",
];
const ENDS: &[&str] = &[
    "",
    " Thanks",
    " Kind regards, Jane Doe",
    " please help",
    " - ticket INC0012345",
];

/// `count` tickets and the problem of each.
fn tickets(count: usize) -> (Vec<String>, Vec<usize>) {
    let mut state = 7_u32;
    let mut draw = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize % below
    };
    (0..count)
        .map(|_| {
            let problem = draw(PROBLEMS.len());
            let said = PROBLEMS[problem][draw(4)];
            (
                format!("{}{said}{}", FRAMES[draw(5)], ENDS[draw(5)]),
                problem,
            )
        })
        .unzip()
}

fn found(texts: &[&str], smallest: u32) -> Topics {
    let options = Options {
        lang: "en",
        known: &[],
        smallest,
        most: MOST_GROUPED,
    };
    topics(texts, &options)
}

fn strs(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

/// B-cubed F1 (Bagga and Baldwin 1998): how far two divisions agree.
fn b_cubed(a: &[usize], b: &[usize]) -> f64 {
    let mean = |of: &dyn Fn(usize) -> bool, among: &dyn Fn(usize) -> bool| {
        let all: Vec<usize> = (0..a.len()).filter(|j| among(*j)).collect();
        all.iter().filter(|j| of(**j)).count() as f64 / all.len() as f64
    };
    let each = |x: &[usize], y: &[usize]| -> f64 {
        let sum: f64 = (0..x.len())
            .map(|i| mean(&|j| x[j] == x[i], &|j| y[j] == y[i]))
            .sum();
        sum / x.len() as f64
    };
    let (p, r) = (each(a, b), each(b, a));
    2.0 * p * r / (p + r)
}

fn labels(topics: &Topics) -> Vec<usize> {
    let of = topics.of.iter().enumerate();
    of.map(|(i, o)| o.map_or(1_000 + i, |o| o as usize))
        .collect()
}

#[test]
fn the_same_problem_is_found_in_different_words() {
    let (texts, problems) = tickets(300);
    let found = found(&strs(&texts), 2);
    let agreement = b_cubed(&problems, &labels(&found));
    assert!(agreement > 0.8, "{agreement}: {:#?}", found.topics);
    let names: Vec<&str> = found.topics.iter().map(|t| t.name.as_str()).collect();
    for word in ["vpn", "print", "quota", "account", "battery", "badge"] {
        assert!(names.iter().any(|n| n.contains(word)), "{word}: {names:?}");
    }
    assert!(
        !names
            .iter()
            .any(|n| n.contains("Jane") || n.contains("team")),
        "{names:?}"
    );
}

#[test]
fn a_few_more_tickets_do_not_reshuffle() {
    let (texts, _) = tickets(400);
    let texts = strs(&texts);
    let whole = labels(&found(&texts, 2));
    for left_out in 0..3 {
        let kept: Vec<usize> = (0..texts.len()).filter(|i| i % 20 != left_out).collect();
        let some: Vec<&str> = kept.iter().map(|i| texts[*i]).collect();
        let before: Vec<usize> = kept.iter().map(|i| whole[*i]).collect();
        let agreement = b_cubed(&before, &labels(&found(&some, 2)));
        assert!(agreement >= 0.9, "{left_out}: {agreement}");
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let (texts, _) = tickets(200);
    let texts = strs(&texts);
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| found(&texts, 2))
    };
    assert_eq!(on(1), on(3));
}

#[test]
fn equal_texts_are_one_topic() {
    let found = found(&["Printer offline!"; 7], 5);
    assert_eq!(found.of, [Some(0); 7]);
    assert_eq!(found.topics[0].name, "Printer offline");
    assert_eq!(found.topics[0].members, [0, 1, 2, 3, 4, 5, 6]);
}

#[test]
fn repeats_of_one_template_are_one_topic_beside_another() {
    let alert = |n: usize| format!("ALERT 0{n}12345 disk space low on server");
    let mut texts: Vec<String> = (0..30).map(alert).collect();
    texts.extend((0..10).map(|n| format!("request 99{n}555 new mouse wanted")));
    let found = found(&strs(&texts), 5);
    let sizes: Vec<usize> = found.topics.iter().map(|t| t.members.len()).collect();
    assert_eq!(sizes, [30, 10]);
}

#[test]
fn nothing_and_little_are_no_trouble() {
    assert_eq!(found(&[], 1), Topics::default());
    assert_eq!(found(&["", "  ", "?!"], 1).of, [None, None, None]);
    assert_eq!(found(&["printer offline"], 2).of, [None]);
    let one = found(&["printer offline"], 1);
    assert_eq!(one.of, [Some(0)]);
    assert_eq!(one.topics[0].members, [0]);
}

#[test]
fn japanese_tickets_have_topics_and_names() {
    let texts = [
        "プリンターが印刷できない",
        "プリンターで印刷できません",
        "会議室のプリンターが印刷しない",
        "メールが送信できない",
        "メールの送信でエラー",
        "メール送信に失敗する",
    ];
    let options = Options {
        lang: "ja",
        known: &[],
        smallest: 2,
        most: MOST_GROUPED,
    };
    let found = topics(&texts, &options);
    assert_eq!(found.of[0], found.of[1]);
    assert_eq!(found.of[3], found.of[4]);
    assert_ne!(found.of[0], found.of[3]);
    assert!(
        found.topics.iter().any(|t| t.name.contains("プリンター")),
        "{found:?}"
    );
}

#[test]
fn another_space_decides_what_is_near() {
    struct ByLength;
    impl Space for ByLength {
        fn vectors(&self, texts: &[&str]) -> Vectors {
            let row = |t: &&str| if t.len() > 6 { [1.0, 0.0] } else { [0.0, 1.0] };
            Vectors::new(2, texts.iter().flat_map(row).collect())
        }
    }
    let options = Options {
        lang: "en",
        known: &[],
        smallest: 2,
        most: MOST_GROUPED,
    };
    let found = topics_in(
        &ByLength,
        &["mouse", "keyboard", "badge", "mailboxes"],
        &options,
    );
    assert_eq!(found.of, [Some(0), Some(1), Some(0), Some(1)]);
}

#[test]
fn phrases_tell_inside_from_outside() {
    let inside = [
        "cannot open the shared mailbox",
        "shared mailbox missing",
        "need shared mailbox",
    ];
    let outside = ["printer missing", "cannot print", "need a mouse"];
    assert_eq!(phrases(&inside, &outside, "en")[0], "shared mailbox");
    assert_eq!(phrases(&[], &outside, "en"), Vec::<String>::new());
}
