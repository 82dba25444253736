//! The process that runs the inputs.
//!
//! Takes a target, a folder to leave word in, and how long. Gives, in that folder, the input that is being run and what came
//! of the run. Never catches a panic: the process ends, and its parent reads the input from the folder.

use crate::Target;
use crate::corpus;
use crate::drive::{Plan, Until};
use crate::features::Features;
use crate::mutate::mutate;
use crate::rng::Rng;
use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// Inputs that are kept to be changed further.
const POOL: usize = 3000;
/// No input is larger.
const MOST: usize = 120_000;
/// As much as a thread of a build has, so that what is nested too deeply shows here.
const STACK: usize = 2 << 20;

/// What came of a run.
#[derive(Debug, Default)]
struct Run {
    done: u64,
    features: Features,
    slowest: (Duration, Vec<u8>),
}

/// Runs until the plan is done.
pub(crate) fn run(target: &'static Target, folder: &Path, plan: Plan) {
    let folder = folder.to_owned();
    let work = move || {
        let mut beat = Beat(File::create(folder.join("input")).unwrap());
        let mut run = Run::default();
        let pool = match plan.until {
            Until::Input(input) => {
                run.one(target, &fs::read(input).unwrap(), &mut beat);
                0
            }
            until => run.many(target, (&until, plan.seed), &mut beat),
        };
        let told = format!(
            "{} inputs, {pool} kept, slowest {} ms ({} bytes), most memory {} MB",
            run.done,
            run.slowest.0.as_millis(),
            run.slowest.1.len(),
            memory(),
        );
        fs::write(folder.join("slowest"), &run.slowest.1).unwrap();
        fs::write(folder.join("done"), told).unwrap();
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work);
    if let Err(panic) = thread.unwrap().join() {
        std::panic::resume_unwind(panic);
    }
}

impl Run {
    /// Seeds, then what becomes of them; how many inputs were worth keeping.
    fn many(&mut self, target: &Target, (until, seed): (&Until, u64), beat: &mut Beat) -> usize {
        let own = [
            corpus::kept(target.name),
            corpus::seeds(target.name),
            (target.seeds)(),
        ];
        let mut pool = own.concat();
        assert!(!pool.is_empty(), "{} has no seeds", target.name);
        for input in &pool {
            self.one(target, input, beat);
        }
        let first = pool.len();
        let mut rng = Rng::new(seed);
        let start = Instant::now();
        let mut count = 0;
        while until.goes_on(target, count, start) {
            count += 1;
            // What is new in itself is looked at more often than what came with the repository.
            let fresh = pool.len() - first;
            let at = if fresh > 0 && rng.chance(60) {
                first + rng.below(fresh)
            } else {
                rng.below(pool.len())
            };
            let other = rng.below(pool.len());
            let input = mutate(&mut rng, (&pool[at], &pool[other]), target.words, MOST);
            if self.one(target, &input, beat) && input.len() < 20_000 {
                if fresh < POOL {
                    pool.push(input);
                } else {
                    let old = first + rng.below(fresh);
                    pool[old] = input;
                }
            }
        }
        pool.len()
    }

    /// Runs one input; whether it showed anything new.
    fn one(&mut self, target: &Target, input: &[u8], beat: &mut Beat) -> bool {
        self.done += 1;
        beat.write(self.done, input);
        let start = Instant::now();
        (target.run)(input, &mut self.features);
        let took = start.elapsed();
        if took > self.slowest.0 {
            self.slowest = (took, input.to_vec());
        }
        self.features.take()
    }
}

/// Where the parent sees which input is being run.
struct Beat(File);

impl Beat {
    fn write(&mut self, number: u64, input: &[u8]) {
        let all = [&number.to_le_bytes()[..], input].concat();
        self.0.seek(SeekFrom::Start(0)).unwrap();
        self.0.write_all(&all).unwrap();
        self.0.set_len(all.len() as u64).unwrap();
    }
}

/// The most memory that this process ever held, in MB; 0 where the system does not say.
fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let number = line.and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok());
    number.unwrap_or_default() / 1024
}
