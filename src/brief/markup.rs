//! Small pieces of HTML that several parts of the report share.
//!
//! Takes text and figures. Gives markup in which all text is escaped. Never writes a style or a script.

use crate::brief::Links;
use crate::brief::figures::{covered, grouped};
use crate::brief::words::trend as in_words;
use crate::coverage::result::{ArticleRef, Evidence, Group, Share, Trend};
use crate::render::escape::push_attr;
use crate::render::hrefs::encode_path;
use std::fmt::Write as _;

/// A spark line has at most so many points.
const POINTS: usize = 26;
/// Width and height of a spark line, with a little room around it.
const SPARK: (f64, f64) = (104.0, 24.0);

/// Text for an element or a quoted attribute.
pub(crate) fn esc(text: &str) -> String {
    let clean: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let mut out = String::with_capacity(clean.len());
    push_attr(&mut out, &clean);
    out
}

/// The same, and never broken over lines: `61 %`.
pub(crate) fn tight(text: &str) -> String {
    esc(&text.replace(' ', "\u{a0}"))
}

/// Text in at most `limit` characters.
pub(crate) fn cut(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let head: String = text.chars().take(limit.saturating_sub(1)).collect();
    format!("{}…", head.trim_end())
}

/// Its own name: that of a topic, or the last level of a category.
pub(crate) fn own_name(group: &Group) -> &str {
    match group.path.last() {
        Some(level) if !group.is_topic => level,
        _ => &group.name,
    }
}

/// Where a group stands: the levels above a category, the category whose tickets a topic groups; may be empty.
pub(crate) fn above(group: &Group) -> String {
    match &group.path[..] {
        [] if group.is_topic => "found in the text".to_owned(),
        path if group.is_topic => format!("found in {}", path.join(" › ")),
        [] => String::new(),
        path => path[..path.len() - 1].join(" › "),
    }
}

/// A group in as few words as tell it apart: its last two levels, or the topic.
pub(crate) fn short(group: &Group) -> String {
    if group.is_topic {
        return group.name.clone();
    }
    match &group.path[..] {
        [.., above, last] => format!("{above} › {last}"),
        [only] => only.clone(),
        [] => group.name.clone(),
    }
}

/// A part of the page under a heading.
pub(crate) fn section(out: &mut String, (id, title): (&str, &str), inner: &str) {
    let _ = write!(
        out,
        "<section class=\"cov-part\" aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{}</h2>\n{inner}</section>\n",
        esc(title)
    );
}

/// An article by its title and key; a link where the report stands in the site.
pub(crate) fn article(article: &ArticleRef, links: Links) -> String {
    let title = esc(&article.title);
    let file = match links {
        Links::None => None,
        Links::Folders => Some(""),
        Links::Files => Some("index.html"),
    };
    let title = file.map_or_else(
        || title.clone(),
        |file| {
            let address = encode_path(&article.url);
            format!("<a href=\"../{}{file}\">{title}</a>", esc(&address))
        },
    );
    format!(
        "{title} <span class=\"cov-key\">{}</span>",
        esc(&article.key)
    )
}

/// A table that scrolls by itself where it is too wide; by keys too, so it has a name.
pub(crate) fn table(
    out: &mut String,
    (class, label): (&str, &str),
    heads: &[(&str, &str)],
    rows: &str,
) {
    let _ = write!(
        out,
        "<div class=\"cov-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table class=\"cov-table {class}\">\n<thead><tr>",
        esc(label)
    );
    for (class, head) in heads {
        let class = if class.is_empty() {
            String::new()
        } else {
            format!(" class=\"{class}\"")
        };
        let _ = write!(out, "<th scope=\"col\"{class}>{}</th>", esc(head));
    }
    let _ = write!(
        out,
        "</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n"
    );
}

/// Covered and uncovered part as a bar over the whole width, by evidence.
pub(crate) fn stack(share: &Share) -> String {
    let mut out = String::from(
        "<svg class=\"cov-stack\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">",
    );
    let all = f64::from(share.all.max(1));
    let mut x = 0.0;
    let parts = share.by.into_iter().chain([share.uncovered()]).enumerate();
    for (i, number) in parts.filter(|(_, number)| *number > 0) {
        let width = f64::from(number) / all * 1000.0;
        let _ = write!(
            out,
            "<rect class=\"cov-c{i}\" x=\"{x:.1}\" width=\"{width:.1}\" height=\"10\"/>"
        );
        x += width;
    }
    out.push_str("</svg>");
    out
}

