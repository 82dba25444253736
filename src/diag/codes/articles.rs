//! Findings about articles: files, front matter, sections, ids, links and images; KB001 to KB049.
//!
//! Takes nothing. Gives their rows of the table. Never raises one.

use crate::diag::codes::{CodeInfo, ERROR, NOTE, WARNING, row};

/// In order.
#[rustfmt::skip] // one row is five lines, or nobody reads the table
pub(super) const ROWS: &[CodeInfo] = &[
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
    row("KB016", NOTE, "validated article has no review date", [
        "Steps grow old without anybody noticing, and a validated article is the one that people trust. Under compliance the date is required (`KB022`).",
        "Add `review_by:` with the day on which somebody should try the steps again.",
    ]),
    row("KB017", WARNING, "article has been in progress for too long", [
        "An article in progress is not shown to readers, and what was known when it was begun is forgotten after a while. The measure is `wip_days` under `standard`.",
        "Write down what is known and set `confidence: not-validated`, or archive it if nobody needs it.",
    ]),
    row("KB018", WARNING, "owner is gone", [
        "Nobody is asked when the article is flagged or its review is due. The settings name teams and people under `kcs`, and the owner is none of them.",
        "Name a team or a person of the settings, or add the team there.",
    ]),
    row("KB019", NOTE, "article has an open flag", [
        "A reader or colleague has said that something is wrong, and nobody has answered.",
        "Mend the article and delete the flag. If nothing is wrong, delete it and say why in the commit.",
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
    row("KB026", WARNING, "resolution resolves nothing", [
        "\"Fixed the issue\" tells that somebody was helped, not how. The next analyst starts from the beginning.",
        "Write what was done, step by step. Until that is known, set `confidence: wip`.",
    ]),
    row("KB027", NOTE, "sections are out of order", [
        "Readers who know one article find their way in the next when the parts always come in the same order.",
        "Move the section to the place that the message names, or set the order of this type under `standard.sections`.",
    ]),
    row("KB028", NOTE, "step is no action", [
        "People follow numbered steps with one hand on the mouse. A step that only names or states something makes them stop and search for what to do.",
        "Begin with the verb: \"Select **Save**\". What happens then belongs to the step before.",
    ]),
    row("KB029", NOTE, "more than one cause", [
        "Readers have one of the causes and have to try the resolutions of all. Tickets, reviews and figures cannot be told apart either.",
        "Make an article for each cause and link them under `related`.",
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
        "Only one page can stand at an address, so one of the two is left out.",
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
    row("KB036", NOTE, "title does not name the problem", [
        "In a list of results the title is all that people read. \"VPN issue\" could be any of twenty articles.",
        "Name what does not work and where, in the words of those who have it: `VPN drops on hotel Wi-Fi`.",
    ]),
    row("KB037", NOTE, "text does not speak of its title", [
        "Readers come for what the title promises and find another thing.",
        "Name in the title what the text is about, or say in the text what the title promises.",
    ]),
    row("KB038", NOTE, "symptom is not in the requester's words", [
        "Symptoms are there so that people find the article by what they see. A repeated title, a story or an instruction adds nothing to that.",
        "Write what people say or type before anybody has helped them.",
    ]),
    row("KB039", WARNING, "page stands at another address", [
        "Two pages want one address: an article and a list that the site makes for itself, or two lists. Articles and folders come before lists, but `/all/` and `/search/` are the same in every site.",
        "Rename the file or folder that the message names, or leave it so: every link leads to the right page.",
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
    row("KB047", ERROR, "file with active content", [
        "A web page, or a drawing with script, event handlers or content from elsewhere, could act in the reader's name. A file such as `_redirects` could lead the whole site away. None is published.",
        "Export a drawing as plain SVG without script, `on…` attributes, `foreignObject` and links to other hosts. Put a page into a ZIP archive, or write what it says into the article.",
    ]),
    row("KB048", ERROR, "path leaves the base", [
        "Files outside of the base are neither read nor published.",
        "Copy the file into the base and link to the copy.",
    ]),
    row("KB049", ERROR, "address that a page may not open", [
        "An address such as `javascript:` or `data:` could act in the reader's name. The words are shown without a link.",
        "Use an `https:`, `mailto:` or `tel:` address, or attach the file and link to it.",
    ]),
];
