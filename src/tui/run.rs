//! The interface thread: one loop over news, keys and signals (DESIGN section 8).
//!
//! All that is ready is taken, then the screen is drawn once and handed to the writer. Nothing is done while nothing
//! happens: no tick, no idle drawing. The one clock is the age of acts that wait, once a minute.

mod batch;
mod decode;
mod inputs;

use std::io;
use std::time::Duration;

use chrono::{DateTime, Utc};
use thiserror::Error;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::{Instant, timeout};

use self::batch::{Batch, Step};
use self::inputs::{Input, Inputs, Terminal, Word};
use super::export::{Exported, Exporter};
use super::keymap::Keymap;
use super::output::{Traits, Writer};
use super::press::Press;
use super::screens::print::{Offered, Word as Printed};
use super::shell::{Context, Millis, Request, Shell};
use super::terminal::{self, Guard, TerminalError};
use super::theme::Theme;
use super::tutor::{Arrival, LessonId, Seat};
use crate::api::session::Secret;
use crate::i18n::Texts;
use crate::sync::desk::{Ask, DeskSettings, News};
use crate::sync::start::Desk;

/// How long leaving waits for the disk. What is not written by then was never called saved.
const LEAVING: Duration = Duration::from_secs(3);
/// How long the last frame may take.
const LAST_FRAME: Duration = Duration::from_millis(200);
/// News taken between two looks at the keyboard.
const NEWS_AT_ONCE: usize = 256;

/// What the panels are started with.
pub struct Start {
    pub desk: DeskSettings,
    pub texts: Texts,
    pub theme: Theme,
    pub keymap: Keymap,
    /// Filled into the login.
    pub login: Option<String>,
    /// Unlocks by itself instead of asking.
    pub auto: Option<AutoLogin>,
    /// Where this desk can print to.
    pub printing: Offered,
    /// How far the desk's clock goes before the system's: nothing, but where another day is demonstrated.
    pub ahead: chrono::Duration,
    /// Where the training's cases come from; `None`: this is no training.
    pub training: Option<Seat>,
}

/// Credentials that are known, as in the demonstration.
pub struct AutoLogin {
    pub login: String,
    pub password: Secret,
}

/// What there is to say after the terminal was given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Farewell {
    /// Acts that are saved here and wait for the register.
    pub waiting: usize,
}

#[derive(Debug, Error)]
pub enum RunError {
    #[error(transparent)]
    Terminal(#[from] TerminalError),
    #[error("the panels can't be started: {0}; end other programs and try again")]
    System(#[from] io::Error),
}

/// Takes the terminal over and works until the clerk leaves, the terminal goes away, or a signal ends the program.
///
/// # Errors
/// When there is no terminal to work at, or the system gives no thread.
pub fn run(start: Start) -> Result<Farewell, RunError> {
    let guard = terminal::enter()?;
    let traits = Traits {
        whole_rows: start.theme.is_plain(),
        ..guard.traits()
    };
    let writer = Writer::spawn(guard.output(), traits)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let context = Context::new(
        start.texts,
        start.theme,
        start.keymap,
        Utc::now() + start.ahead,
    );
    let mut shell = Shell::new(context, start.login.as_deref());
    shell.print_at(start.printing);
    if let Some(auto) = &start.auto {
        shell.unlock_by_itself(&auto.login, &auto.password.0);
    }
    drop(start.auto);
    let (wish, cases) = match start.training {
        Some(seat) => {
            shell.train();
            (Some(seat.wish), seat.cases)
        }
        None => (None, unbounded_channel().1),
    };
    // Before the first frame: a signal or another size must not fall between it and who listens.
    let inputs = {
        let _inside = runtime.enter();
        Inputs::new()?
    };
    let size = crossterm::terminal::size()?;
    let (sender, news) = unbounded_channel();
    let (words, printed) = unbounded_channel();
    let (lists, exported) = unbounded_channel();
    let mut front = Front {
        shell,
        press: Press::new(words),
        exporter: Exporter::new(lists),
        wish,
        writer,
        guard,
        size,
        started: Instant::now(),
        ahead: start.ahead,
    };
    // The first frame goes out before anything slow begins.
    front.draw();
    let desk = Desk::start(start.desk, sender);
    let ended = runtime.block_on(front.work(&desk, news, (printed, exported, cases), inputs));
    let waiting = front.shell.waiting();
    front.writer.stop(LAST_FRAME);
    drop(front.guard);
    ended?;
    Ok(Farewell {
        waiting: waiting.saved,
    })
}

/// What the loop holds.
struct Front {
    shell: Shell,
    press: Press,
    exporter: Exporter,
    /// Asks for the case of a lesson.
    wish: Option<Box<dyn Fn(LessonId) + Send>>,
    writer: Writer,
    guard: Guard,
    size: (u16, u16),
    started: Instant,
    ahead: chrono::Duration,
}

/// Whether the loop goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    GoOn,
    Leave,
}

impl Front {
    async fn work(
        &mut self,
        desk: &Desk,
        mut news: UnboundedReceiver<News>,
        (mut printed, mut exported, mut cases): (
            UnboundedReceiver<Printed>,
            UnboundedReceiver<Exported>,
            UnboundedReceiver<Arrival>,
        ),
        mut inputs: Inputs,
    ) -> Result<(), RunError> {
        loop {
            if self.serve(desk) == Next::Leave {
                break;
            }
            self.draw();
            let alarm = self.alarm();
            let mut next = Next::GoOn;
            tokio::select! {
                // Keys last: junk without end must not hold up the end of the program.
                biased;
                Some(first) = news.recv() => {
                    self.shell.set_now(self.now());
                    self.shell.news(first);
                }
                Some(word) = printed.recv() => {
                    self.shell.set_now(self.now());
                    self.pressed(word);
                }
                Some(word) = exported.recv() => {
                    self.shell.set_now(self.now());
                    self.shell.exported(&word);
                }
                Some(arrival) = cases.recv() => {
                    self.shell.set_now(self.now());
                    self.shell.case_arrived(arrival);
                }
                word = inputs.signals.next() => next = self.word(word),
                input = inputs.terminal.next() => next = self.inputs(input, &mut inputs.terminal),
                () = inputs::sleep(alarm) => self.alarmed(),
            }
            self.drain(&mut news);
            if next == Next::Leave {
                break;
            }
        }
        self.stop(desk, news, printed).await;
        Ok(())
    }

