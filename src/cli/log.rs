//! The log: only when `REESTR_LOG` asks for it, always into a file, never on the terminal, never personal data.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::PathBuf;
use std::sync::Mutex;

use anyhow::{Context, Result};
use etcetera::BaseStrategy;
use tracing_subscriber::EnvFilter;

/// Levels as `tracing-subscriber` reads them: `info`, `debug`, `reestr::sync=trace`.
const VARIABLE: &str = "REESTR_LOG";

/// Starts the log if it is asked for.
///
/// # Errors
/// When the filter can't be read or the file can't be written.
pub fn start() -> Result<()> {
    let Some(filter) = std::env::var(VARIABLE).ok().filter(|v| !v.is_empty()) else {
        return Ok(());
    };
    let filter = EnvFilter::try_new(&filter).with_context(|| {
        format!("{VARIABLE}={filter} can't be read; give a level like info or debug")
    })?;
    let directory = directory()?;
    let file = directory.join("reestr.log");
    let problem = || {
        format!(
            "the log {} can't be written; make its directory writable or unset {VARIABLE}",
            file.display()
        )
    };
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&directory)
        .with_context(problem)?;
    let log = OpenOptions::new()
        .create(true)
        .append(true)
        .mode(0o600)
        .open(&file)
        .with_context(problem)?;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(Mutex::new(Lines(log)))
        .init();
    Ok(())
}

fn directory() -> Result<PathBuf> {
    let xdg =
        etcetera::base_strategy::Xdg::new().context("the home directory is unknown; set HOME")?;
    let state = xdg.state_dir().unwrap_or_else(|| xdg.data_dir());
    Ok(state.join("reestr"))
}

/// One write per line, so that two programs of one clerk don't mix theirs.
struct Lines(fs::File);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}
