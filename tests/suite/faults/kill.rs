//! Builds that are killed at moments drawn by a generator.
//!
//! Takes a running `build`. Gives it no time to tidy up. Never expects more than what a kill allows: one whole site, and
//! a next build that knows nothing of it.

use crate::faults::base::Desk;
use crate::faults::{Dice, long};
use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

fn start(mut command: Command) -> Child {
    let command = command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

/// How long a whole build takes here.
fn whole(desk: &Desk) -> Duration {
    let times = [0, 1, 0].map(|state| {
        desk.turn(state);
        let start = Instant::now();
        let _ = desk.kb.done(&["build"]);
        start.elapsed()
    });
    times.into_iter().max().unwrap()
}

/// Kills a build somewhere in its run, every second time while it writes.
fn kill(desk: &Desk, dice: &mut Dice, length: Duration) {
    let mut child = start(desk.kb.command(&["build"]));
    let length = u64::try_from(length.as_micros()).unwrap();
    let moment = if dice.below(2) == 0 {
        dice.below(length * 5 / 4)
    } else {
        let stage = desk.kb.path(".public.deskbook-new-0");
        while !stage.exists() && child.try_wait().unwrap().is_none() {
            sleep(Duration::from_micros(200));
        }
        dice.below(length / 5)
    };
    sleep(Duration::from_micros(moment));
    let _ = child.kill();
    let _ = child.wait();
}

#[test]
fn a_killed_build_leaves_one_whole_site() {
    let desk = Desk::new();
    let mut dice = Dice(0x5EED_CAFE);
    let length = whole(&desk);
    let times = if long() { 600 } else { 30 };
    for n in 0..times {
        let state = usize::try_from(dice.below(2)).unwrap();
        desk.turn(state);
        kill(&desk, &mut dice, length);
        let told = format!("kill {n}");
        desk.published(&told);
        // What one killed build left, the next may be killed upon.
        if dice.below(3) == 0 {
            desk.recovers(state, &told);
        }
    }
    desk.recovers_at_last();
}

#[test]
fn a_killed_first_build_leaves_a_whole_site_or_none() {
    let desk = Desk::new();
    let mut dice = Dice(0xF1A5);
    let length = whole(&desk);
    for n in 0..if long() { 150 } else { 6 } {
        let _ = fs::remove_dir_all(desk.kb.path("public"));
        kill(&desk, &mut dice, length);
        if desk.kb.has("public") {
            desk.publishes_alone(0, &format!("first kill {n}"));
        }
    }
    let _ = desk.kb.done(&["build"]);
    desk.publishes_alone(0, "after first kills");
    desk.is_clean("after first kills");
}
