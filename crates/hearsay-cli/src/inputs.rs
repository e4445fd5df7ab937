//! Files, folders and standard input as named bytes; lexicon files.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use hearsay::LexiconFile;

use crate::args::LexiconArgs;

/// One input: its name and its bytes, or why there are none.
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) bytes: Result<Vec<u8>>,
}

/// The inputs of a command line, in order; files of a folder by name, with all below it. Read one at a time.
pub(crate) fn inputs(paths: &[PathBuf]) -> impl Iterator<Item = Input> + '_ {
    paths.iter().flat_map(|path| files(path)).map(|path| {
        let name = path.display().to_string();
        Input { bytes: bytes(&path), name }
    })
}

/// The files that a path stands for. A folder that cannot be listed stands for itself and fails when it is read.
fn files(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let Ok(entries) = fs::read_dir(path) else { return vec![path.to_owned()] };
    let mut below: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    below.retain(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')));
    below.sort();
    below.iter().flat_map(|path| files(path)).collect()
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().lock().read_to_end(&mut bytes)?;
    } else {
        bytes = fs::read(path)?;
    }
    match bytes.as_slice() {
        [0x1f, 0x8b, ..] => {
            let mut unpacked = Vec::new();
            flate2::read::MultiGzDecoder::new(bytes.as_slice())
                .read_to_end(&mut unpacked)
                .context("the gzip data is damaged")?;
            Ok(unpacked)
        }
        [0x28, 0xb5, 0x2f, 0xfd, ..] => anyhow::bail!("zstd is not unpacked yet; unpack it with `zstd -d`"),
        _ => Ok(bytes),
    }
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
        for path in files(folder) {
            let inside = path.strip_prefix(folder).unwrap_or(&path);
            let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            found.push(LexiconFile { path: parts.join("/"), text: text(&path)? });
        }
    }
    Ok(found)
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))
}
