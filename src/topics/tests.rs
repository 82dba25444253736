//! What topics promise to whoever asks for them.

use crate::topics::{Options, Space, Topics, Vectors, phrases, topics, topics_in};

fn found(texts: &[&str], smallest: u32) -> Topics {
    let options = Options {
        lang: "en",
        known: &[],
        smallest,
    };
    topics(texts, &options)
}

#[test]
fn nothing_and_little_are_no_trouble() {
    assert_eq!(found(&[], 1), Topics::default());
    assert_eq!(found(&["", "  ", "?!"], 1).of, [None, None, None]);
    assert_eq!(found(&["printer offline"], 2).of, [None]);
    let one = found(&["printer offline"], 1);
    assert_eq!(
        (one.topics[0].members.as_slice(), one.of.as_slice()),
        ([0].as_slice(), [Some(0)].as_slice())
    );
}
