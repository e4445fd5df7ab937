//! `hearsay serve`: a store as a site on this machine.

use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use clap::Args as ClapArgs;
use hearsay::{Hints, Reader};
use hearsay_store::Store;
use hearsay_web::{ReadStory, Settings, Site};

use crate::add::{deeds, version};
use crate::args::LexiconArgs;
use crate::inputs::lexicon_files;
use crate::say::complain;
use crate::store::{StoreArg, directory};

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  hearsay serve --store news.hearsay
  hearsay serve --store news.hearsay --port 9000 --write
  hearsay serve --store news.hearsay --host news.example.org --discussion    behind a proxy of that name

The site answers to this machine only, and to no other name than its own, unless --address and --host say otherwise.
It reads while `hearsay add` writes. Ctrl-C lets the answers in work go out, then stops.")]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub(crate) store: StoreArg,

    /// The port to listen on; 0 for any that is free
    #[arg(long, value_name = "PORT", default_value_t = 8017)]
    port: u16,

    /// The address to listen on; any other than this machine's own lets others in
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    address: IpAddr,

    /// A name that the site goes by besides localhost; several with commas
    #[arg(long, value_delimiter = ',', value_name = "NAME,...")]
    host: Vec<String>,

    /// Let whoever has the write token review readings and moderate; the token is made anew and printed
    #[arg(long)]
    write: bool,

    /// The same, with the token that stands in this file
    #[arg(long, value_name = "FILE", conflicts_with = "write")]
    write_token_file: Option<PathBuf>,

    /// Let readers comment on articles; what the rules do not let pass waits for a moderator
    #[arg(long)]
    discussion: bool,

    /// No line on standard error for each request
    #[arg(long)]
    quiet: bool,

    #[command(flatten)]
    lexicon: LexiconArgs,
}

pub(crate) fn run(args: &ServeArgs) -> Result<ExitCode> {
    ensure!(
        args.address.is_loopback() || !args.host.is_empty(),
        "--address {} lets other machines in: say by which name they call this site, with --host",
        args.address
    );
    let reader = Reader::with_lexicon(&lexicon_files(&args.lexicon)?)?;
    let path = args.store.path()?;
    let is_new = !path.exists();
    let mut store = Store::open(&path)?;
    store.explain_deeds(&deeds(&reader))?;
    store.make_quick()?;
    drop(store);
    if is_new {
        complain(&format!("{} is new and empty; the page tells how to fill it", path.display()));
    }
    let token = match &args.write_token_file {
        Some(path) => {
            let token = std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
            let token = token.trim().to_owned();
            ensure!(token.len() >= 16, "{}: a write token has at least 16 letters", path.display());
            Some(token)
        }
        None => args.write.then(hearsay_web::new_token),
    };
    let settings = Settings {
        store: path.clone(),
        hosts: args.host.clone(),
        write_token: token.clone(),
        discussion: args.discussion,
        read_story: Some(read_story(reader)),
        directory: directory()?,
        version: version().to_owned(),
        log: !args.quiet,
    };
    let site = Site::new(settings)?;
    let listener = TcpListener::bind((args.address, args.port))
        .with_context(|| format!("port {} of {} cannot be had", args.port, args.address))?;
    let mut err = std::io::stderr().lock();
    // Where standard error is closed there is nobody left to tell.
    let _ = writeln!(err, "hearsay: http://{} shows {}", listener.local_addr()?, path.display());
    if let (Some(token), true) = (&token, args.write) {
        let _ = writeln!(err, "hearsay: write token {token}");
    }
    drop(err);
    hearsay_web::serve(site, listener)?;
    Ok(ExitCode::SUCCESS)
}

/// What "try it" does: reads, and keeps nothing.
fn read_story(reader: Reader) -> ReadStory {
    Arc::new(move |bytes, published| {
        let hints = Hints { published, ..Hints::default() };
        let mut records = Vec::new();
        for article in hearsay::articles(bytes, &hints) {
            records.push(reader.record(Arc::new(article?)));
        }
        Ok(records)
    })
}
