//! The signs that stand where something was taken out: `[mail]`, `[name]`.
//!
//! Takes redacted text. Gives it without the signs. Never touches other brackets.

/// What stands between the brackets.
const SIGNS: [&str; 10] = [
    "mail", "phone", "ip", "mac", "id", "name", "address", "card", "secret", "redacted",
];

/// The text with an end of sentence for each sign, so that no phrase reaches over what was taken out.
#[must_use]
pub fn without_signs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('[') {
        let (before, behind) = rest.split_at(start);
        out.push_str(before);
        let inside = behind[1..].split(']').next().unwrap_or_default();
        if SIGNS.contains(&inside) && behind.len() > inside.len() + 1 {
            out.push_str(". ");
            rest = &behind[inside.len() + 2..];
        } else {
            out.push('[');
            rest = &behind[1..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::without_signs;

    #[test]
    fn signs_end_a_sentence_and_other_brackets_stay() {
        for (text, left) in [
            ("call [phone] or [name]", "call .  or . "),
            ("error [42] in a[0]", "error [42] in a[0]"),
            ("it ends with [mail", "it ends with [mail"),
            ("a [b] [", "a [b] ["),
            ("[[ip]] [mail", "[. ] [mail"),
        ] {
            assert_eq!(without_signs(text), left);
        }
    }
}
