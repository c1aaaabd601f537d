//! A clerk at the real desk, the library's [`Desk`] with its store on disk, who works at a clerk's rhythm.

#![allow(dead_code, reason = "each test binary uses a part")]

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::Utc;
use reestr::api::session::Secret;
use reestr::api::sync::{Outcome, Queue};
use reestr::demo::clerks::PASSWORD;
use reestr::domain::{
    ApplicationNumber, ApplicationState, Case, Check, CheckKind, Checks, Command, ConsentCode,
    DuplicateState, Field, ReturnReason, Zone,
};
use reestr::store::projection::Projection;
use reestr::sync::desk::{Ask, Desk, DeskSettings, LinkState, News, Ticket};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;

use crate::proxy::Line;
use crate::register::{Register, certificate};

/// Nothing takes so long that is not stuck.
const STUCK: Duration = Duration::from_mins(2);

pub struct Clerk {
    desk: Desk,
    news: UnboundedReceiver<News>,
    shown: Option<Projection>,
    link: Option<LinkState>,
    ticket: u64,
    journal_number: u32,
    /// Acts that are saved and not settled.
    waiting: BTreeSet<u64>,
    /// Outcomes that are not `Applied`.
    pub refused: Vec<(u64, Outcome)>,
}

impl Clerk {
    /// A clerk behind a line to the protected listener, who has unlocked and is connected.
    pub async fn at(register: &Register, line: &Line, data: &Path, login: &str) -> Self {
        let (tell, news) = unbounded_channel();
        let settings = DeskSettings {
            open_url: register.open_url(),
            protected_url: Some(format!("https://localhost:{}", line.port())),
            ca: Some(certificate()),
            data: data.to_owned(),
        };
        let mut clerk = Self {
            desk: Desk::start(settings, tell),
            news,
            shown: None,
            link: None,
            ticket: 0,
            journal_number: 0,
            waiting: BTreeSet::new(),
            refused: Vec::new(),
        };
        clerk.ask(Ask::Unlock {
            login: login.to_owned(),
            password: Secret(PASSWORD.to_owned()),
        });
        clerk
            .until(|news, clerk| match news {
                News::Unlocked(_) => Some(()),
                News::UnlockRefused(why) => panic!("{why:?}"),
                _ => None.filter(|()| clerk.shown.is_some()),
            })
            .await;
        clerk.linked(LinkState::Connected).await;
        clerk
    }

    pub fn ask(&self, ask: Ask) {
        self.desk.ask(ask);
    }

    pub fn shown(&self) -> &Projection {
        self.shown.as_ref().expect("an unlocked desk")
    }

    async fn hear(&mut self) -> News {
        let news = timeout(STUCK, self.news.recv()).await;
        let news = news.expect("the desk is stuck").expect("the desk is gone");
        self.take_in(&news);
        news
    }

    fn take_in(&mut self, news: &News) {
        match news {
            News::Link(link) => self.link = Some(link.state),
            News::Saved { act, .. } => {
                self.waiting.insert(act.envelope.seq);
            }
            News::Settled { seq, outcome } => {
                self.waiting.remove(seq);
                if !matches!(outcome, Outcome::Applied { .. }) {
                    self.refused.push((*seq, outcome.clone()));
                }
            }
            News::NotSaved { why, .. } => panic!("{why:?}"),
            _ => {}
        }
        match (news, &mut self.shown) {
            (News::Unlocked(unlocked), shown) => {
                *shown = Some(Projection::new((**unlocked).clone()));
            }
            (_, Some(shown)) => shown.apply(news),
            _ => {}
        }
    }

    /// Hears until something fits.
    pub async fn until<T>(&mut self, fits: impl Fn(&News, &Self) -> Option<T>) -> T {
        loop {
            let news = self.hear().await;
            if let Some(found) = fits(&news, self) {
                return found;
            }
        }
    }

    pub async fn linked(&mut self, wanted: LinkState) {
        while self.link != Some(wanted) {
            self.hear().await;
        }
    }

    /// Waits until a version of a record, or a later one, is here.
    pub async fn sees(&mut self, target: ApplicationNumber, version: u64) {
        while self.shown().version_seen(target) < version {
            self.hear().await;
        }
    }

    /// Does nothing for a while, but takes in what comes.
    pub async fn pause(&mut self, time: Duration) {
        let until = tokio::time::Instant::now() + time;
        while let Ok(Some(news)) = tokio::time::timeout_at(until, self.news.recv()).await {
            self.take_in(&news);
        }
    }

