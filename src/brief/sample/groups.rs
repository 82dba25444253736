//! Categories of three levels, their weeks, and the systems that they name.
//!
//! Takes a table of the deepest categories. Gives every level above them with its sums. Never draws by chance: the
//! numbers come from a fixed row.

use crate::brief::sample::article;
use crate::coverage::result::{Direction, Group, Heat, Named, Service, Share, State, Trend, Week};
use jiff::ToSpan;
use jiff::civil::date;
use std::collections::BTreeMap;

/// Category, tickets, percent by evidence, and how it goes: `+` rises, `-` falls, `=` stays.
const LEAVES: &str = "\
Network > VPN > Mobile hotspot|412|0 0 0 4|+
Network > VPN > Client update|380|42 32 6 10|=
Network > VPN > Error 809|236|45 31 10 7|-
Network > Wi-Fi > Office|520|35 30 12 12|=
Network > Wi-Fi > Guest|188|22 34 20 15|=
Network > Wi-Fi > Certificate|364|2 0 0 7|+
Network > DNS|74|38 28 0 22|=
Accounts > Password > Reset|2410|44 34 11 8|=
Accounts > Password > Expired|640|35 36 9 11|=
Accounts > Sign-in > Second factor, new phone|782|5 4 0 6|+
Accounts > Sign-in > Locked out|905|47 24 13 7|-
Accounts > Sign-in > Unfamiliar prompt|142|8 12 0 11|=
Accounts > Shared mailbox access|468|1 2 0 9|=
Accounts > Leaver|131|27 10 40 12|=
Email > Outlook > Search finds nothing|344|6 5 0 7|=
Email > Outlook > Rules|96|39 20 8 22|=
Email > Outlook > Will not start|271|44 32 4 10|=
Email > Calendar > Delegates|205|40 26 4 18|=
Email > Calendar > Room booking|318|3 6 0 8|+
Email > Quarantine|288|32 40 10 9|=
Hardware > Dock > No display|455|37 36 8 10|-
Hardware > Dock > Wakes slowly|118|2 0 0 9|=
Hardware > Laptop > Battery|264|32 30 16 11|=
Hardware > Laptop > Fan noise|92|35 20 12 22|=
Hardware > Headset > Not heard in calls|398|4 7 0 8|=
Hardware > Phone > New device|210|36 23 20 11|=
Hardware > Monitor|133|34 28 12 16|=
Printing > Follow-me > Badge not read|276|2 3 0 7|=
Printing > Follow-me > Queue empty|182|35 36 8 11|=
Printing > Driver|154|41 30 6 13|=
Printing > Scan to mail|167|3 1 0 8|+
Software > Install > Request|840|26 15 42 7|=
Software > Install > Licence missing|193|38 23 10 16|=
Software > Office > Add-in blocked|158|3 0 0 10|=
Software > Teams > No sound|226|32 38 6 14|=
Software > Teams > Meeting add-in gone|147|44 28 0 15|=
Software > Browser|129|37 28 6 19|=
Windows > Update > Stuck at restart|241|39 36 4 11|-
Windows > Update > No space|112|30 34 6 20|=
Windows > Sign-in screen|98|41 28 6 14|=
Security > Phishing question|344|34 23 22 11|=
Security > BitLocker key|266|39 31 12 9|=
Other|1890|16 28 0 18|=";

/// A row of numbers that looks drawn by chance and is the same each time.
pub(crate) struct Row(u64);

impl Row {
    pub(crate) fn new(seed: usize) -> Self {
        Self(seed as u64 * 7919 + 17)
    }

    pub(crate) fn next(&mut self, below: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(below.max(1))) as u32
    }
}

/// So many tickets over 52 weeks.
pub(crate) fn trend(all: u32, way: &str, seed: usize) -> Trend {
    let mut row = Row::new(seed);
    let weight = |week: u32, row: &mut Row| {
        let slope = match way {
            "+" => 2 + week / 3 + if week > 30 { 9 } else { 0 },
            "-" => 22 - week / 3,
            _ => 12,
        };
        let holiday = if (4..7).contains(&week) { 3 } else { 6 };
        slope * holiday * (6 + row.next(9))
    };
    let weights: Vec<u32> = (0..52).map(|week| weight(week, &mut row)).collect();
    let sum: u32 = weights.iter().sum();
    let mut weeks: Vec<u32> = weights
        .iter()
        .map(|w| (u64::from(all) * u64::from(*w) / u64::from(sum)) as u32)
        .collect();
    let mut left = all - weeks.iter().sum::<u32>();
    while left > 0 {
        weeks[row.next(52) as usize] += 1;
        left -= 1;
    }
    let (first, second) = (weeks[..26].iter().sum(), weeks[26..].iter().sum());
    let direction = match way {
        "+" => Direction::Rising,
        "-" => Direction::Falling,
        _ => Direction::Steady,
    };
    Trend {
        first,
        second,
        direction,
        weeks,
    }
}

/// Tickets without dates.
pub(crate) fn undated() -> Trend {
    Trend {
        first: 0,
        second: 0,
        direction: Direction::Unknown,
        weeks: Vec::new(),
    }
}

fn share(all: u32, percents: &[u32], agents: bool) -> Share {
    let room = 100 - percents.iter().sum::<u32>();
    let more = if agents { room / 12 } else { 0 };
    let of = |i: usize| all * (percents[i] + more) / 100;
    Share {
        all,
        by: [of(0), of(1), of(2), of(3)],
    }
}

fn state(share: &Share) -> State {
    match share.share() {
        s if s < 0.2 => State::None,
        s if s < 0.7 => State::Partial,
        _ => State::Covered,
    }
}

