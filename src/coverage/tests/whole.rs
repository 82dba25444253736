//! From tickets to the whole report: everything adds up, and two threads say what one says.

use crate::coverage::desk::Request;
use crate::coverage::measure::{Measured, measure};
use crate::coverage::result::Evidence;
use crate::coverage::tests::base::{article, day, site, with_desk, written};
use crate::model::Site;
use crate::tickets::intake::Intake;
use crate::tickets::ticket::{Noise, Place, Status, Ticket};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::BTreeSet;
use std::sync::Arc;

fn base() -> Site {
    let mut jam = article(
        "KB0001",
        "Printer jam",
        "Open the tray and pull the paper out.",
    );
    Arc::make_mut(&mut jam.front).tickets.patterns = written(&["printer jam"]);
    let mut vpn = article("KB0002", "VPN error 809", "Open the ports of the tunnel.");
    Arc::make_mut(&mut vpn.front).tickets.categories = written(&["Network > VPN"]);
    vpn.rung = 0;
    site(vec![jam, vpn])
}

fn ticket(number: i32, summary: &str, category: &[&str]) -> Ticket {
    Ticket {
        id: format!("INC{number:04}"),
        place: Place::default(),
        summary: summary.to_owned(),
        description: String::new(),
        resolution: String::new(),
        category: category.iter().map(|c| (*c).to_owned()).collect(),
        service: String::new(),
        status: Status::Closed,
        priority: None,
        channel: String::new(),
        requester: Some(format!("person {}", number % 7)),
        group: String::new(),
        created: Some(day(number % 60).at(9, 0, 0, 0)),
        resolved: Some(day(number % 60).at(12, 30, 0, 0)),
        breached: None,
        reopens: None,
        first_contact: None,
        effort: None,
        articles: Vec::new(),
        noise: None,
    }
}

fn tickets() -> Vec<Ticket> {
    let mut all: Vec<Ticket> = (0..240)
        .map(|n| match n % 6 {
            0 => ticket(
                n,
                &format!("the printer jams on floor {}", n % 9),
                &["Printing"],
            ),
            1 => ticket(n, "tunnel breaks on windows 11", &["Network", "VPN"]),
            2 => ticket(
                n,
                "zxq wobbles on my macbook 0x80070005",
                &["Hardware", "Dock"],
            ),
            3 => ticket(n, "please see the quux", &["Other"]),
            4 => ticket(n, "how", &[]),
            _ => ticket(n, "blorp", &["Hardware", "Mouse"]),
        })
        .collect();
    all[2].resolution = "done as in KB0001".to_owned();
    all[3].status = Status::Cancelled;
    all[4].noise = Some(Noise::AutoReply);
    all
}

/// Measures on so many threads, with tickets read as the reader of exports does.
fn measured(threads: usize) -> Measured {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .unwrap();
    let request = Request {
        explain: true,
        ..Request::default()
    };
    let site = base();
    pool.install(|| {
        with_desk(&site, |desk| {
            measure(desk, &request, &|_, work, keep| {
                let made: Vec<_> = tickets().into_par_iter().map(work).collect();
                (0..).zip(made).for_each(|(number, raw)| keep(number, raw));
                Ok(Intake {
                    read: 240,
                    kept: 240,
                    ..Intake::default()
                })
            })
        })
        .unwrap()
    })
}

#[test]
fn everything_adds_up() {
    let Measured {
        coverage,
        explained,
    } = measured(2);
    let all = coverage.self_service.all;
    assert_eq!((all, coverage.not_counted, coverage.outside), (238, 2, 0));
    assert_eq!(
        all,
        coverage.self_service.covered() + coverage.self_service.uncovered()
    );
    let top = coverage
        .groups
        .iter()
        .filter(|g| g.depth == 0 && !g.is_topic);
    assert_eq!(top.map(|g| g.self_service.all).sum::<u32>(), all);
    assert_eq!(coverage.weeks.iter().map(|w| w.share.all).sum::<u32>(), all);
    let (known, new, unknown) = coverage.known_new_unknown;
    assert_eq!((known, new, unknown), (1, 0, 237));
    // 40 tickets of the printer and one that names its article; the tunnel is answered for agents only.
    let [linked, pattern, category, _] = coverage.self_service.by;
    assert_eq!((linked, pattern, category), (1, 40, 0));
    assert_eq!(coverage.agents.by[Evidence::Category as usize], 40);
    let ids: Vec<&String> = coverage.gaps.iter().flat_map(|g| &g.tickets).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    let gaps: BTreeSet<&str> = coverage.gaps.iter().map(|g| g.id.as_str()).collect();
    assert_eq!(gaps.len(), coverage.gaps.len());
    assert_eq!(explained.len(), 240);
    assert_eq!(
        explained.iter().filter(|e| e.covered).count() as u32,
        coverage.self_service.covered()
    );
    assert_eq!(coverage.service.hours, Some(3.5));
}

#[test]
fn a_gap_names_codes_and_systems() {
    let coverage = measured(2).coverage;
    let dock = coverage
        .gaps
        .iter()
        .find(|g| g.group.name == "Hardware > Dock")
        .unwrap();
    assert_eq!(dock.tickets.len(), 39);
    assert_eq!(
        (dock.codes[0].name.as_str(), dock.codes[0].count),
        ("0x80070005", 39)
    );
    assert_eq!(
        (dock.group.os[0].name.as_str(), dock.group.os[0].count),
        ("macOS", 40)
    );
    assert_eq!(dock.group.self_service.all, 40);
}

#[test]
fn every_ticket_is_explained() {
    let explained = measured(1).explained;
    let why = |n: usize| {
        (
            explained[n].evidence,
            explained[n].article.as_deref(),
            explained[n].why.as_str(),
        )
    };
    assert_eq!(
        why(0),
        (Some(Evidence::Pattern), Some("KB0001"), "printer jam")
    );
    assert_eq!(
        why(1),
        (None, None, "only agents see KB0002: claims Network > VPN")
    );
    assert_eq!(
        why(2),
        (Some(Evidence::Linked), Some("KB0001"), "names the article")
    );
    assert_eq!(why(3), (None, None, "not counted: cancelled"));
    assert_eq!(why(4), (None, None, "not counted: no request of a person"));
    assert_eq!(explained[1].category, "Network > VPN");
}

#[test]
fn two_threads_say_what_one_says() {
    // By their text: a figure that nobody knows is no number, and equals not even itself.
    let [one, two] = [1, 2].map(|threads| format!("{:?}", measured(threads)));
    assert!(one == two, "the reports differ");
}