    /// Waits until nothing has come for a while: the first fetch of everything is over.
    pub async fn settle(&mut self, quiet: Duration) {
        while let Ok(Some(news)) = timeout(quiet, self.news.recv()).await {
            self.take_in(&news);
        }
    }

    /// Waits until the register has answered every act.
    pub async fn drained(&mut self) {
        while !self.waiting.is_empty() {
            self.hear().await;
        }
    }

    /// Whether and when every act was answered, if it is in time.
    pub async fn drained_within(&mut self, time: Duration) -> bool {
        timeout(time, self.drained()).await.is_ok()
    }

    /// Gives a command as a screen does; returns its seq when it is saved.
    pub async fn give(&mut self, target: ApplicationNumber, command: Command) -> u64 {
        self.ticket += 1;
        let ticket = Ticket(self.ticket);
        let at = Utc::now();
        let seen = self.shown().version_seen(target);
        let shown = self.shown.as_mut().expect("an unlocked desk");
        shown.giving(ticket, target, command.clone(), at);
        self.ask(Ask::Give {
            ticket,
            target: target.into(),
            seen,
            at,
            command,
        });
        self.until(|news, _| match news {
            News::Saved { ticket: t, act } if *t == ticket => Some(act.envelope.seq),
            _ => None,
        })
        .await
    }

    /// The next application of the queue with its card, and how long both took to be there.
    pub async fn next(&mut self) -> Option<(ApplicationNumber, Duration)> {
        self.ticket += 1;
        let ticket = Ticket(self.ticket);
        let asked = Instant::now();
        self.ask(Ask::Next {
            ticket,
            queue: Queue::Acceptance,
        });
        let found = self.until(|news, _| match news {
            News::NextOne {
                ticket: t,
                application,
            } if *t == ticket => Some(*application),
            _ => None,
        });
        let number = found.await?;
        self.ask(Ask::OnDesk {
            application: Some(number),
        });
        self.card(number).await;
        Some((number, asked.elapsed()))
    }

    /// The card of an application; panics if it can't be had.
    pub async fn card(&mut self, application: ApplicationNumber) {
        self.ask(Ask::Card { application });
        self.until(|news, _| match news {
            News::Card {
                application: shown,
                result,
            } if *shown == application => {
                assert!(result.is_ok(), "{result:?}");
                Some(())
            }
            _ => None,
        })
        .await;
    }

    /// Works one application as a clerk does who compares, accepts and activates, with `between` one act and the next. Where
    /// the papers forbid it the application is returned instead.
    pub async fn process(&mut self, number: ApplicationNumber, between: Duration) -> usize {
        let mut acts = vec![Command::NoteShown, all_match()];
        if self.acceptable(number) {
            self.journal_number += 1;
            acts.push(Command::Accept {
                journal_number: format!("{}", 10_000 + self.journal_number).as_str().into(),
                date: Zone::MOSCOW.date(Utc::now()),
            });
            acts.push(Command::Activate);
        } else {
            acts.push(Command::Return {
                reason: ReturnReason::NotSigned,
                text: "".into(),
            });
        }
        let count = acts.len();
        for command in acts {
            self.give(number, command).await;
            self.pause(between).await;
        }
        self.ask(Ask::OnDesk { application: None });
        count
    }

    fn acceptable(&self, number: ApplicationNumber) -> bool {
        self.shown().case(number).is_some_and(|case| {
            let application = &case.application;
            application.consents.len() == ConsentCode::ALL.len()
                && !matches!(application.duplicate, DuplicateState::Suspected(_))
        })
    }

    /// Applications of the queue whose paper can be taken, the oldest first.
    pub fn queue(&self) -> Vec<ApplicationNumber> {
        let cases = self.shown().cases();
        let mut waiting: Vec<_> = cases
            .filter(|case| case.application.state == ApplicationState::AwaitingPaper)
            .map(Case::number)
            .collect();
        waiting.sort_unstable();
        waiting
    }

    pub async fn stop(mut self) {
        self.ask(Ask::Stop);
        self.until(|news, _| matches!(news, News::Stopped).then_some(()))
            .await;
    }
}

/// All checks made, and all match: what acceptance demands of a clerk who sees personal values.
pub fn all_match() -> Command {
    let mut checks = Checks::default();
    for field in Field::ALL {
        checks.set(CheckKind::PaperDocuments, *field, Check::Match);
        if field.in_register() {
            checks.set(CheckKind::PaperRegister, *field, Check::Match);
        }
    }
    Command::Verify {
        checks,
        documents_complete: true,
        remarks: Vec::new(),
    }
}
