//! `reestr demo`: everything in one process, with invented people.

use std::process::ExitCode;

use anyhow::{Result, bail};

use super::arguments::{Common, Demo};

pub fn run(_: &Common, _: &Demo) -> Result<ExitCode> {
    bail!("this build has no demonstration yet: serve a register with `reestr serve`")
}
