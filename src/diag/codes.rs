//! Every kind of finding the program knows, in one table.
//!
//! Takes nothing. Gives [`CODES`], from which help, manual, JSON and SARIF are made. Never changes the meaning of a
//! code: a code that is no longer raised stays free for ever.

use crate::diag::{Code, Severity};

/// What a code means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeInfo {
    /// `KB021`.
    pub code: Code,
    /// A few words, lower case, no full stop.
    pub title: &'static str,
    /// How much it matters, as a rule.
    pub severity: Severity,
    /// Why anybody should care: at most three sentences.
    pub why: &'static str,
    /// What to do: at most three sentences.
    pub fix: &'static str,
}

/// What a code means; nothing for a code that is not in the table.
#[must_use]
pub fn info(code: Code) -> Option<&'static CodeInfo> {
    CODES
        .binary_search_by(|entry| entry.code.cmp(&code))
        .ok()
        .map(|i| &CODES[i])
}

/// A code by its name, for names that somebody typed.
#[must_use]
pub fn named(name: &str) -> Option<Code> {
    let hit = CODES.binary_search_by(|entry| entry.code.0.cmp(name));
    hit.ok().map(|i| CODES[i].code)
}

/// One row of the table.
const fn row(
    code: &'static str,
    severity: Severity,
    title: &'static str,
    advice: [&'static str; 2],
) -> CodeInfo {
    CodeInfo {
        code: Code(code),
        title,
        severity,
        why: advice[0],
        fix: advice[1],
    }
}

/// Short names so that a row of the table reads well.
const ERROR: Severity = Severity::Error;
const WARNING: Severity = Severity::Warning;
const NOTE: Severity = Severity::Note;

/// Every code, in order.
#[rustfmt::skip] // one row is five lines, or nobody reads the table
pub const CODES: &[CodeInfo] = &[
    row("KB001", ERROR, "front matter is not valid YAML", [
        "Nothing of the block can be trusted, so neither the audience nor the state of the article is known. It is built with its title only, for the narrowest audience.",
        "Mend the marked line. A text with `: `, ` #` or a quotation mark inside has to stand in quotes, and lists are indented with spaces, not tabs.",
    ]),
    row("KB002", ERROR, "file is not UTF-8", [
        "Letters outside of ASCII would be shown as replacement characters and could not be searched.",
        "Save the file with the encoding UTF-8.",
    ]),
    row("KB003", NOTE, "file starts with a byte order mark", [
        "It is invisible, and other tools take it for part of the first line.",
        "Save the file as UTF-8 without a byte order mark.",
    ]),
    row("KB004", NOTE, "file has Windows line ends", [
        "Builds the same, but a mixture of line ends makes whole files look changed in git.",
        "Add the line `*.md text=auto` to `.gitattributes` and run `git add --renormalize .` once.",
    ]),
    row("KB005", WARNING, "file is empty", [
        "Readers would find a page without an answer.",
        "Write the article, or delete the file.",
    ]),
    row("KB006", WARNING, "file name does not work everywhere", [
        "Names that differ only in case, reserved names such as `con` or `aux`, and characters such as `:` cannot be checked out on Windows or macOS.",
        "Rename the file with letters, digits and hyphens, and put its old address under `aliases`.",
    ]),
    row("KB007", NOTE, "article is very long", [
        "Nobody reads a megabyte to solve one problem, and it loads slowly on a phone.",
        "Split it into one article for each problem.",
    ]),
    row("KB008", NOTE, "there is no git history", [
        "Dates and authors come from git; without it the pages show none.",
        "Keep the base in a git repository and build where git is installed.",
    ]),
    row("KB009", WARNING, "the clone is shallow", [
        "The oldest commits are missing, so dates of creation and the list of authors would be wrong.",
        "Fetch the whole history with `git fetch --unshallow`, or set the fetch depth of the pipeline to 0.",
    ]),
    row("KB010", WARNING, "unknown key in the front matter", [
        "What stands under an unknown key has no effect, and nobody notices.",
        "Correct the spelling, or map the key of another system to ours under `fields` in `deskbook.yaml`.",
    ]),
    row("KB011", ERROR, "value has the wrong type", [
        "A list where a text is expected (or the other way round) cannot be used, so the key has no effect.",
        "Write the value in the form that the message names.",
    ]),
    row("KB012", ERROR, "unknown value", [
        "The key takes a fixed set of words, and another word has no meaning.",
        "Use one of the words that the message names, or add the word to `deskbook.yaml` where the set is yours.",
    ]),
    row("KB013", ERROR, "date cannot be read", [
        "Without a date nobody is told that the article needs a review.",
        "Write the date as year, month and day: `2027-01-31`.",
    ]),
    row("KB014", ERROR, "key is written twice", [
        "Only one of the two values can hold, and which one depends on the tool.",
        "Keep one of them and delete the other.",
    ]),
    row("KB020", ERROR, "article has no title", [
        "The title is what readers choose by in search and lists.",
        "Write `title:` in the front matter, or begin the text with a heading of level 1. Name the problem in the words of those who have it.",
    ]),
    row("KB021", WARNING, "review is overdue", [
        "Steps for menus and versions of two years ago send people round in circles, and then they call.",
        "Follow the steps once. If they hold, set a new `review_by`; if nobody needs them any more, set `confidence: archived`.",
    ]),
    row("KB022", WARNING, "metadata is missing", [
        "Articles of this type and confidence are found and kept by what stands in the front matter.",
        "Add the key that the message names.",
    ]),
    row("KB023", WARNING, "section is missing", [
        "Readers know where to look in an article of this type, and the search weighs its sections.",
        "Add the section. Where there is nothing to say yet, set `confidence: wip`.",
    ]),
    row("KB024", ERROR, "internal block is not closed", [
        "To be safe everything down to the end of the file counts as internal, and wider audiences do not see it.",
        "Close the block with a line that holds only `:::`.",
    ]),
    row("KB025", WARNING, "`:::` without a block", [
        "A closing fence with nothing to close, or a kind of block that does not exist, is shown to readers as it stands. Only `:::internal` exists.",
        "Delete the line, or write `:::internal` where the block begins.",
    ]),
    row("KB027", NOTE, "sections are out of order", [
        "Readers who know one article find their way in the next when the parts always come in the same order.",
        "Move the section to the place that the message names, or set the order of this type under `standard.sections`.",
    ]),
    row("KB030", ERROR, "id is used twice", [
        "An id is an address for ever; with two articles it would lead to one of them by chance.",
        "Give the younger article a free id. Ids of deleted articles are not free.",
    ]),
    row("KB031", WARNING, "two articles have one title", [
        "Readers cannot tell them apart in search and lists, and half of the corrections go to the wrong one.",
        "Merge them, or say in the titles what is different: the system, the product, the error.",
    ]),
    row("KB032", ERROR, "two files have one address", [
        "Only one page can stand at an address, so one of the articles is left out.",
        "Rename one of the files, or move it to another folder.",
    ]),
    row("KB033", ERROR, "alias is the address of a page", [
        "An old address cannot lead elsewhere while a page stands there.",
        "Delete the alias, or the page that has its address.",
    ]),
    row("KB034", ERROR, "id cannot be an address", [
        "The id is part of the address `/KB0042/`; a slash, a space or a dot in front breaks it.",
        "Use letters, digits, `-` and `_`.",
    ]),
    row("KB035", WARNING, "two articles say nearly the same", [
        "Readers meet both and trust neither, and a correction reaches only one of them.",
        "Merge them into the better one, archive the other and add its address to `aliases`. Where both are needed, keep what is different and link to what is common.",
    ]),
    row("KB040", ERROR, "link leads nowhere", [
        "The reader who needs the next step finds nothing. The words are shown without a link.",
        "Correct the path (it counts from the folder of this file) or link by id: `[[KB0042]]`.",
    ]),
    row("KB041", WARNING, "link to a heading that does not exist", [
        "The reader lands at the top of the page instead of at the answer.",
        "Correct the part behind `#`, or give the heading a fixed id: `## Windows 11 {#windows-11}`.",
    ]),
    row("KB042", ERROR, "image is missing", [
        "The reader sees the alternative text instead of the screen that is described.",
        "Add the image to the base, or correct its path. Upper and lower case matter on most servers.",
    ]),
    row("KB043", WARNING, "reference has no definition", [
        "`[words][name]` without a line `[name]: address` is shown with its brackets.",
        "Add the definition, or write `[words](address)`.",
    ]),
    row("KB044", WARNING, "related article does not exist", [
        "The link under \"Related\" is left out.",
        "Correct the id, or delete it from `related`.",
    ]),
    row("KB045", WARNING, "link to an article that not all readers see", [
        "In a build for a wider audience the article behind the link does not exist, and the words are shown without a link.",
        "Widen the audience of the other article, or put the link into an `:::internal` block.",
    ]),
    row("KB046", WARNING, "image has no alternative text", [
        "People with a screen reader, and everybody on a bad line, learn nothing from the image; nor does the search.",
        "Say between the brackets what the image shows: `![Sign-in page with the link Forgot password](reset.png)`.",
    ]),
    row("KB047", ERROR, "SVG with active content", [
        "A drawing with script, event handlers or content from elsewhere could act in the reader's name. It is not published.",
        "Export the drawing as plain SVG without script, `on…` attributes, `foreignObject` and links to other hosts.",
    ]),
    row("KB048", ERROR, "path leaves the base", [
        "Files outside of the base are neither read nor published.",
        "Copy the file into the base and link to the copy.",
    ]),
    row("KB049", ERROR, "address that a page may not open", [
        "An address such as `javascript:` or `data:` could act in the reader's name. The words are shown without a link.",
        "Use an `https:`, `mailto:` or `tel:` address, or attach the file and link to it.",
    ]),
    row("KB050", ERROR, "settings are not valid YAML", [
        "Without settings nobody knows which articles may be shown to whom, so nothing is built.",
        "Mend the marked line of `deskbook.yaml`.",
    ]),
    row("KB051", ERROR, "unknown key in the settings", [
        "A setting with a slip in its name has no effect; for an audience that would be dangerous.",
        "Use one of the keys that the message names.",
    ]),
    row("KB052", ERROR, "wrong value in the settings", [
        "The setting cannot be followed, and guessing could show articles to the wrong readers.",
        "Write the value in the form that the message names.",
    ]),
    row("KB053", ERROR, "theme template is broken", [
        "Pages made from it would be incomplete, so the site is not built.",
        "Mend the marked place. The page \"Theme contract\" of the manual lists what a template may use.",
    ]),
    row("KB054", WARNING, "file of the theme is not used", [
        "A theme replaces files of the built-in one by name; a file with another name has no effect.",
        "Correct the name, or delete the file.",
    ]),
    row("KB055", WARNING, "learnt words lead nowhere", [
        "Words of `vocabulary.yaml` that belong to no article help nobody to find one.",
        "Correct the id, or remove the entry; `deskbook learn` writes the file anew.",
    ]),
    row("KB056", WARNING, "allowance that does not hold", [
        "A comment that allows a finding keeps it away for good, so it has to be exact: a code that may be judged, and a reason that colleagues can weigh.",
        "Write `# deskbook: allow KB021 reason` in the front matter. Delete the comment once there is nothing left to allow.",
    ]),
    row("KB060", ERROR, "file cannot be read", [
        "Its article would silently be missing from the site.",
        "Give the user who builds the site the right to read the file.",
    ]),
    row("KB061", WARNING, "symbolic link is not followed", [
        "A link that leaves the base, or leads back to a folder above itself, could publish anything or never end.",
        "Put a copy of the file into the base instead of the link.",
    ]),
    row("KB062", ERROR, "file is too large", [
        "An article of this size is no article; most often a log or an export got the ending `.md`.",
        "Give it another ending, or attach it as a file and link to it.",
    ]),
    row("KB063", ERROR, "ticket exports cannot be read", [
        "The page of ticket coverage would be empty, and a manager would take that for an answer.",
        "Mend what the message names: the paths under `tickets.files`, or the columns. `deskbook tickets FILE` shows what is understood.",
    ]),
    row("KB065", ERROR, "text for a narrower audience in the site", [
        "Something that only colleagues or another client may read would be published: a word or a sentence, an id, an image. Nothing is written, and the site before stays.",
        "Mend the marked place; where the words are harmless, say them in an article that these readers see. If you changed nothing there, please report it as a fault of Deskbook.",
    ]),
    row("KB070", ERROR, "ticket pattern cannot be read", [
        "A pattern that cannot be read matches no ticket, so the article seems to answer nothing.",
        "Mend the marked place. The page \"Ticket patterns\" of the manual explains the language.",
    ]),
    row("KB071", WARNING, "ticket pattern matches nearly everything", [
        "Tickets about anything else would count as answered by this article, and the real gap would not be seen.",
        "Add a word that only tickets about this problem have, or use a longer phrase.",
    ]),
    row("KB072", WARNING, "two articles have one ticket pattern", [
        "Nobody can tell which of the two answers such a ticket.",
        "Keep it in the article that solves the problem, or add to both what tells them apart.",
    ]),
    row("KB073", ERROR, "overlay of no article", [
        "What one client reads differently belongs to an article; alone it is shown to nobody.",
        "Put the file beside its article, with the same name before the client's.",
    ]),
    row("KB074", WARNING, "overlay changes what it may not, or nothing", [
        "An article has one id and one history for all clients, and nobody may see more of it because of an overlay.",
        "Remove the marked key, or the overlay.",
    ]),
];

#[cfg(test)]
mod tests {
    use crate::diag::Code;
    use crate::diag::codes::{CODES, info};

    #[test]
    fn codes_are_in_order_and_each_is_there_once() {
        assert!(CODES.windows(2).all(|w| w[0].code < w[1].code));
    }

    #[test]
    fn a_code_is_found_by_its_name() {
        assert_eq!(info(Code("KB021")).unwrap().title, "review is overdue");
        assert_eq!(info(Code("KB999")), None);
        assert!(CODES.iter().all(|c| info(c.code) == Some(c)));
    }

    #[test]
    fn every_text_keeps_the_form() {
        for entry in CODES {
            let name = entry.code.0;
            assert!(!entry.title.ends_with('.'), "{name}: title");
            for text in [entry.why, entry.fix] {
                assert!(text.ends_with('.'), "{name}: full stop");
                assert!(text.matches(". ").count() < 3, "{name}: three sentences");
            }
        }
    }
}
