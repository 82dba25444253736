//! Flags that nobody has answered yet.
//!
//! Takes the flags of the front matter. Gives KB019, one finding a flag. Never judges who is right.

use crate::checks::{Check, Scene, shortened};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::article::Article;
use crate::parse::front_matter::Flag;

/// The check.
#[derive(Debug)]
pub struct Flags;

const OPEN: Code = Code("KB019");

impl Check for Flags {
    fn codes(&self) -> &'static [Code] {
        &[OPEN]
    }

    fn article(&self, _scene: &Scene<'_>, article: &Article) -> Vec<Diagnostic> {
        let finding = |flag: &Flag| {
            Diagnostic::new(OPEN, Severity::Note, article.file, told(flag))
                .at(flag.text.span)
                .help(
                    "mend the article and delete the flag, or delete it and say why in the commit",
                )
        };
        let open = article.front.flags.iter();
        open.filter(|_| !article.is_archived())
            .map(finding)
            .collect()
    }
}

/// `flagged on 2026-03-02 by Ada Finch: step 3 is wrong`.
fn told(flag: &Flag) -> String {
    let mut message = "flagged".to_owned();
    if let Some(date) = flag.date {
        message += " on ";
        message += &date.to_string();
    }
    if let Some(by) = &flag.by {
        message += " by ";
        message += by;
    }
    let text = flag.text.value.trim().trim_end_matches('.');
    format!("{message}: {}", shortened(text))
}

#[cfg(test)]
mod tests {
    use crate::checks::flags::told;
    use crate::diag::{Span, Spanned};
    use crate::parse::front_matter::Flag;
    use jiff::civil::date;

    #[test]
    fn a_flag_says_when_by_whom_and_what() {
        let flag = |date, by: Option<&str>| Flag {
            date,
            by: by.map(str::to_owned),
            text: Spanned::new("Step 3 is wrong.".to_owned(), Span::default()),
        };
        let whole = flag(Some(date(2026, 3, 2)), Some("Ada Finch"));
        assert_eq!(
            told(&whole),
            "flagged on 2026-03-02 by Ada Finch: Step 3 is wrong"
        );
        assert_eq!(told(&flag(None, None)), "flagged: Step 3 is wrong");
    }
}
