#![allow(missing_docs, clippy::all)]
use hearsay_core::BlockKind;
use std::{collections::BTreeMap, env, fs};
fn letters(t: &str) -> String {
    t.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
fn main() {
    let verbose = env::args().nth(2).is_some();
    for half in env::args().nth(1).unwrap().split(',') {
        let dir = "crates/hearsay-page/tests/threads";
        let text = fs::read_to_string(format!("{dir}/{half}.tsv")).unwrap();
        let mut all: BTreeMap<&str, Vec<[Vec<&str>; 3]>> = BTreeMap::new();
        for l in text.lines().filter(|l| !l.starts_with('#')) {
            let f: Vec<&str> = l.split('\t').collect();
            let e = all.entry(f[0]).or_default();
            if f[3] != "" {
                e.push([
                    f[1].split('|').collect(),
                    f[2].split('|').filter(|x| *x != "").collect(),
                    f[3].split('|').collect(),
                ]);
            }
        }
        let (mut ri, mut sa, mut th, mut an, mut aa, mut vo) = (0, 0, 0, 0, 0, 0);
        let mut kinds: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
        for (layout, gold) in &all {
            let bytes = fs::read(format!("{dir}/{layout}")).unwrap();
            let a = hearsay_page::articles(&bytes, &hearsay_page::Hints::default())
                .into_iter()
                .find_map(Result::ok)
                .unwrap_or_default();
            let bodies: Vec<String> = a
                .blocks
                .iter()
                .filter(|b| matches!(b.kind, BlockKind::Comment(_)))
                .map(|b| letters(a.text.at(b.body)))
                .collect();
            let paper: Vec<String> =
                a.blocks.iter().filter(|b| b.kind.is_report()).map(|b| letters(a.text.at(b.span))).collect();
            let mut used = vec![false; bodies.len()];
            let (mut r, mut bad) = (0, vec![]);
            for [au, re, st] in gold {
                let found = (0..bodies.len()).find(|&i| {
                    !used[i]
                        && au.iter().any(|x| letters(x) == letters(a.comments[i].author.as_deref().unwrap_or("")))
                        && st.iter().any(|s| bodies[i].starts_with(&letters(s).chars().take(40).collect::<String>()))
                });
                if let Some(i) = found {
                    used[i] = true;
                    r += 1;
                } else {
                    bad.push(format!("missed {au:?} {st:?}"));
                }
                if !re.is_empty() {
                    aa += 1;
                    if found.is_some_and(|i| {
                        re.iter().any(|x| letters(x) == letters(a.comments[i].reply_to.as_deref().unwrap_or("")))
                    }) {
                        an += 1
                    } else {
                        bad.push(format!(
                            "answer {au:?} to {re:?}, got {:?}",
                            found.map(|i| a.comments[i].reply_to.clone())
                        ));
                    }
                }
                if found.is_none() {
                    let s: String = letters(st[0]).chars().take(30).collect();
                    if paper.iter().any(|p| p.contains(&s)) {
                        vo += 1;
                        bad.push(format!("VOICE {s}"));
                    }
                }
            }
            ri += r;
            sa += bodies.len();
            th += gold.len();
            let k = kinds.entry(layout.rsplit('.').next().unwrap()).or_default();
            k[0] += r;
            k[1] += bodies.len();
            k[2] += gold.len();
            println!(
                "{layout}: {r} right of {} said, {} there{}",
                bodies.len(),
                gold.len(),
                if bad.is_empty() { String::new() } else { format!("\n    {}", bad.join("\n    ")) }
            );
            if verbose && (r < gold.len() || bodies.len() > gold.len()) {
                for b in &a.blocks {
                    println!("        {:?} {:?}", b.kind, a.text.at(b.body));
                }
                for c in &a.comments {
                    println!("        {:?} {:?} {:?} -> {:?}", c.author, c.date, c.age, c.reply_to);
                }
            }
        }
        let f = |r: usize, s: usize, t: usize| 200.0 * r as f64 / (s + t).max(1) as f64;
        println!(
            "{half}: F1 {:.1} right {ri} said {sa} there {th}; answers {an}/{aa}; in the paper's voice {vo}",
            f(ri, sa, th)
        );
        for (k, v) in kinds {
            println!("   {k}: F1 {:.1}", f(v[0], v[1], v[2]));
        }
    }
}
