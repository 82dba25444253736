//! Deskbook: a git repository of Markdown help-desk articles becomes a fast, searchable, offline-capable site.
//!
//! This file is the map. It names the rooms in reading order and the rules that hold in all of them; it does nothing.
//!
//! # The rules of the house
//!
//! 1. **One way.** discover → parse → model → {render, search, checks} → coverage → output → write. A stage takes the whole value
//!    of the stage before and returns a new one. Nothing downstream is handed back up.
//! 2. **One way down.** A file imports only from floors below its own, or from its own folder's children.
//!    No circles, no `use super::*`, no prelude.
//! 3. **Two doors.** Bytes come in through `source` (and `source::history`, which asks git); bytes go out through
//!    `output::disk`. `serve` owns a socket and a watcher, `cli` owns argv and the clock. Nothing else names `std::fs`.
//! 4. **Parsing never fails.** `parse` returns a value and its diagnostics. Only the doors can fail.
//! 5. **Same input, same bytes.** No hash order, clock, locale or machine path in any output; `today` is a parameter.
//! 6. **Nothing is half made.** No field is filled in later: `Parsed` is not an `Article`, an `Article` is not a page.
//! 7. **Siblings do not know each other.** `render`, `search` and `checks` never import one another.
//! 8. **One printer.** Only `report` and `main` speak to the terminal. What a person reads is a `Diagnostic` or a `Failure`.
//! 9. **Serve adds, never changes.** `build` and `serve` make the same `Output`.
//!
//! # The floors
//!
//! | floor | rooms |
//! |---|---|
//! | 15 | `cli` |
//! | 14 | `serve` |
//! | 13 | `report` |
//! | 12 | `pipeline` |
//! | 11 | `brief` |
//! | 10 | `kcs` |
//! | 9 | `coverage`, `proof` |
//! | 8 | `render`, `search`, `checks` |
//! | 7 | `model`, `tickets` |
//! | 6 | `audit` |
//! | 5 | `config` |
//! | 4 | `parse` |
//! | 3 | `source`, `output`, `yaml`, `patterns`, `topics`, `likeness` |
//! | 2 | `text` |
//! | 1 | `diag`, `paths` |

// Floor 1: words.
pub mod diag;
pub mod paths;
// Floor 2: how text becomes terms.
pub mod text;
// Floor 3: the doors, and what can be said of any texts.
pub mod likeness;
pub mod output;
pub mod patterns;
pub mod source;
pub mod topics;
pub mod yaml;
// Floor 4: one file at a time.
pub mod parse;
// Floor 5: the settings, which know the keys of articles.
pub mod config;
// Floor 6: who did what to each article.
pub mod audit;
// Floor 7: the whole base.
pub mod model;
pub mod tickets;
// Floor 8: what is made of it.
pub mod checks;
pub mod render;
pub mod search;
// Floor 9: which tickets have an article.
pub mod coverage;
pub mod proof;
// Floor 10: knowledge-centred work: roles, measures, health.
pub mod kcs;
// Floor 11: reports as documents.
pub mod brief;
// Floor 12: the order of the stages.
pub mod pipeline;
// Floor 13: what people and machines read.
pub mod report;
// Floor 14: the live preview.
pub mod serve;
// Floor 15: the words of the command line.
pub mod cli;
