//! Files, folders and standard input as named streams of bytes; lexicon files.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use hearsay::{LexiconFile, unpacked};

use crate::args::LexiconArgs;

/// One input: its name and its bytes, or why there are none.
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) bytes: Result<Box<dyn BufRead>>,
}

/// The inputs of a command line, in order; files of a folder by name, with all below it. Opened one at a time.
pub(crate) fn inputs(paths: &[PathBuf]) -> impl Iterator<Item = Input> + '_ {
    paths.iter().flat_map(|path| files(path, &mut BTreeSet::new())).map(|path| {
        let name = path.display().to_string();
        Input { bytes: open(&path), name }
    })
}

/// The files that a path stands for. A folder that cannot be listed stands for itself and fails when it is read; one that
/// was visited, as by a link to a folder around it, is not visited again.
fn files(path: &Path, visited: &mut BTreeSet<PathBuf>) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    if fs::canonicalize(path).is_ok_and(|place| !visited.insert(place)) {
        return Vec::new();
    }
    let Ok(entries) = fs::read_dir(path) else { return vec![path.to_owned()] };
    let mut below: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    below.retain(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')));
    // Folders before links to them, so that their files go by their own names.
    below.sort_by_cached_key(|path| (path.is_dir() && path.is_symlink(), path.clone()));
    below.iter().flat_map(|path| files(path, visited)).collect()
}

fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    if path == Path::new("-") || path == Path::new("/dev/stdin") {
        return content(BufReader::new(io::stdin()));
    }
    let kind = fs::metadata(path)?.file_type();
    // A pipe that the shell has opened for us, as by `<(...)`, has somebody at its other end; others may wait for ever.
    let piped = path.starts_with("/dev/fd") || path.starts_with("/proc/self/fd");
    anyhow::ensure!(!kind.is_dir(), "this folder cannot be listed");
    anyhow::ensure!(
        kind.is_file() || piped,
        "this is no file but a pipe or a device; give its content on standard input"
    );
    content(BufReader::new(File::open(path)?))
}

fn content(mut bytes: impl BufRead + 'static) -> Result<Box<dyn BufRead>> {
    anyhow::ensure!(
        !bytes.fill_buf()?.starts_with(b"\x28\xb5\x2f\xfd"),
        "zstd is not unpacked yet; unpack it with `zstd -d`"
    );
    Ok(unpacked(bytes)?)
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
    open(path)
        .and_then(|bytes| all(bytes, LONGEST_LEXICON))
        .with_context(|| format!("{}: cannot be read", path.display()))
}

fn text(path: &Path) -> Result<String> {
    String::from_utf8(small(path)?).with_context(|| format!("{}: cannot be read", path.display()))
}
