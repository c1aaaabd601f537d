//! A clerk at a desk: asks, hears, and sees what the interface would show.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, Utc};
use reestr::api::session::Secret;
use reestr::api::sync::{Outcome, Queue};
use reestr::domain::{ApplicationNumber, Command};
use reestr::store::projection::Projection;
use reestr::store::sources::Sources;
use reestr::sync::desk::{Act, Ask, Desk, DeskSettings, Link, LinkState, News, Ticket, Unlocked};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;

use crate::line::{Line, Mode};
use crate::office::{Office, PASSWORD, card};

/// Nothing takes so long that is not stuck.
const STUCK: Duration = Duration::from_mins(1);

/// A register, a line to each of its listeners, and a directory for stores.
pub struct Place {
    pub office: Office,
    pub open: Line,
    pub protected: Line,
    pub data: tempfile::TempDir,
}

impl Place {
    pub async fn new() -> Self {
        let office = Office::open().await;
        let open = Line::to(office.running.open_addr);
        let protected = Line::to(office.running.protected_addr.unwrap());
        let data = tempfile::tempdir().unwrap();
        Self {
            office,
            open,
            protected,
            data,
        }
    }

    pub fn set(&self, mode: Mode) {
        self.open.set(mode);
        self.protected.set(mode);
    }

    /// Puts applications with these serials into the register.
    pub async fn with_applications(self, serials: std::ops::Range<u32>) -> Self {
        for serial in serials {
            let letter = char::from_u32('А' as u32 + serial % 30).unwrap();
            let surname = format!("{letter}{}ов", "ив".repeat(serial as usize % 7 + 1));
            let day = format!("2016-{:02}-{:02}", serial % 12 + 1, serial % 27 + 1);
            let card = card(&surname, &day, &format!("{:06}", serial * 7919 % 1_000_000));
            self.office
                .arrives(self.office.application(serial, card))
                .await;
        }
        self
    }

    /// A clerk at a desk that is not unlocked.
    pub fn clerk(&self) -> Clerk {
        self.clerk_in(self.data.path(), &self.open.url())
    }

    pub fn clerk_in(&self, data: &Path, open_url: &str) -> Clerk {
        let settings = DeskSettings {
            open_url: open_url.into(),
            protected_url: Some(self.protected.url()),
            ca: None,
            data: data.to_owned(),
        };
        self.clerk_of("anna", &settings)
    }

    pub fn clerk_of(&self, login: &'static str, settings: &DeskSettings) -> Clerk {
        let (tell, news) = unbounded_channel();
        let now = Arc::new(Mutex::new(reestr::server::clock::Clock::now(
            &*self.office.clock,
        )));
        let read = now.clone();
        let sources = Sources::new(move || *read.lock().unwrap(), || getrandom::u64().unwrap());
        let desk = Desk::start_with(settings, tell, sources);
        Clerk {
            login,
            desk,
            news,
            now,
            projection: None,
            link: None,
            ticket: 0,
        }
    }

    /// Another clerk with a store and a line of their own, connected.
    pub async fn colleague(&self, login: &'static str) -> Colleague {
        let data = tempfile::tempdir().unwrap();
        let open = Line::to(self.office.running.open_addr);
        let protected = Line::to(self.office.running.protected_addr.unwrap());
        let settings = DeskSettings {
            open_url: open.url(),
            protected_url: Some(protected.url()),
            ca: None,
            data: data.path().to_owned(),
        };
        let mut clerk = self.clerk_of(login, &settings);
        clerk.unlock(PASSWORD).await;
        clerk.link(LinkState::Connected).await;
        Colleague { clerk, _data: data }
    }

    /// A clerk who has unlocked and is connected.
    pub async fn connected(&self) -> Clerk {
        let mut clerk = self.clerk();
        clerk.unlock(PASSWORD).await;
        clerk.link(LinkState::Connected).await;
        clerk
    }
}

/// A clerk whose line is not the place's.
pub struct Colleague {
    pub clerk: Clerk,
    _data: tempfile::TempDir,
}

pub struct Clerk {
    login: &'static str,
    desk: Desk,
    news: UnboundedReceiver<News>,
    pub now: Arc<Mutex<DateTime<Utc>>>,
    projection: Option<Projection>,
    link: Option<Link>,
    ticket: u64,
}

impl Clerk {
    pub fn ask(&self, ask: Ask) {
        self.desk.ask(ask);
    }