/// One category.
pub(crate) fn group(path: &[&str], shares: (Share, Share), trend: Trend) -> Group {
    let all = shares.0.all;
    let os = [("Windows 11", 6), ("macOS", 2), ("Windows 10", 1)];
    Group {
        name: path.join(" > "),
        path: path.iter().map(|p| (*p).to_owned()).collect(),
        is_topic: false,
        depth: path.len() as u32 - 1,
        self_service: shares.0,
        agents: shares.1,
        state: state(&shares.0),
        recurring: all > 100,
        days: (all / 2).clamp(1, 240),
        requesters: Some((all * 2 / 3).max(1)),
        trend,
        service: Service {
            first_contact: Some(0.44),
            breached: Some(0.12),
            reopened: Some(0.06),
            hours: Some(9.1),
            effort: None,
        },
        os: os
            .iter()
            .map(|(name, part)| Named {
                name: (*name).to_owned(),
                count: all * part / 10,
            })
            .collect(),
        products: vec![Named {
            name: "Remote access".to_owned(),
            count: all / 3,
        }],
        articles: vec![(
            article("KB0042", "VPN error 809 on Windows 11"),
            shares.0.covered(),
        )],
    }
}

fn add(a: Share, b: Share) -> Share {
    let by = std::array::from_fn(|i| a.by[i] + b.by[i]);
    Share {
        all: a.all + b.all,
        by,
    }
}

/// All categories, each level before those below it, most tickets first.
pub(crate) fn groups() -> Vec<Group> {
    let mut found: BTreeMap<Vec<&str>, (Share, Share, Vec<u32>, &str)> = BTreeMap::new();
    for (seed, line) in LEAVES.lines().enumerate() {
        let cells: Vec<&str> = line.split('|').collect();
        let path: Vec<&str> = cells[0].split(" > ").collect();
        let all: u32 = cells[1].parse().unwrap();
        let percents: Vec<u32> = cells[2].split(' ').map(|p| p.parse().unwrap()).collect();
        let own = trend(all, cells[3], seed);
        for depth in 1..=path.len() {
            let way = if depth == path.len() { cells[3] } else { "=" };
            let entry = found.entry(path[..depth].to_vec()).or_insert((
                Share::default(),
                Share::default(),
                vec![0; 52],
                way,
            ));
            entry.0 = add(entry.0, share(all, &percents, false));
            entry.1 = add(entry.1, share(all, &percents, true));
            entry
                .2
                .iter_mut()
                .zip(&own.weeks)
                .for_each(|(sum, n)| *sum += n);
        }
    }
    let mut all: Vec<Group> = found
        .iter()
        .map(|(path, (own, agents, weeks, way))| {
            let mut trend = trend(own.all, way, 1);
            (trend.first, trend.second) = (weeks[..26].iter().sum(), weeks[26..].iter().sum());
            trend.weeks.clone_from(weeks);
            group(path, (*own, *agents), trend)
        })
        .collect();
    let size: BTreeMap<Vec<String>, u32> = all
        .iter()
        .map(|g| (g.path.clone(), g.self_service.all))
        .collect();
    let key = |g: &Group| -> Vec<(std::cmp::Reverse<u32>, String)> {
        (1..=g.path.len())
            .map(|d| (std::cmp::Reverse(size[&g.path[..d]]), g.path[d - 1].clone()))
            .collect()
    };
    all.sort_by_cached_key(key);
    all
}

/// The sum of the widest categories.
pub(crate) fn total(groups: &[Group], of: fn(&Group) -> Share) -> Share {
    groups
        .iter()
        .filter(|g| g.depth == 0)
        .map(of)
        .fold(Share::default(), add)
}

/// The weeks of the year; articles come in some of them.
pub(crate) fn weeks(all: Share) -> Vec<Week> {
    let parts: Vec<Vec<u32>> = all
        .by
        .iter()
        .chain([&all.uncovered()])
        .enumerate()
        .map(|(i, n)| trend(*n, if i == 4 { "-" } else { "=" }, 5).weeks)
        .collect();
    let published = |week: usize| match week {
        9 => vec![article("KB0042", "VPN error 809 on Windows 11")],
        21 => vec![
            article("KB0051", "Account locked out"),
            article("KB0052", "Dock shows no picture"),
        ],
        34 => vec![article("KB0060", "Windows update stuck at restart")],
        43 => vec![article("KB0071", "Read a quarantined mail")],
        _ => Vec::new(),
    };
    (0..52)
        .map(|week| Week {
            monday: date(2025, 11, 24).saturating_add(i32::try_from(week).unwrap().weeks()),
            share: Share {
                all: parts.iter().map(|p| p[week]).sum(),
                by: std::array::from_fn(|i| parts[i][week]),
            },
            published: published(week),
        })
        .collect()
}

/// Systems by category.
pub(crate) fn heat(groups: &[Group]) -> Heat {
    let os = [
        "Windows 11",
        "Windows 10",
        "macOS",
        "iOS",
        "Android",
        "Linux",
    ];
    let parts = [50, 12, 20, 8, 6, 1];
    let tops: Vec<&Group> = groups.iter().filter(|g| g.depth == 0).take(12).collect();
    let spread = |n: u32, row: usize| -> Vec<u32> {
        let mut draw = Row::new(row);
        parts
            .iter()
            .map(|p| n * p / 100 * (5 + draw.next(8)) / 9)
            .collect()
    };
    Heat {
        os: os.map(str::to_owned).to_vec(),
        categories: tops.iter().map(|g| g.name.clone()).collect(),
        uncovered: tops
            .iter()
            .enumerate()
            .map(|(i, g)| spread(g.self_service.uncovered(), i))
            .collect(),
        all: tops
            .iter()
            .enumerate()
            .map(|(i, g)| spread(g.self_service.all, i))
            .collect(),
    }
}
