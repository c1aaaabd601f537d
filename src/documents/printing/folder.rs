//! A paper as a file in a folder: whole or not at all, and readable by its owner alone.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::{Job, title};

/// Two papers of one process never share an unfinished file.
static UNFINISHED: AtomicU32 = AtomicU32::new(0);

/// Writes `<title>-<form>.pdf` into `folder`, in place of an older print of the same paper.
pub fn write(folder: &Path, job: &Job) -> io::Result<PathBuf> {
    let name = format!("{}-{}.pdf", title(job.about), job.form.code());
    let turn = UNFINISHED.fetch_add(1, Ordering::Relaxed);
    let unfinished = folder.join(format!(".{name}.{}-{turn}", std::process::id()));
    let whole = folder.join(name);
    let written = fill(&unfinished, &job.pdf).and_then(|()| fs::rename(&unfinished, &whole));
    if let Err(error) = written {
        // It may not even have been made; the first error is the one to tell.
        let _ = fs::remove_file(&unfinished);
        return Err(error);
    }
    // A folder that may only be written to, or lies on a server, has no such call; the paper lies there all the same.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(whole)
}

fn fill(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