    /// The next news; what it changes is shown.
    pub async fn hear(&mut self) -> News {
        let news = timeout(STUCK, self.news.recv()).await;
        let news = news.expect("the desk is stuck").expect("the desk is gone");
        if let News::Link(link) = &news {
            self.link = Some(*link);
        }
        match (&news, &mut self.projection) {
            (News::Unlocked(unlocked), shown) => {
                *shown = Some(Projection::new((**unlocked).clone()));
            }
            (_, Some(shown)) => shown.apply(&news),
            _ => {}
        }
        news
    }

    /// Hears until something fits.
    pub async fn until<T>(&mut self, fits: impl Fn(&News) -> Option<T>) -> T {
        loop {
            if let Some(found) = fits(&self.hear().await) {
                return found;
            }
        }
    }

    pub fn try_password(&self, password: &str) {
        self.ask(Ask::Unlock {
            login: self.login.into(),
            password: Secret(password.into()),
        });
    }

    pub async fn unlock(&mut self, password: &str) -> Unlocked {
        self.try_password(password);
        self.until(|news| match news {
            News::Unlocked(unlocked) => Some((**unlocked).clone()),
            News::UnlockRefused(why) => panic!("{why:?}"),
            _ => None,
        })
        .await
    }

    /// Waits until the line is in a state, if it isn't.
    pub async fn link(&mut self, wanted: LinkState) -> Link {
        loop {
            if let Some(link) = self.link.filter(|link| link.state == wanted) {
                return link;
            }
            self.hear().await;
        }
    }

    /// Waits until so many records are here.
    pub async fn has(&mut self, records: usize) {
        while self.shown().len() < records {
            self.hear().await;
        }
    }

    /// Waits until the register's version of a record is here.
    pub async fn sees(&mut self, target: ApplicationNumber, version: u64) {
        while self.shown().version_seen(target) < version {
            self.hear().await;
        }
    }

    pub fn shown(&self) -> &Projection {
        self.projection.as_ref().unwrap()
    }

    /// Gives a command as a screen does; returns when it is saved.
    pub async fn give(&mut self, target: ApplicationNumber, command: Command) -> Act {
        self.ticket += 1;
        let ticket = Ticket(self.ticket);
        let at = *self.now.lock().unwrap();
        let seen = self.shown().version_seen(target);
        let shown = self.projection.as_mut().unwrap();
        shown.giving(ticket, target, command.clone(), at);
        self.ask(Ask::Give {
            ticket,
            target: target.into(),
            seen,
            at,
            command,
        });
        self.until(|news| match news {
            News::Saved { ticket: t, act } if *t == ticket => Some((**act).clone()),
            News::NotSaved { why, .. } => panic!("{why:?}"),
            _ => None,
        })
        .await
    }

    /// Asks for the next application of the acceptance queue; it is on the desk then.
    pub async fn next_one(&mut self) -> Option<ApplicationNumber> {
        self.ticket += 1;
        let ticket = Ticket(self.ticket);
        let queue = Queue::Acceptance;
        self.ask(Ask::Next { ticket, queue });
        let found = self
            .until(|news| match news {
                News::NextOne {
                    ticket: t,
                    application,
                } if *t == ticket => Some(*application),
                _ => None,
            })
            .await;
        if found.is_some() {
            self.ask(Ask::OnDesk { application: found });
        }
        found
    }

    pub async fn settled(&mut self, seq: u64) -> Outcome {
        self.until(|news| match news {
            News::Settled { seq: s, outcome } if *s == seq => Some(outcome.clone()),
            _ => None,
        })
        .await
    }

    pub async fn stop(mut self) {
        self.ask(Ask::Stop);
        self.until(|news| matches!(news, News::Stopped).then_some(()))
            .await;
    }
}

/// A copy of everything under `from`, as a power cut would leave it.
pub fn copy_dir(from: &Path) -> tempfile::TempDir {
    fn copy(from: &Path, to: &Path) {
        std::fs::create_dir_all(to).unwrap();
        for entry in std::fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            let to = to.join(path.file_name().unwrap());
            if path.is_dir() {
                copy(&path, &to);
            } else {
                std::fs::copy(&path, &to).unwrap();
            }
        }
    }
    let to = tempfile::tempdir().unwrap();
    copy(from, to.path());
    to
}

/// A copy of everything under `from` that nothing tells from it, as a clone of the whole disk is.
pub fn clone_dir(from: &Path) -> tempfile::TempDir {
    let to = copy_dir(from);
    let marker = |data| slot(data).join("marker");
    let copied = marker(to.path());
    std::fs::remove_file(&copied).unwrap();
    // Another name of the same file.
    std::fs::hard_link(marker(from), copied).unwrap();
    to
}

/// The directory of the only slot under `data`.
pub fn slot(data: &Path) -> PathBuf {
    let account = std::fs::read_dir(data).unwrap().next().unwrap().unwrap();
    account.path().join("slot-0")
}
