//! Starting the two threads and the paths between them: asks in, news out.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};

use tokio::runtime::Builder;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::desk::{Ask, DeskSettings, News, UnlockRefusal};
use super::engine::{Engine, Message};
use super::tasks::Listeners;
use super::transport::Transport;
use crate::client::{Register, SetupError};
use crate::store::StoreError;
use crate::store::cause::{Cause, CauseCode};
use crate::store::sources::Sources;
use crate::store::worker::{self, Event, Request};

/// The interface's end of the store and sync threads. Asking never waits.
pub struct Desk {
    store: Sender<Request>,
    sync: UnboundedSender<Message>,
    news: UnboundedSender<News>,
}

impl Desk {
    /// Starts both threads. What goes wrong, here or later, is told as [`News`].
    #[must_use]
    #[allow(
        clippy::needless_pass_by_value,
        reason = "the desk takes its settings over for good"
    )]
    pub fn start(settings: DeskSettings, news: UnboundedSender<News>) -> Self {
        Self::start_with(&settings, news, Sources::system())
    }

    /// As [`Desk::start`], with the time and the chance of `sources`.
    #[must_use]
    pub fn start_with(
        settings: &DeskSettings,
        news: UnboundedSender<News>,
        sources: Sources,
    ) -> Self {
        let (to_sync, inbox) = unbounded_channel();
        let teller = teller(news.clone(), to_sync.clone());
        let data = settings.data.clone();
        let started =
            worker::start(data, sources.clone(), teller).and_then(|(store, store_thread)| {
                let listeners = listeners(settings);
                let tell = store.clone();
                let to_store = Box::new(move |request| drop(tell.send(request)));
                let engine = Engine::new(listeners, news.clone(), to_store, sources);
                let ending = Ending {
                    store: store.clone(),
                    store_thread,
                    news: news.clone(),
                };
                start_sync(engine, inbox, ending)?;
                Ok(store)
            });
        let store = started.unwrap_or_else(|error| {
            let why = Cause::new(CauseCode::System, &error);
            // An interface that is gone needs no news.
            let _ = news.send(News::UnlockRefused(UnlockRefusal::Store { why }));
            std::sync::mpsc::channel().0
        });
        Self {
            store,
            sync: to_sync,
            news,
        }
    }

    /// Hands in a wish. The answer comes as [`News`].
    pub fn ask(&self, ask: Ask) {
        let reached = match ask {
            Ask::Unlock { login, password } => self.store(Request::Unlock { login, password }),
            Ask::Give {
                ticket,
                target,
                seen,
                at,
                command,
            } => self.store(Request::Give {
                ticket,
                target,
                seen,
                at,
                command,
            }),
            Ask::OnDesk { application } => self.sync(Message::OnDesk(application)),
            Ask::Next { ticket, queue } => self.sync(Message::Next(ticket, queue)),
            Ask::DismissRenewal => self.store(Request::DismissRenewal),
            Ask::Card { application } => self.store(Request::Card { application }),
            Ask::Draft { key, text } => self.store(Request::Draft { key, text }),
            Ask::JournalUsed { number } => self.store(Request::JournalUsed { number }),
            Ask::Dismiss { seq } => self.store(Request::Dismiss { seq }),
            Ask::Search { ticket, request } => self.sync(Message::Search(ticket, request)),
            Ask::PersonalSearch { ticket, request } => {
                self.sync(Message::PersonalSearch(ticket, request))
            }
            Ask::SyncNow => self.sync(Message::SyncNow),
            Ask::Stop => {
                if !self.sync(Message::Stop) {
                    let _ = self.news.send(News::Stopped);
                }
                true
            }
        };
        if !reached {
            let why = Cause::new(CauseCode::Broken, &"");
            let _ = self
                .news
                .send(News::UnlockRefused(UnlockRefusal::Store { why }));
        }
    }

    fn store(&self, request: Request) -> bool {
        self.store.send(request).is_ok()
    }

    fn sync(&self, message: Message) -> bool {
        self.sync.send(message).is_ok()
    }
}

fn listeners(settings: &DeskSettings) -> Result<Listeners, SetupError> {
    let register = |url: &str| -> Result<Arc<dyn Transport>, SetupError> {
        Ok(Arc::new(Register::new(
            url,
            settings.ca.as_deref().map(Path::new),
        )?))
    };
    Ok(Listeners {
        open: register(&settings.open_url)?,
        protected: settings
            .protected_url
            .as_deref()
            .map(register)
            .transpose()?,
    })
}

/// Sends each event of the store to whom it concerns.
fn teller(
    news: UnboundedSender<News>,
    sync: UnboundedSender<Message>,
) -> impl Fn(Event) + Send + 'static {
    // Who is gone needs no news.
    let say = move |event: News| drop(news.send(event));
    let pass = move |message: Message| drop(sync.send(message));
    move |event| match event {
        Event::Unlocked(unlocked) => say(News::Unlocked(unlocked)),
        Event::Unusable(error) => pass(Message::Turned(refusal(&error))),
        Event::WrongPassword => pass(Message::Turned(UnlockRefusal::WrongPassword)),
        Event::LogIn {
            login,
            password,
            device,
            wanted,
        } => pass(Message::LogIn {
            login,
            password,
            device,
            wanted,
        }),
        Event::Admitted(admitted) => pass(Message::Admitted(admitted)),
        Event::Profile(profile) => say(News::Profile(profile)),
        Event::Saved { ticket, act } => {
            let envelope = act.envelope.clone();
            say(News::Saved { ticket, act });
            pass(Message::Saved(envelope));
        }
        Event::NotSaved { ticket, why } => say(News::NotSaved { ticket, why }),
        Event::Changed(delta) => say(News::Changed {
            reset: delta.reset,
            set: delta.set,
            gone: delta.gone,
        }),
        Event::Settled { seq, outcome } => say(News::Settled { seq, outcome }),
        Event::Absorbed(absorbed) => pass(Message::Absorbed(absorbed)),
        Event::Card(card) => say(News::Card {
            application: card.application,
            result: Ok(card),
        }),
        Event::CardWanted { application } => pass(Message::Card(application)),
        Event::Held(held) => say(News::Held(held)),
        Event::Renewed(renewal) => {
            pass(Message::Renewed(renewal.device));
            say(News::Renewed(renewal));
        }
        Event::Full(full) => say(News::Full(full)),
        Event::Journal(range) => say(News::Journal(range)),
        Event::CacheRebuilt { moved_to } => {
            say(News::CacheRebuilt { moved_to });
            pass(Message::Emptied);
        }
    }
}

fn refusal(error: &StoreError) -> UnlockRefusal {
    UnlockRefusal::Store { why: error.cause() }
}

/// What is done when the sync thread is told to stop.
struct Ending {
    store: Sender<Request>,
    store_thread: JoinHandle<()>,
    news: UnboundedSender<News>,
}

impl Ending {
    fn end(self) {
        // A store thread that is gone needs no telling, and one that panicked has ended too.
        let _ = self.store.send(Request::Stop);
        let _ = self.store_thread.join();
        let _ = self.news.send(News::Stopped);
    }
}

fn start_sync(
    engine: Engine,
    mut inbox: UnboundedReceiver<Message>,
    ending: Ending,
) -> io::Result<()> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    thread::Builder::new().name("sync".into()).spawn(move || {
        runtime.block_on(engine.run(&mut inbox));
        runtime.shutdown_background();
        ending.end();
    })?;
    Ok(())
}
