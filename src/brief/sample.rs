//! Coverages to test with: a year at a company of 2,000 people, a small one, and nothing at all.
//!
//! Takes the tables of its folder. Gives values in which every sum is right. Never looks like one company: all of it is
//! made up.

pub(crate) mod gaps;
pub(crate) mod groups;
pub(crate) mod others;

use crate::brief::sample::gaps::gaps;
use crate::brief::sample::groups::{groups, heat, total, weeks};
use crate::brief::sample::others::{effects, findability, intake, patterns};
use crate::config::tickets::TicketSettings;
use crate::coverage::result::{
    ArticleRef, Assumptions, Calibration, Coverage, Rules, Service, Share,
};
use jiff::civil::date;

/// An article by its key and title.
pub(crate) fn article(key: &str, title: &str) -> ArticleRef {
    let slug = title.to_lowercase().replace(' ', "-");
    ArticleRef {
        key: key.to_owned(),
        title: title.to_owned(),
        path: format!("content/desk/{slug}.md"),
        url: format!("desk/{slug}/"),
    }
}

fn assumptions() -> Assumptions {
    Assumptions {
        deflectable: 0.3,
        assisted: 22.0,
        self_service: 2.0,
        currency: "$".to_owned(),
        are_own: true,
    }
}

/// Nothing was read.
pub(crate) fn empty() -> Coverage {
    Coverage {
        intake: crate::tickets::intake::Intake::default(),
        window: None,
        outside: 0,
        not_counted: 0,
        self_service: Share::default(),
        agents: Share::default(),
        known_new_unknown: (0, 0, 0),
        service: Service::default(),
        weeks: Vec::new(),
        groups: Vec::new(),
        gaps: Vec::new(),
        pareto: 0,
        heat: crate::coverage::result::Heat::default(),
        findability: Vec::new(),
        patterns: Vec::new(),
        effects: Vec::new(),
        too_few: 0,
        calibration: Calibration::default(),
        assumptions: assumptions(),
        rules: Rules::from(&TicketSettings::default()),
    }
}

/// A year, 14 gaps, 60 categories.
pub(crate) fn year() -> Coverage {
    let groups = groups();
    let self_service = total(&groups, |g| g.self_service);
    let agents = total(&groups, |g| g.agents);
    let gaps = gaps(self_service.uncovered());
    let pareto = gaps
        .iter()
        .position(|g| g.cumulated >= 0.8)
        .map_or(gaps.len(), |i| i + 1);
    Coverage {
        intake: intake(self_service.all),
        window: Some((date(2025, 11, 24), date(2026, 11, 22))),
        outside: 214,
        not_counted: 655,
        self_service,
        agents,
        known_new_unknown: (4210, 9877, self_service.all - 4210 - 9877),
        service: Service {
            first_contact: Some(0.58),
            breached: Some(0.07),
            reopened: Some(0.04),
            hours: Some(6.4),
            effort: None,
        },
        weeks: weeks(self_service),
        heat: heat(&groups),
        groups,
        gaps,
        pareto,
        findability: findability(),
        patterns: patterns(),
        effects: effects(),
        too_few: 5,
        calibration: Calibration {
            threshold: 0.62,
            expected_wrong: 0.1,
            known: Some((1204, 1121)),
            method: "Shuffled tickets show how well the best article fits by chance; the threshold lets one in ten of \
                     those through."
                .to_owned(),
        },
        assumptions: assumptions(),
        rules: Rules::from(&TicketSettings::default()),
    }
}

/// Nine tickets without dates, one gap, and nothing that a system would have to say.
pub(crate) fn small() -> Coverage {
    let mut one = year();
    one.gaps.truncate(1);
    let gap = &mut one.gaps[0];
    gap.tickets.truncate(6);
    gap.cumulated = 1.0;
    gap.weight = 6.0;
    gap.cost = 36.0;
    gap.group.trend = groups::undated();
    gap.group.service = Service::default();
    gap.group.self_service = Share { all: 6, by: [0; 4] };
    one.groups = vec![gap.group.clone()];
    one.pareto = 1;
    one.self_service = Share {
        all: 9,
        by: [1, 1, 0, 1],
    };
    one.agents = one.self_service;
    one.known_new_unknown = (1, 0, 8);
    one.window = None;
    Coverage {
        intake: intake(9),
        gaps: one.gaps,
        groups: one.groups,
        self_service: one.self_service,
        agents: one.agents,
        known_new_unknown: one.known_new_unknown,
        pareto: 1,
        ..empty()
    }
}

/// Text that breaks a page, a cell or a terminal if it is not escaped.
pub(crate) const HOSTILE: &str = "=<script>alert(\"x\")</script>&'|`[a](b)\u{1b}[31m\n";

/// The year with [`HOSTILE`] in every text that comes from outside.
pub(crate) fn hostile() -> Coverage {
    let mut all = year();
    let bad = || HOSTILE.to_owned();
    for gap in &mut all.gaps {
        spoil(&mut gap.group);
        gap.phrases = vec![bad()];
        gap.tickets[0] = bad();
        gap.codes.iter_mut().for_each(|c| c.name = bad());
        for example in &mut gap.examples {
            (example.id, example.text) = (bad(), bad());
        }
    }
    all.groups.iter_mut().for_each(spoil);
    all.heat.os[0] = bad();
    all.heat.categories[0] = bad();
    for found in &mut all.findability {
        found.article.title = bad();
        found.article.url = "a\"><script>/".to_owned();
    }
    for pattern in &mut all.patterns {
        (pattern.pattern, pattern.article.title) = (bad(), bad());
    }
    all.effects.iter_mut().for_each(|e| e.article.title = bad());
    for source in &mut all.intake.sources {
        source.name = bad();
        source.notes = vec![bad()];
    }
    all.calibration.method = bad();
    all.assumptions.currency = "<b>".to_owned();
    all
}

fn spoil(group: &mut crate::coverage::result::Group) {
    group.name = HOSTILE.to_owned();
    group.path.iter_mut().for_each(|p| HOSTILE.clone_into(p));
    group
        .os
        .iter_mut()
        .for_each(|n| n.name = HOSTILE.to_owned());
    for (article, _) in &mut group.articles {
        article.title = HOSTILE.to_owned();
    }
}
