//! Files, folders and standard input as named streams of bytes; lexicon files.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use hearsay::{LexiconFile, Reader, unpacked};
use hearsay_pile::Source;

use crate::args::LexiconArgs;
use crate::bench::threads;
use crate::progress::Progress;
use crate::say::complain;

/// A file that is to be read.
pub(crate) struct InputFile(PathBuf);

impl InputFile {
    /// Its name and its bytes, which move `progress` on, or why there are none.
    pub(crate) fn open(self, progress: &Progress) -> (String, Result<Source<'static>>) {
        (self.0.display().to_string(), source(&self.0, progress))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

/// What a command line names.
pub(crate) struct Inputs {
    /// In order; files of a folder by name, with all below it.
    pub(crate) files: Vec<InputFile>,
    /// How long they are together; `None` where somebody pipes.
    pub(crate) bytes: Option<u64>,
}

/// The inputs of a command line; standard input where it names none and something is piped in. A folder without files is
/// said to be one.
///
/// # Errors
/// When nothing is named and nothing is piped in. Where `complains` is not set, empty folders are nothing to be told.
pub(crate) fn inputs(paths: &[PathBuf], complains: bool) -> Result<Inputs> {
    let piped = [PathBuf::from("-")];
    let paths = if paths.is_empty() { &piped } else { paths };
    anyhow::ensure!(
        !(std::ptr::eq(paths, piped.as_slice()) && io::stdin().is_terminal()),
        "name files or folders to read, or pipe something in"
    );
    let mut all = Vec::new();
    for path in paths {
        let found = named(path)?;
        if found.is_empty() && complains && path.is_dir() {
            complain(&format!("{}: this folder has no files", path.display()));
        }
        all.extend(found);
    }
    let length = |path: &PathBuf| fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|file| file.len());
    // What cannot be opened has no bytes to wait for.
    let is_piped =
        all.iter().any(|path| path == Path::new("-") || path.starts_with("/dev") || path.starts_with("/proc"));
    let bytes = (!is_piped).then(|| all.iter().filter_map(length).sum());
    Ok(Inputs { files: all.into_iter().map(InputFile).collect(), bytes })
}

/// The files that a path of a command line stands for; one with `*`, `?` or `[` that is no file stands for all that it fits.
fn named(path: &Path) -> Result<Vec<PathBuf>> {
    let pattern = path.to_string_lossy();
    if path.exists() || !pattern.contains(['*', '?', '[']) {
        return Ok(files(path, &mut BTreeSet::new()));
    }
    let found = glob::glob(&pattern).with_context(|| format!("{pattern}: this is no pattern of names"))?;
    let found: Vec<PathBuf> = found.filter_map(Result::ok).collect();
    if found.is_empty() {
        complain(&format!("{pattern}: no file has such a name"));
    }
    let mut visited = BTreeSet::new();
    Ok(found.iter().flat_map(|path| files(path, &mut visited)).collect())
}

/// The files that a path stands for. A folder that cannot be listed stands for itself and fails when it is read. Links to
/// folders are followed where they are named, and not where they lie in a folder.
pub(crate) fn files(path: &Path, visited: &mut BTreeSet<PathBuf>) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    if fs::canonicalize(path).is_ok_and(|place| !visited.insert(place)) {
        return Vec::new();
    }
    let Ok(entries) = fs::read_dir(path) else { return vec![path.to_owned()] };
    let mut below: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    below.retain(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')));
    below.retain(|path| !(path.is_symlink() && path.is_dir()));
    below.sort();
    below.iter().flat_map(|path| files(path, visited)).collect()
}

/// The bytes of a file or of standard input.
fn source(path: &Path, progress: &Progress) -> Result<Source<'static>> {
    let name = path.display().to_string();
    if is_standard_input(path) {
        return Ok(Source::of(io::stdin()));
    }
    let (file, is_file) = opened(path)?;
    let source = Source::of(progress.read(file)).named(name);
    let path = path.to_owned();
    Ok(if is_file { source.with_file(move || File::open(path)) } else { source })
}

fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-") || path == Path::new("/dev/stdin")
}

/// A file, and whether it is one that can be opened again.
fn opened(path: &Path) -> Result<(File, bool)> {
    let kind = fs::metadata(path)?.file_type();
    // A pipe that the shell has opened for us, as by `<(...)`, has somebody at its other end; others may wait for ever.
    let piped = path.starts_with("/dev/fd") || path.starts_with("/proc/self/fd");
    anyhow::ensure!(!kind.is_dir(), "this folder cannot be listed");
    anyhow::ensure!(
        kind.is_file() || piped,
        "this is no file but a pipe or a device; give its content on standard input"
    );
    Ok((File::open(path)?, kind.is_file()))
}

/// A file that is no pile, unpacked where it is packed.
pub(crate) fn unpiled(path: &Path) -> Result<Box<dyn BufRead>> {
    if is_standard_input(path) {
        return Ok(unpacked(BufReader::new(io::stdin()))?);
    }
    Ok(unpacked(BufReader::new(opened(path)?.0))?)
}

/// All of an input, where `most` bytes are enough for anything of its kind.
pub(crate) fn all(bytes: Box<dyn BufRead>, most: u64) -> Result<Vec<u8>> {
    let mut all = Vec::new();
    bytes.take(most + 1).read_to_end(&mut all)?;
    anyhow::ensure!(all.len() as u64 <= most, "more than {most} bytes; split it");
    Ok(all)
}

/// The longest file of actors or of a lexicon.
const LONGEST_LEXICON: u64 = 256 << 20;

/// The reader with the user's words. It is never freed: that takes longer than an article, and the process ends with it.
pub(crate) fn reader(lexicon: &[LexiconFile], jobs: Option<u16>) -> Result<&'static Reader> {
    Ok(Box::leak(Box::new(Reader::with_lexicon(lexicon)?.with_threads(threads(jobs)))))
}

/// The user's lexicon files: `--actors` files first, then all files of the `--lexicon` folders.
pub(crate) fn lexicon_files(args: &LexiconArgs) -> Result<Vec<LexiconFile>> {
    let mut found = Vec::new();
    for path in &args.actors {
        let name = path.file_name().map_or_else(|| "actors".into(), |name| name.to_string_lossy());
        found.push(LexiconFile { path: format!("actors/{name}"), text: text(path)? });
    }
    for folder in &args.lexicon {
        anyhow::ensure!(folder.is_dir(), "{}: there is no such lexicon folder", folder.display());
        for path in files(folder, &mut BTreeSet::new()) {
            let inside = path.strip_prefix(folder).unwrap_or(&path);
            let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            found.push(LexiconFile { path: parts.join("/"), text: text(&path)? });
        }
    }
    Ok(found)
}

/// A file that is held whole; unpacked where it is packed.
pub(crate) fn small(path: &Path) -> Result<Vec<u8>> {
    unpiled(path)
        .and_then(|bytes| all(bytes, LONGEST_LEXICON))
        .with_context(|| format!("{}: cannot be read", path.display()))
}

fn text(path: &Path) -> Result<String> {
    String::from_utf8(small(path)?).with_context(|| format!("{}: cannot be read", path.display()))
}
