//! Findings about everything else: settings, theme, disk, tickets, clients, safety, language, roles; from KB050 on.
//!
//! Takes nothing. Gives their rows of the table. Never raises one.

use crate::diag::codes::{CodeInfo, ERROR, NOTE, WARNING, row};

/// In order.
#[rustfmt::skip] // one row is five lines, or nobody reads the table
pub(super) const ROWS: &[CodeInfo] = &[
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
    row("KB064", NOTE, "address on another site will not last", [
        "Browsers may refuse an address without encryption, shorteners close, and marks follow readers about. A host of an inner network cannot be opened from outside.",
        "Write the full address with `https:` that every reader of the article can open. `deskbook check --fix` takes marks such as `utm_source` out.",
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
    row("KB080", WARNING, "text tells of a person", [
        "Mail addresses, numbers and names of people are not for everybody, and history keeps them after they are gone from the text.",
        "Leave it out or write an example. A team's address belongs under `contact` in the settings.",
    ]),
    row("KB081", ERROR, "secret in the text", [
        "Whoever can read the article, its site or its history can use it. Taking it out does not take it back.",
        "Make it invalid where it is used, then write a placeholder such as `<password>`. What is no secret can be allowed with a reason in the front matter.",
    ]),
    row("KB082", WARNING, "internal words in a text for others", [
        "Names of servers, private addresses and notes to colleagues help an attacker and confuse a reader.",
        "Say it without them, put them into an `:::internal` block, or give the article to a narrower audience. Further words are named under `internal_words` in the settings.",
    ]),
    row("KB083", NOTE, "`os` and text name different systems", [
        "Readers choose articles by their system, and the search puts their own system first.",
        "Add the system to `os`, or take its name out of title, headings or environment.",
    ]),
    row("KB084", NOTE, "system is out of support", [
        "It gets no security updates any more, so its users need a way to move on more than a repair.",
        "Say how to move on, or archive the article. Where support was bought for longer, set the day under `ended` in the settings.",
    ]),
    row("KB085", WARNING, "product has another name today", [
        "Readers see the name of today on their screen and search with it.",
        "Write the name of today, and the old one as a former name where readers know only that. Old names stay right under `symptoms`.",
    ]),
    row("KB090", NOTE, "text is hard to read", [
        "Who needs help reads in haste, and often in a second language.",
        "Write shorter sentences and plainer words. The grade is that of `standard.grade` in the settings.",
    ]),
    row("KB091", NOTE, "sentence is too long", [
        "A long sentence has to be read twice, and the step in its middle is overlooked.",
        "Make two of it, or a list. The limit is `standard.sentence_words` in the settings.",
    ]),
    row("KB092", NOTE, "filler", [
        "Words without meaning stand between the reader and the answer.",
        "Leave them out; `check --fix` does it where the sentence stays right.",
    ]),
    row("KB093", NOTE, "tone makes light of the trouble", [
        "\"Simply\" and \"obviously\" tell a person who is stuck that the fault is theirs.",
        "Leave the word out; `check --fix` does it where the sentence stays right.",
    ]),
    row("KB094", NOTE, "abbreviation is not explained", [
        "Who does not know it cannot search for it either, because the words behind it stand nowhere.",
        "Write it out once: `Lightweight Directory Access Protocol (LDAP)`. What all your readers know belongs under `standard.acronyms` in the settings.",
    ]),
    row("KB095", ERROR, "change is not allowed for the role", [
        "The team has agreed who confirms articles and who shows them to more people. The author of the commit has another role.",
        "Do what the message says, or ask somebody with the role to make this change in a commit of her own.",
    ]),
    row("KB096", ERROR, "compliance article changed by somebody else", [
        "Articles under `governance: compliance` belong to the people that the settings name for it.",
        "Flag the article, or ask one of them to make the change.",
    ]),
    row("KB097", ERROR, "address dies", [
        "Links in tickets, mails and bookmarks lead to this address, and would lead nowhere.",
        "Archive the article instead of deleting it, or add the old address to the `aliases` of the article that replaces it.",
    ]),
    row("KB098", ERROR, "id is another one", [
        "An id is an address for ever; tickets that name the old one lose their article.",
        "Write the old id again.",
    ]),
    row("KB099", ERROR, "rules changed by somebody who may not", [
        "Whoever changes roles, audiences or `.mailmap` could give herself any right. The roles from before the change hold.",
        "Ask a coach to make the change in a commit of her own.",
    ]),
    row("KB100", NOTE, "change of an article", [
        "`check --since --verbose` notes beside the lines what changed and by whom, where that is allowed.",
        "There is nothing to do.",
    ]),
];
