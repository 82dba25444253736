//! What `deskbook learn` learnt.
//!
//! Takes the lesson. Gives a line an article with its words, and sentences that say from how much. Never shows a word that
//! is not kept.

use crate::coverage::learn::Lesson;
use crate::model::Site;
use crate::report::Style;
use crate::report::number::{counted, grouped};
use crate::report::visible::visible;
use std::io::{self, Write};

/// Writes the articles with their words, in order of their ids.
///
/// # Errors
/// As the stream.
pub fn learn(out: &mut dyn Write, lesson: &Lesson, site: &Site, style: Style) -> io::Result<()> {
    let bold = style.of(anstyle::Style::new().bold());
    for (id, words) in &lesson.learnt.articles {
        let article = site.articles.iter().find(|a| a.key == *id);
        let people = words.people.iter().filter(|(_, people)| **people > 0);
        let words = people.map(|(word, people)| format!("{word} ({people})"));
        let words: Vec<String> = words.collect();
        if let (Some(article), false) = (article, words.is_empty()) {
            let title = visible(&article.title);
            writeln!(out, "{bold}{}{bold:#} {title}", visible(id))?;
            writeln!(out, "  {}", visible(&words.join(", ")))?;
        }
    }
    Ok(())
}

/// From how much it was learnt, and what stood in the way.
#[must_use]
pub fn sentences(lesson: &Lesson) -> Vec<String> {
    let mut lines = Vec::new();
    let words = lesson.learnt.articles.values();
    let kept = words.clone().flat_map(|words| words.people.values());
    let kept = kept.filter(|people| **people > 0).count();
    let articles = words.filter(|words| words.people.values().any(|people| *people > 0));
    lines.push(format!(
        "{} for {}, from {} of {} that name an article or match its patterns",
        counted(kept, "word"),
        counted(articles.count(), "article"),
        grouped(lesson.used as usize),
        counted(lesson.intake.kept as usize, "ticket"),
    ));
    if lesson.nameless > 0 {
        lines.push(format!(
            "{} without requester and date taught nothing: a word counts by the people who use it",
            counted(lesson.nameless as usize, "ticket")
        ));
    }
    lines
}
