//! The last days of support of operating systems.
//!
//! Takes nothing. Gives [`ENDS`]. Never holds a day that its maker has not announced, but for macOS (see there).

use jiff::civil::{Date, date};

/// One system.
#[derive(Debug)]
pub(super) struct End {
    /// Names in plain lower case, the longest first.
    pub(super) names: &'static [&'static str],
    /// The last day with updates for everybody.
    pub(super) day: Date,
}

const fn row(names: &'static [&'static str], day: (i16, i8, i8)) -> End {
    End {
        names,
        day: date(day.0, day.1, day.2),
    }
}

/// All of them; where one name begins another, the longer stands first.
#[rustfmt::skip] // a row is a line
pub(super) const ENDS: &[End] = &[
    // Microsoft Lifecycle, learn.microsoft.com/lifecycle: end of extended support, or of the last version.
    row(&["windows xp"], (2014, 4, 8)),
    row(&["windows vista"], (2017, 4, 11)),
    row(&["windows 7", "win 7", "win7"], (2020, 1, 14)),
    row(&["windows 8.1"], (2023, 1, 10)),
    row(&["windows 8"], (2016, 1, 12)),
    row(&["windows 10", "win 10", "win10"], (2025, 10, 14)),
    row(&["windows server 2003 r2", "windows server 2003"], (2015, 7, 14)),
    row(&["windows server 2008 r2", "windows server 2008"], (2020, 1, 14)),
    row(&["windows server 2012 r2", "windows server 2012"], (2023, 10, 10)),
    row(&["windows server 2016"], (2027, 1, 12)),
    row(&["windows server 2019"], (2029, 1, 9)),
    row(&["windows server 2022"], (2031, 10, 14)),
    // Apple announces no days. It mends the three newest releases: the day on which the third younger one came
    // (apple.com/newsroom) is taken for the last.
    row(&["macos high sierra", "macos 10.13"], (2020, 11, 12)),
    row(&["macos mojave", "macos 10.14"], (2021, 10, 25)),
    row(&["macos catalina", "macos 10.15"], (2022, 10, 24)),
    row(&["macos big sur", "macos 11 big sur", "macos 11"], (2023, 9, 26)),
    row(&["macos monterey", "macos 12 monterey", "macos 12"], (2024, 9, 16)),
    row(&["macos ventura", "macos 13 ventura", "macos 13"], (2025, 9, 15)),
    // Canonical, ubuntu.com/about/release-cycle: standard support of LTS releases, at the end of its month.
    row(&["ubuntu 14.04 lts", "ubuntu 14.04"], (2019, 4, 30)),
    row(&["ubuntu 16.04 lts", "ubuntu 16.04"], (2021, 4, 30)),
    row(&["ubuntu 18.04 lts", "ubuntu 18.04"], (2023, 5, 31)),
    row(&["ubuntu 20.04 lts", "ubuntu 20.04"], (2025, 5, 31)),
    // centos.org/centos-linux-eol, access.redhat.com/support/policy/updates/errata: end of maintenance.
    row(&["centos 6"], (2020, 11, 30)),
    row(&["centos 7"], (2024, 6, 30)),
    row(&["centos 8"], (2021, 12, 31)),
    row(&["red hat enterprise linux 6", "rhel 6"], (2020, 11, 30)),
    row(&["red hat enterprise linux 7", "rhel 7"], (2024, 6, 30)),
];
