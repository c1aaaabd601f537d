//! `reestr doctor`: what works, what doesn't, and what to do about it.

use std::process::ExitCode;

use anyhow::Result;
use reestr::config::{self, Environment, Overrides};
use reestr::doctor::{self, Asked};
use reestr::i18n::{Language, Texts};

use super::arguments::{Common, Doctor, Side};
use super::say::say;

pub fn run(common: &Common, asked: &Doctor) -> Result<ExitCode> {
    let environment = Environment::of_process()?;
    let overrides = Overrides {
        #[cfg(feature = "tui")]
        server_open: asked.server.clone(),
        #[cfg(feature = "tui")]
        server_protected: asked.protected.clone(),
        #[cfg(feature = "tui")]
        server_ca: asked.ca.clone(),
        #[cfg(feature = "tui")]
        data: asked.data.clone(),
        #[cfg(feature = "server")]
        serve_database: asked.database.clone(),
        ..common.overrides()
    };
    let (settings, _) = config::load_what_can(&environment, &overrides);
    let texts = Texts::new(Language::from_code(&settings.language).unwrap_or(Language::Russian));
    #[cfg(feature = "server")]
    let register = {
        let wanted = match asked.part {
            Some(part) => part == Side::Register,
            None => asked.database.is_some() || settings.serve.database.exists() || !has_desk(),
        };
        wanted.then(|| super::serve::served(&settings.serve))
    };
    let report = doctor::examine(&Asked {
        environment,
        overrides,
        desk: has_desk() && wants_desk(asked.part),
        #[cfg(feature = "server")]
        register,
    });
    if asked.json {
        say!("{:#}", report.json(&texts));
    } else {
        super::say::part(report.text(&texts).as_bytes());
    }
    Ok(ExitCode::from(u8::from(!report.works())))
}

/// A build without panels has no desk to look at.
const fn has_desk() -> bool {
    cfg!(feature = "tui")
}

fn wants_desk(part: Option<Side>) -> bool {
    match part {
        None => true,
        #[cfg(feature = "tui")]
        Some(Side::Desk) => true,
        #[cfg(feature = "server")]
        Some(Side::Register) => false,
    }
}
