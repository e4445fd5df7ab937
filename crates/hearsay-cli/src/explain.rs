//! `hearsay explain`: what a deed or a code means, and which words make it fire.

use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;
use hearsay::Lexicon;
use hearsay::read::deeds::Deed;

use crate::args::LexiconArgs;
use crate::inputs::lexicon_files;
use crate::report::wrap;
use crate::say::tell;

#[derive(Args)]
pub(crate) struct ExplainArgs {
    /// A deed (expel-envoy), a CAMEO code (166, 16) or a PLOVER type (SANCTION)
    #[arg(value_name = "CODE-OR-DEED")]
    pub(crate) what: String,

    #[command(flatten)]
    pub(crate) lexicon: LexiconArgs,
}

pub(crate) fn run(args: &ExplainArgs) -> Result<ExitCode> {
    let lexicon = Lexicon::bundled_with(&lexicon_files(&args.lexicon)?)?;
    let deeds = named(&lexicon, &args.what);
    if deeds.is_empty() {
        let near = near(&lexicon, &args.what);
        let hint = if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(", ")) };
        bail!("`{}` is no deed, CAMEO code or PLOVER type that hearsay knows{hint}", args.what);
    }
    if let [deed] = deeds.as_slice() {
        tell(&whole(deed))?;
    } else {
        for deed in deeds {
            tell(&format!(
                "{:<28}{:<11}{:<6}{:>6.1}  {}\n",
                deed.id,
                deed.plover.name(),
                deed.cameo,
                deed.scale,
                deed.gloss
            ))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn named<'l>(lexicon: &'l Lexicon, what: &str) -> Vec<&'l Deed> {
    if let Some(deed) = lexicon.deeds.get(what) {
        return vec![deed];
    }
    if what.chars().all(|c| c.is_ascii_digit()) {
        return lexicon.deeds.iter().filter(|deed| !what.is_empty() && deed.cameo.starts_with(what)).collect();
    }
    lexicon.deeds.iter().filter(|deed| deed.plover.name().eq_ignore_ascii_case(what)).collect()
}

/// Deeds whose id shares a word with `what`.
fn near<'l>(lexicon: &'l Lexicon, what: &str) -> Vec<&'l str> {
    let what = what.to_lowercase();
    let shares = |deed: &&Deed| deed.id.split('-').any(|word| word.len() > 2 && what.contains(word));
    lexicon.deeds.iter().filter(shares).map(|deed| deed.id.as_str()).take(5).collect()
}

fn whole(deed: &Deed) -> String {
    let mut out = format!("{}\n", deed.id);
    out.push_str(&wrap(&deed.gloss, 80, "  "));
    let mode = deed.mode.as_ref().map(|mode| format!(" ({mode})")).unwrap_or_default();
    let both = if deed.reciprocal { ", both sides" } else { "" };
    let _ = writeln!(
        out,
        "\n  PLOVER {}{mode}   CAMEO {}   weight {:+.1}{both}\n",
        deed.plover.name(),
        deed.cameo,
        deed.scale
    );
    for words in deed.words() {
        out.push_str(&wrap(&words, 80, "  "));
    }
    for example in &deed.examples {
        out.push_str(&wrap(&format!("+ {}", example.text), 80, "  "));
    }
    for counterexample in &deed.counterexamples {
        out.push_str(&wrap(&format!("- {} ({})", counterexample.text, counterexample.why), 80, "  "));
    }
    out
}
