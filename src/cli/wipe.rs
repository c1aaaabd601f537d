//! `reestr wipe`: the stores of a clerk on this machine are destroyed, and the papers that lie beside them.

use std::process::ExitCode;

use anyhow::Result;
use reestr::config::{self, Overrides};
use reestr::store::wipe::wipe;

use super::arguments::{Common, Wipe};
use super::say::say;

pub fn run(common: &Common, asked: &Wipe) -> Result<ExitCode> {
    let overrides = Overrides {
        data: asked.data.clone(),
        ..common.overrides()
    };
    let data = config::load(&overrides)?.data;
    match wipe(&data, &asked.login, asked.with_waiting_acts)? {
        0 => say!("nothing of this login is in {}", data.display()),
        slots => {
            say!("destroyed: {slots}");
            // They lie sealed in the store, and only the clerk's password opens it.
            say!(
                "numbers that these stores held unused are lost with them: the register leases others, and gives those to nobody"
            );
        }
    }
    Ok(ExitCode::SUCCESS)
}
