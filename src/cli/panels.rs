//! `reestr`: the panels, against the configured register.

use std::process::ExitCode;

use anyhow::{Context, Result};
use chrono::Duration;
use reestr::config::{self, Config, Overrides};
use reestr::i18n::{Arg, Language, Texts};
use reestr::store::memory;
use reestr::store::wipe::PAPERS;
use reestr::sync::desk::DeskSettings;
use reestr::tui::keymap::Keymap;
use reestr::tui::run::{self, AutoLogin, Start};
use reestr::tui::screens::print::Offered;
use reestr::tui::theme::Theme;
use reestr::tui::tutor::Seat;

use super::arguments::{Common, Desk};
use super::say::say;

pub fn run(common: &Common, desk: &Desk) -> Result<ExitCode> {
    let overrides = Overrides {
        server_open: desk.server.clone(),
        server_protected: desk.protected.clone(),
        server_ca: desk.ca.clone(),
        data: desk.data.clone(),
        login: desk.login.clone(),
        ..common.overrides()
    };
    let config = config::load(&overrides)?;
    let settings = DeskSettings {
        open_url: config.server.open.clone(),
        protected_url: config.server.protected.clone(),
        ca: config.server.ca.clone(),
        data: config.data.clone(),
    };
    let login = config.login.clone();
    show(&config, settings, login, None, (Duration::zero(), None))
}

/// Shows the panels; afterwards says what still waits. `ahead`: how far the desk's clock goes before the system's;
/// `training`: where cases of lessons come from, if this is one.
pub fn show(
    config: &Config,
    desk: DeskSettings,
    login: Option<String>,
    auto: Option<AutoLogin>,
    (ahead, training): (Duration, Option<Seat>),
) -> Result<ExitCode> {
    memory::keep_private().context(
        "the system does not let this process keep its memory from core files: ask the administrator",
    )?;
    let language = Language::from_code(&config.language).unwrap_or(Language::Russian);
    let texts = Texts::new(language);
    let keymap = Keymap::load(&config.keymap, &texts)?;
    let theme = if config.plain {
        Theme::plain()
    } else {
        Theme::load(&config.theme)?
    };
    let printing = Offered {
        printer: config.printing.printer.clone(),
        server: config.printing.server.clone(),
        command: config.printing.command.clone(),
        folder: config.printing.folder.clone(),
        papers: desk.data.join(PAPERS),
    };
    let farewell = run::run(Start {
        desk,
        texts,
        theme,
        keymap,
        login,
        auto,
        ahead,
        printing,
        training,
    })?;
    if farewell.waiting > 0 {
        let count = i64::try_from(farewell.waiting).unwrap_or(i64::MAX);
        let texts = Texts::new(language);
        say!(
            "{}",
            texts.with("leave-waiting", &[("count", Arg::Count(count))])
        );
    }
    Ok(ExitCode::SUCCESS)
}
