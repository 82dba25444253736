//! Which systems the tickets without an answer name, by category.
//!
//! Takes the heat map. Gives a table whose cells are shaded by inline SVG, so that it is a chart and its own table.
//! Never shades by anything but the number in the cell.

use crate::brief::figures::grouped;
use crate::brief::markup::{esc, section, table};
use crate::coverage::result::Heat;
use std::fmt::Write as _;

/// Shades, the lightest being none.
const SHADES: f64 = 6.0;

/// Writes the map; nothing where no ticket names a system.
pub(crate) fn write(out: &mut String, heat: &Heat) {
    let most = heat.uncovered.iter().flatten().copied().max().unwrap_or(0);
    if most == 0 {
        return;
    }
    let mut rows = String::new();
    for (i, category) in heat.categories.iter().enumerate() {
        let _ = write!(rows, "<tr><th scope=\"row\">{}</th>", esc(category));
        for j in 0..heat.os.len() {
            let at = |table: &[Vec<u32>]| table.get(i).and_then(|r| r.get(j)).copied().unwrap_or(0);
            cell(&mut rows, at(&heat.uncovered), at(&heat.all), most);
        }
        rows.push_str("</tr>\n");
    }
    let heads: Vec<(&str, &str)> = [("", "Category")]
        .into_iter()
        .chain(heat.os.iter().map(|os| ("cov-n", &os[..])))
        .collect();
    let mut inner = String::from(
        "<p class=\"cov-note\">Tickets without an answer that name a system; below, small, all that name it.</p>\n",
    );
    table(&mut inner, ("cov-heat", "Table of systems"), &heads, &rows);
    section(out, ("by-system", "Systems"), &inner);
}

fn cell(out: &mut String, uncovered: u32, all: u32, most: u32) {
    // The square root keeps small numbers apart where one is far larger than the others.
    let shade = ((f64::from(uncovered) / f64::from(most)).sqrt() * SHADES).ceil() as u32;
    let _ = write!(
        out,
        "<td class=\"cov-n\"><svg class=\"cov-cell\" viewBox=\"0 0 1 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"cov-h{shade}\" width=\"1\" height=\"1\"/></svg>\
         <span class=\"cov-in-cell\">{}<span class=\"cov-above\"><span class=\"cov-vh\"> of </span>{}</span></span></td>",
        grouped(u64::from(uncovered)),
        grouped(u64::from(all))
    );
}

#[cfg(test)]
mod tests {
    use crate::brief::heat::{cell, write};
    use crate::coverage::result::Heat;

    #[test]
    fn shades_follow_the_numbers() {
        let shade = |n| {
            let mut out = String::new();
            cell(&mut out, n, 100, 100);
            out
        };
        for (n, class) in [
            (0, "cov-h0"),
            (1, "cov-h1"),
            (25, "cov-h3"),
            (100, "cov-h6"),
        ] {
            assert!(shade(n).contains(class), "{n}");
        }
    }

    #[test]
    fn no_systems_no_map() {
        let mut out = String::new();
        write(&mut out, &Heat::default());
        assert_eq!(out, "");
    }
}
