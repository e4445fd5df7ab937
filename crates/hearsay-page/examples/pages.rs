//! Pages timed: reads the files named on standard input, one a line, `--rounds` times on `--jobs` threads, and writes what each page
//! tells (title, day, text) and last a line with the seconds of the fastest round, by the clock and of processor time. `bench/pages.py` sets it beside others.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::print_stdout)]

use std::io::{BufRead, Read};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use hearsay_core::{Article, BlockKind};
use hearsay_page::{Hints, articles};

fn option(name: &str) -> usize {
    let mut arguments = std::env::args().skip_while(|argument| argument != name);
    arguments.nth(1).and_then(|value| value.parse().ok()).unwrap_or(1)
}

fn page(path: &str) -> std::io::Result<Vec<u8>> {
    let raw = std::fs::read(path)?;
    let mut bytes = Vec::new();
    if raw.starts_with(b"\x1f\x8b") {
        flate2::read::GzDecoder::new(raw.as_slice()).read_to_end(&mut bytes)?;
    } else {
        bytes = raw;
    }
    Ok(bytes)
}

/// Seconds that this thread has had a processor, as Linux counts them.
fn processor() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    told.split(' ').next().and_then(|nanoseconds| nanoseconds.parse::<f64>().ok()).unwrap_or(f64::NAN) / 1e9
}

/// The article of a page; without one, an empty article.
fn read(bytes: &[u8]) -> Article {
    articles(bytes, &Hints::default()).into_iter().find_map(Result::ok).unwrap_or_default()
}

fn main() -> std::io::Result<()> {
    let (rounds, jobs) = (option("--rounds"), option("--jobs"));
    let files: Vec<String> = std::io::stdin().lock().lines().collect::<Result<_, _>>()?;
    let pages: Vec<Vec<u8>> = files.iter().map(|file| page(file)).collect::<Result<_, _>>()?;
    for (file, bytes) in files.iter().zip(&pages) {
        let article = read(bytes);
        let parts =
            article.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Crosshead));
        let text: Vec<&str> = parts.map(|block| article.text.at(block.span)).collect();
        let title = article.headline().map(|span| article.text.at(span));
        let day = article.published.map(|day| day.to_string());
        println!("{}", serde_json::json!({"file": file, "title": title, "date": day, "text": text.join("\n")}));
    }
    let (mut fastest, mut least) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..rounds {
        let next = AtomicUsize::new(0);
        let started = Instant::now();
        let spent: f64 = std::thread::scope(|scope| {
            let work = || {
                let before = processor();
                while let Some(bytes) = pages.get(next.fetch_add(1, Ordering::Relaxed)) {
                    std::hint::black_box(read(bytes));
                }
                processor() - before
            };
            let threads: Vec<_> = (0..jobs).map(|_| scope.spawn(work)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap_or(f64::NAN)).sum()
        });
        least = least.min(spent);
        fastest = fastest.min(started.elapsed().as_secs_f64());
    }
    println!("{}", serde_json::json!({"seconds": fastest, "processor": least, "pages": pages.len()}));
    Ok(())
}
