//! Starting the two threads of a desk. What they do is [`super::engine`]'s and the store's; this only gives them threads.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};

use tokio::runtime::Builder;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::desk::{Ask, DeskSettings, News, UnlockRefusal};
use super::engine::{Engine, Message};
use super::paths::{self, Errand};
use super::transport::{Listeners, Transport};
use crate::client::{Register, SetupError};
use crate::store::cause::{Cause, CauseCode};
use crate::store::sources::Sources;
use crate::store::worker::{self, Request};

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
        let teller = paths::teller(news.clone(), to_sync.clone());
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
        let reached = match paths::errand(ask) {
            Errand::Store(request) => self.store.send(request).is_ok(),
            Errand::Sync(Message::Stop) => {
                if self.sync.send(Message::Stop).is_err() {
                    let _ = self.news.send(News::Stopped);
                }
                true
            }
            Errand::Sync(message) => self.sync.send(message).is_ok(),
        };
        if !reached {
            let why = Cause::new(CauseCode::Broken, &"");
            let _ = self
                .news
                .send(News::UnlockRefused(UnlockRefusal::Store { why }));
        }
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
