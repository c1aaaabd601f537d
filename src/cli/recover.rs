//! `reestr admin recover`: what waits in the copied store of a clerk who has gone.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use reestr::server::register::recovery;
use reestr::store::inspect::inspect;

use super::say::say;

/// Lists the waiting acts in the slot directory `store`, opened by the key that lies beside `database`. A journal of which
/// something is missing says so and ends with a code that isn't zero.
pub fn run(database: &Path, store: &Path) -> Result<ExitCode> {
    let key = recovery::path(database);
    let secret = recovery::read(&key).with_context(|| {
        format!(
            "the recovery key {} can't be read; name the register's database with --database",
            key.display()
        )
    })?;
    let found = inspect(store, &secret)?;
    say!("clerk {}, device {}", found.clerk.0, found.device);
    for act in &found.waiting {
        let at = act.at.format("%Y-%m-%d %H:%M:%SZ");
        say!("{}  {}  {}  {at}", act.seq, act.command, act.target);
    }
    say!("waiting: {}", found.waiting.len());
    if let Some((first, last)) = found.lost {
        say!("LOST at the end of the journal: acts {first} to {last}");
    }
    if let Some(at) = found.damaged_at {
        say!("DAMAGED at byte {at}: acts behind it can't be read");
    }
    let whole = found.lost.is_none() && found.damaged_at.is_none();
    Ok(ExitCode::from(u8::from(!whole)))
}
