//! `reestr demo`: everything in one process, with invented people.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use chrono::{NaiveDate, NaiveTime, Utc};
use reestr::api::session::Secret;
use reestr::config;
use reestr::demo::clerks::{CLERKS, DemoClerk, PASSWORD};
use reestr::demo::{ClockFrom, DemoSettings};
use reestr::sync::desk::DeskSettings;
use reestr::tui::run::AutoLogin;

use super::arguments::{Common, Demo};
use super::panels;
use super::say::say;

/// Nine in the morning at the desk, in hours of UTC: when a demonstrated day begins.
const MORNING: u32 = 6;

pub fn run(common: &Common, asked: &Demo) -> Result<ExitCode> {
    let config = config::load(&common.overrides())?;
    let ahead = asked.today.map_or(Ok(chrono::Duration::zero()), ahead)?;
    let demo = reestr::demo::Demo::start(&DemoSettings {
        data: asked.data.clone(),
        seed: asked.seed,
        size: asked.size,
        portal_every: if asked.still { 0 } else { asked.portal_every },
        clock: Arc::new(ClockFrom { ahead }),
    })?;
    let open_url = format!("http://{}", demo.open);
    let protected_url = format!("http://{}", demo.protected);
    if asked.serve_only {
        say!(
            "open: {open_url}\nprotected: {protected_url}\npassword of every clerk: {PASSWORD}\ntoken of the portal: {}",
            demo.portal.0
        );
        for clerk in CLERKS {
            say!("{}: {}", clerk.login, clerk.name);
        }
        demo.wait()?;
        return Ok(ExitCode::SUCCESS);
    }
    let clerk = DemoClerk::with(!asked.no_personal, !asked.no_activate);
    let auto = AutoLogin {
        login: clerk.login.to_owned(),
        password: Secret(PASSWORD.to_owned()),
    };
    let desk = DeskSettings {
        open_url,
        protected_url: Some(protected_url),
        ca: None,
        data: demo.desk(),
    };
    panels::show(&config, desk, None, Some(auto), (ahead, None))
}

/// How far the morning of `today` is ahead of now.
fn ahead(today: NaiveDate) -> Result<chrono::Duration> {
    let morning = NaiveTime::from_hms_opt(MORNING, 0, 0).context("a day has a morning")?;
    Ok(today.and_time(morning).and_utc() - Utc::now())
}
