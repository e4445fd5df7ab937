//! Files that we write: beside their place first, so that nothing half-written ever takes it, and never over a store.

use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

/// Writes a file; where that fails, what was there stays as it was.
pub(crate) fn write(path: &Path, store: &Path, content: impl FnOnce(&mut BufWriter<File>) -> Result<()>) -> Result<()> {
    let cannot = || format!("{}: cannot be written", path.display());
    ensure_no_store(path, store).with_context(cannot)?;
    // A link stays, and what it leads to is written.
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let known = fs::metadata(&place).ok();
    if known.as_ref().is_some_and(|known| !known.is_file()) {
        // A pipe or a device has no place to be put into.
        let mut out = BufWriter::new(File::options().write(true).open(&place).with_context(cannot)?);
        content(&mut out).with_context(cannot)?;
        return out.flush().with_context(cannot);
    }
    let beside = Beside(beside(&place));
    let mut out = BufWriter::new(File::create(&beside.0).with_context(cannot)?);
    content(&mut out).with_context(cannot)?;
    // On the disk before it has its name: a machine that stops leaves the old file or the new one.
    out.into_inner().with_context(cannot)?.sync_all().with_context(cannot)?;
    if let Some(known) = known {
        fs::set_permissions(&beside.0, known.permissions()).with_context(cannot)?;
    }
    fs::rename(&beside.0, &place).with_context(cannot)
}

/// A file on its way; gone where it does not arrive.
struct Beside(PathBuf);

impl Drop for Beside {
    fn drop(&mut self) {
        // After it arrived there is nothing of that name any more.
        let _ = fs::remove_file(&self.0);
    }
}

fn beside(place: &Path) -> PathBuf {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let short = &name[..name.floor_char_boundary(120)];
    place.with_file_name(format!(".{short}.{}.part", std::process::id()))
}

/// Whether a file is one of ours on its way, that did not arrive.
pub(crate) fn is_part(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') && name.ends_with(".part")
}

/// Any SQLite file may be somebody's store; the two files beside ours hold what was written to it last.
pub(crate) fn ensure_no_store(path: &Path, store: &Path) -> Result<()> {
    let mut head = [0; 16];
    let is_file = fs::metadata(path).is_ok_and(|known| known.is_file());
    let is_database = is_file
        && File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok()
        && head.starts_with(b"SQLite format 3\0");
    let name = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()).into_os_string();
    let store = name(store);
    let is_beside = ["", "-wal", "-shm", "-journal"].iter().any(|end| {
        let mut sibling = store.clone();
        sibling.push(end);
        name(path) == sibling
    });
    ensure!(!is_database && !is_beside, "there is a store; give another name");
    Ok(())
}