    fn pressed(&mut self, word: Printed) {
        self.press.hear(&word);
        self.shell.pressed(word);
    }

    /// Takes the news that is there, so that a page of records is drawn once.
    fn drain(&mut self, news: &mut UnboundedReceiver<News>) {
        for _ in 0..NEWS_AT_ONCE {
            match news.try_recv() {
                Ok(more) => self.shell.news(more),
                Err(_) => return,
            }
        }
    }

    /// Takes the input and what is ready behind it.
    fn inputs(&mut self, first: Input, terminal: &mut Terminal) -> Next {
        self.shell.set_now(self.now());
        let mut batch = Batch::default();
        let mut more = batch.take(first);
        while more && let Some(input) = terminal.ready() {
            more = batch.take(input);
        }
        if let Some(size) = batch.size {
            self.size = size;
            self.repaint();
        }
        for step in batch.steps {
            match step {
                Step::Keys(keys) => self.shell.keys(&keys, self.millis()),
                Step::Paste(text) => self.shell.paste(&text),
            }
        }
        if batch.over { Next::Leave } else { Next::GoOn }
    }

    fn word(&mut self, word: Word) -> Next {
        match word {
            Word::Leave => Next::Leave,
            Word::Suspend => {
                self.suspend();
                Next::GoOn
            }
            Word::Continued => {
                self.repaint();
                Next::GoOn
            }
        }
    }

    /// Does what the shell wants.
    fn serve(&mut self, desk: &Desk) -> Next {
        for request in self.shell.take_requests() {
            match request {
                Request::Ask(ask) => desk.ask(ask),
                Request::Press(order) => self.press.order(order),
                Request::Export(order) => self.exporter.order(*order),
                Request::Case(lesson) => {
                    if let Some(wish) = &self.wish {
                        wish(lesson);
                    }
                }
                Request::Redraw => self.repaint(),
                Request::Suspend => self.suspend(),
                Request::Leave => return Next::Leave,
            }
        }
        Next::GoOn
    }

    /// Stops until the clerk comes back to the job. A terminal that can't be taken again is found gone by the loop.
    fn suspend(&mut self) {
        let _ = self.writer.settle(LAST_FRAME);
        if let Err(error) = self.guard.suspend() {
            tracing::warn!(%error, "the terminal was not taken again");
        }
        if let Ok(size) = crossterm::terminal::size() {
            self.size = size;
        }
        self.repaint();
    }

    fn repaint(&mut self) {
        self.writer.repaint();
        self.shell.redraw();
    }

    fn draw(&mut self) {
        if !self.shell.take_dirty() {
            return;
        }
        let (width, height) = self.size;
        let mut frame = self.writer.frame(width, height);
        frame.cursor = self.shell.draw(frame.buffer.area, &mut frame.buffer);
        self.writer.show(frame);
    }

    fn now(&self) -> DateTime<Utc> {
        Utc::now() + self.ahead
    }

    fn millis(&self) -> Millis {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// How long to sleep at most: until a held key is let go, or until the age of what waits is another.
    fn alarm(&self) -> Option<Duration> {
        let held = self.shell.deadline().map(|at| {
            let left = at.saturating_sub(self.millis());
            Duration::from_millis(left)
        });
        let minute = self.shell.next_minute().map(|at| {
            let left = (at - self.now()).to_std();
            left.unwrap_or_default() + Duration::from_millis(1)
        });
        held.into_iter().chain(minute).min()
    }

    fn alarmed(&mut self) {
        self.shell.set_now(self.now());
        self.shell.tick(self.millis());
        self.shell.redraw();
    }

    /// What there is for the store to keep goes to it, and nothing else is done any more.
    fn pass_on(&mut self, desk: &Desk) {
        for request in self.shell.take_requests() {
            if let Request::Ask(ask) = request {
                desk.ask(ask);
            }
        }
    }

    /// Ends the threads. What was typed as a draft is with the store already; it gets a bounded time to write, and a paper
    /// that is just being given away one to be taken whole.
    async fn stop(
        &mut self,
        desk: &Desk,
        mut news: UnboundedReceiver<News>,
        mut printed: UnboundedReceiver<Printed>,
    ) {
        let handed = async {
            while self.press.hands_over()
                && let Some(word) = printed.recv().await
            {
                self.pressed(word);
                self.pass_on(desk);
            }
        };
        if timeout(LEAVING, handed).await.is_err() {
            tracing::warn!("a paper was not given away in time");
        }
        desk.ask(Ask::Stop);
        let stopped = async {
            while let Some(news) = news.recv().await {
                if matches!(news, News::Stopped) {
                    return;
                }
                self.shell.news(news);
            }
        };
        if timeout(LEAVING, stopped).await.is_err() {
            tracing::warn!("the store did not end in time");
        }
    }
}