/// A square in the colour of a series.
pub(crate) fn swatch(class: &str) -> String {
    format!(
        "<svg class=\"cov-swatch\" viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"{class}\" width=\"10\" height=\"10\"/></svg>"
    )
}

/// Kinds of evidence and what is uncovered, in the order and colours of [`stack`].
pub(crate) fn series(share: &Share) -> Vec<(String, &'static str, u32)> {
    let kinds = Evidence::ALL.iter().zip(share.by);
    kinds
        .enumerate()
        .map(|(i, (kind, n))| (format!("cov-c{i}"), crate::brief::words::evidence(*kind), n))
        .chain([("cov-c4".to_owned(), "no answer", share.uncovered())])
        .collect()
}

/// What a bar says, for those who do not see it.
pub(crate) fn said(share: &Share) -> String {
    format!("{} of {}", covered(share), grouped(u64::from(share.all)))
}

/// Weeks as a line, from nothing up.
pub(crate) fn spark(trend: &Trend) -> String {
    let step = trend.weeks.len().div_ceil(POINTS).max(1);
    let sums: Vec<u32> = trend.weeks.chunks(step).map(|w| w.iter().sum()).collect();
    let most = sums.iter().copied().max().unwrap_or(0);
    if sums.len() < 3 || most == 0 {
        return tight(&in_words(trend));
    }
    let (width, height) = SPARK;
    let x = |i: usize| 2.0 + i as f64 / (sums.len() - 1) as f64 * (width - 4.0);
    let y = |n: u32| height - 2.0 - f64::from(n) / f64::from(most) * (height - 4.0);
    let mut points = String::new();
    for (i, n) in sums.iter().enumerate() {
        let _ = write!(points, "{:.1},{:.1} ", x(i), y(*n));
    }
    let last = sums.len() - 1;
    format!(
        "<svg class=\"cov-spark\" viewBox=\"0 0 {width} {height}\" role=\"img\"><title>{}</title><polyline points=\"{}\"/><circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"2\"/></svg>",
        esc(&in_words(trend)),
        points.trim_end(),
        x(last),
        y(sums[last])
    )
}

#[cfg(test)]
mod tests {
    use crate::brief::Links;
    use crate::brief::markup::{article, cut, esc, spark, stack, tight};
    use crate::coverage::result::{ArticleRef, Direction, Share, Trend};

    #[test]
    fn text_stays_text() {
        assert_eq!(esc("<a b=\"c\">&\u{1b}"), "&lt;a b=&quot;c&quot;&gt;&amp; ");
        assert_eq!(tight("61 %"), "61\u{a0}%");
        assert_eq!([cut("abcd", 4), cut("abc de", 5)], ["abcd", "abc…"]);
    }

    #[test]
    fn articles_are_links_only_in_the_site() {
        let named = ArticleRef {
            key: "KB1".to_owned(),
            title: "A < B".to_owned(),
            path: String::new(),
            url: "net work/".to_owned(),
        };
        let key = "<span class=\"cov-key\">KB1</span>";
        assert_eq!(article(&named, Links::None), format!("A &lt; B {key}"));
        let link = "<a href=\"../net%20work/index.html\">A &lt; B</a>";
        assert_eq!(article(&named, Links::Files), format!("{link} {key}"));
    }

    #[test]
    fn a_bar_is_as_wide_as_its_parts() {
        let share = Share {
            all: 4,
            by: [1, 0, 0, 1],
        };
        let bar = stack(&share);
        for part in [
            "cov-c0\" x=\"0.0\" width=\"250.0\"",
            "cov-c3\" x=\"250.0\" width=\"250.0\"",
            "cov-c4\" x=\"500.0\" width=\"500.0\"",
        ] {
            assert!(bar.contains(part), "{bar}");
        }
        assert!(!bar.contains("cov-c1"), "{bar}");
    }

    #[test]
    fn a_line_needs_three_points() {
        let mut trend = Trend {
            first: 1,
            second: 2,
            direction: Direction::Steady,
            weeks: vec![1, 2],
        };
        assert_eq!(spark(&trend), tight("steady, 1 then 2"));
        trend.weeks = vec![0, 1, 2];
        assert!(spark(&trend).contains("points=\"2.0,22.0 52.0,12.0 102.0,2.0\""));
    }
}
