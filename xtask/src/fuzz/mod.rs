//! `cargo xtask fuzz`: inputs that nobody would write, made from inputs that somebody did.
//!
//! Each input has a number; the number alone says what it is, so that a finding can be had again with `--from`.

mod mutate;
mod piles;
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

pub(crate) use mutate::Random;
use targets::{Target, Targets};

/// No input of this size takes so long, on a machine however busy, unless something goes round and round.
const SLOW: Duration = Duration::from_secs(300);

/// Where inputs are kept that broke something.
const FINDINGS: &str = "target/fuzz";

/// Reads inputs until the time is up.
///
/// # Errors
/// With the first input that broke something, by number and file.
pub(crate) fn run(minutes: f64, from: u64, only: &[String]) -> Result<()> {
    let of: Vec<Target> = Target::ALL
        .into_iter()
        .filter(|target| only.is_empty() || only.iter().any(|name| name == target.name()))
        .collect();
    ensure!(!of.is_empty(), "targets are {}", Target::ALL.map(Target::name).join(", "));
    if !cfg!(debug_assertions) {
        // This binary is built for speed, without the checks: the same again with them.
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut again = Command::new(cargo);
        again.args(["run", "--quiet", "--package", "xtask", "--", "fuzz"]);
        again.args(["--minutes", &minutes.to_string(), "--from", &from.to_string()]);
        again.args(only);
        let status = again.status().context("cargo cannot be run")?;
        ensure!(status.success(), "the fuzzing failed: {status}");
        return Ok(());
    }
    let targets = Targets::new(Path::new("."))?;
    let next = AtomicU64::new(from);
    let until = Instant::now() + Duration::from_secs_f64(minutes.clamp(0.0, 1e6) * 60.0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::panic::set_hook(Box::new(|_| {}));
    let at_work: Vec<Mutex<(u64, Instant)>> = (0..threads).map(|_| Mutex::new((from, Instant::now()))).collect();
    let found = std::thread::scope(|scope| {
        let (next, targets, of) = (&next, &targets, &of);
        let work = |place: &Mutex<(u64, Instant)>| {
            let mut found = Vec::new();
            while Instant::now() < until && found.is_empty() {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if let Ok(mut place) = place.lock() {
                    *place = (number, Instant::now());
                }
                found.extend(finding(targets, number, of));
            }
            found
        };
        let workers: Vec<_> = at_work.iter().map(|place| scope.spawn(move || work(place))).collect();
        while workers.iter().any(|worker| !worker.is_finished()) {
            std::thread::sleep(Duration::from_millis(200));
            for (worker, place) in workers.iter().zip(&at_work) {
                let (number, since) = place.lock().map_or((0, Instant::now()), |place| *place);
                if !worker.is_finished() && since.elapsed() > SLOW {
                    // A thread that goes round and round cannot be stopped but with all of us.
                    println!("input {number} does not end; `cargo xtask fuzz --from {number}` makes it again");
                    std::process::exit(1);
                }
            }
        }
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect::<Vec<_>>()
    });
    let _ = std::panic::take_hook();
    let read = next.load(Ordering::Relaxed) - from;
    println!(
        "{read} inputs, of {}: {} findings",
        of.iter().map(|target| target.name()).collect::<Vec<_>>().join(", "),
        found.len()
    );
    match found.first() {
        Some(first) => bail!("{first}"),
        None => Ok(()),
    }
}

/// What is wrong with the reading of one input.
fn finding(targets: &Targets, number: u64, of: &[Target]) -> Option<String> {
    let mut random = Random::of(number);
    let target = *random.pick(of);
    let bytes = targets.input(target, &mut random);
    let why = match catch_unwind(AssertUnwindSafe(|| targets.check(target, &bytes))) {
        Ok(Ok(())) => return None,
        Ok(Err(why)) => why,
        Err(panic) => {
            let words = panic.downcast_ref::<String>().cloned();
            words.or_else(|| panic.downcast_ref::<&str>().map(|words| (*words).to_owned())).unwrap_or_default()
        }
    };
    let path = Path::new(FINDINGS).join(format!("{}-{number}", target.name()));
    let kept = std::fs::create_dir_all(FINDINGS).and_then(|()| std::fs::write(&path, &bytes));
    let place = kept.map_or_else(|error| error.to_string(), |()| path.display().to_string());
    Some(format!(
        "input {number} ({}): {why}\n{place}; `cargo xtask fuzz --from {number}` makes it again",
        target.name()
    ))
}
