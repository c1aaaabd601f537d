//! `reestr check`: every mistake of the data files, with file and line.

use std::process::ExitCode;

use anyhow::Result;
use reestr::config::Environment;
use reestr::tui::check;

use super::arguments::{Check, Common};
use super::say::say;

pub fn run(common: &Common, what: &Check) -> Result<ExitCode> {
    let environment = Environment::of_process()?;
    let reports = check::run(&environment, &common.overrides(), &what.files);
    for report in &reports {
        say!("{report}");
    }
    let right = reports.iter().all(check::Report::is_ok);
    Ok(ExitCode::from(u8::from(!right)))
}
