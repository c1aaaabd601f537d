//! `reestr tutor`: a register of the clerk's own with invented people, the panels on it, and a coach who looks on.
//!
//! Everything is kept in one folder and goes on where it was left; only `--start-over` deletes it, after asking.

use std::fs::{self, File, TryLockError};
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use chrono::Duration;
use reestr::api::session::Secret;
use reestr::config::{self, Environment};
use reestr::demo::clerks::{DemoClerk, PASSWORD};
use reestr::demo::tutor::{Prepared, Scene};
use reestr::demo::{ClockFrom, Demo, DemoSettings};
use reestr::domain::Clean;
use reestr::i18n::{Arg, Language, Texts};
use reestr::store::wipe::PAPERS;
use reestr::sync::desk::DeskSettings;
use reestr::tui::run::AutoLogin;
use reestr::tui::tutor::{Arrival, LessonId, Material, Seat};
use tokio::sync::mpsc::unbounded_channel;

use super::arguments::{Common, Tutor};
use super::panels;
use super::say::say;

/// The folder beside the clerk's own store.
const FOLDER: &str = "reestr-tutor";
/// What the training has made in its folder: nothing else there is ever deleted.
const OWN: [&str; 3] = ["register", "recovery", "desk"];
/// Held while the training runs.
const LOCK: &str = "lock";
/// Applications that lie in the register from the start, so that lists are not empty.
const SIZE: u32 = 60;

pub fn run(common: &Common, asked: &Tutor) -> Result<ExitCode> {
    let mut config = config::load(&common.overrides())?;
    let language = Language::from_code(&config.language).unwrap_or(Language::Russian);
    let texts = Texts::new(language);
    let folder = match &asked.data {
        Some(folder) => folder.clone(),
        None => Environment::of_process()?.data_home.join(FOLDER),
    };
    fs::create_dir_all(&folder).with_context(|| {
        format!(
            "can't make {}: give another folder with --data",
            folder.display()
        )
    })?;
    // Freed by the system, however this process ends.
    let _held = lock(&folder)?;
    if asked.start_over && !start_over(&folder, &texts)? {
        say!("{}", texts.get("tutor-kept"));
        return Ok(ExitCode::SUCCESS);
    }
    let demo = Demo::start(&DemoSettings {
        data: Some(folder),
        seed: 1,
        size: SIZE,
        portal_every: 0,
        clock: Arc::new(ClockFrom {
            ahead: Duration::zero(),
        }),
    })?;
    // Nothing that is learnt costs paper.
    config.printing = config::Printing {
        printer: None,
        server: None,
        command: None,
        folder: Some(demo.desk().join(PAPERS)),
    };
    let desk = DeskSettings {
        open_url: format!("http://{}", demo.open),
        protected_url: Some(format!("http://{}", demo.protected)),
        ca: None,
        data: demo.desk(),
    };
    let auto = AutoLogin {
        login: DemoClerk::with(true, true).login.to_owned(),
        password: Secret(PASSWORD.to_owned()),
    };
    let training = Some(seat(&demo));
    let ended = panels::show(
        &config,
        desk,
        None,
        Some(auto),
        (Duration::zero(), training),
    )?;
    say!("{}", texts.get("tutor-where"));
    Ok(ended)
}

/// One training in a folder at a time: two would teach past each other.
fn lock(folder: &Path) -> Result<File> {
    let path = folder.join(LOCK);
    let file = File::create(&path)
        .with_context(|| format!("can't write {}: give --data", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => bail!(
            "the training runs in {} already: go on in its window, or give another folder with --data",
            folder.display()
        ),
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("can't lock {}: give --data", path.display()))
        }
    }
}

/// Deletes what the training has made, if the clerk says so. False: nothing was deleted.
fn start_over(folder: &Path, texts: &Texts) -> Result<bool> {
    let own = own(folder)?;
    if own.is_empty() {
        return Ok(true);
    }
    let shown = folder.display().to_string();
    let question = texts.with("tutor-ask-start-over", &[("folder", Arg::Text(&shown))]);
    print!("{question} ");
    io::stdout().flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    let answer = answer.trim().to_lowercase();
    if !["д", "да", "y", "yes"].contains(&answer.as_str()) {
        return Ok(false);
    }
    for path in own {
        let gone = if path.is_dir() {
            fs::remove_dir_all(&path)
        } else {
            fs::remove_file(&path)
        };
        gone.with_context(|| format!("can't delete {}: delete it yourself", path.display()))?;
    }
    Ok(true)
}

/// What in the folder is the training's.
fn own(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if OWN.iter().any(|own| name.split('.').next() == Some(own)) {
            found.push(entry.path());
        }
    }
    Ok(found)
}

/// The coach's end of the line to the register of the demonstration.
fn seat(demo: &Demo) -> Seat {
    let (scenes, asked) = unbounded_channel();
    let (arrivals, cases) = unbounded_channel();
    demo.stage(asked, move |scene, prepared| {
        let case = prepared.map(material).map_err(|error| {
            tracing::warn!(%error, "a case of the training was not made");
            Clean::new(&error.to_string())
        });
        let lesson = lesson(scene);
        // Nobody listens any more once the panels have ended.
        let _ = arrivals.send(Arrival { lesson, case });
    });
    Seat {
        // The demonstration listens as long as the panels are shown.
        wish: Box::new(move |lesson| {
            let _ = scenes.send(scene(lesson));
        }),
        cases,
    }
}

fn scene(lesson: LessonId) -> Scene {
    match lesson {
        LessonId::Accept => Scene::Signed,
        LessonId::Differ => Scene::Differs,
        LessonId::Issue => Scene::Comes,
        LessonId::Programmes => Scene::Programmes,
        LessonId::Requests => Scene::Requests,
    }
}

fn lesson(scene: Scene) -> LessonId {
    match scene {
        Scene::Signed => LessonId::Accept,
        Scene::Differs => LessonId::Differ,
        Scene::Comes => LessonId::Issue,
        Scene::Programmes => LessonId::Programmes,
        Scene::Requests => LessonId::Requests,
    }
}

fn material(prepared: Prepared) -> Material {
    Material {
        made: prepared.made,
        application: prepared.application.map(|reference| reference.number),
        certificate: prepared.certificate,
        papers: prepared.papers,
        differs: prepared.differs,
        programmes: prepared.programmes,
        requests: prepared.requests,
    }
}
