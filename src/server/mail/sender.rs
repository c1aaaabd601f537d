//! The one task that sends: it sleeps until the bell rings or the next letter is due, and works the queue off.
//!
//! A letter whose bytes may have left is never tried again by itself, whatever happened to the line, to this program or
//! to the database.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use lettre::Address;

use super::Way;
use super::answer::{Codes, Verdict, judge};
use super::letter::{Message, Unwritten, compose};
use super::papers::{Gathered, Papers, gather};
use super::policy;
use super::queue::tell;
use super::relay::{Broken, Relay};
use crate::domain::{MailState, MailTrouble};
use crate::server::Register;
use crate::server::chance::fraction;
use crate::server::storage::letters::{Letter, LetterProgress, LetterState};
use crate::server::storage::{Result, StorageError};

/// Letters that are read at once.
const AT_ONCE: usize = 20;
/// How long the task waits when the database can't be read or written.
const AGAIN: Duration = Duration::from_secs(30);
/// How often it is tried to write down what became of a letter that was sent.
const WRITES: u32 = 20;
const BETWEEN_WRITES: Duration = Duration::from_secs(1);
/// How long the end of the program waits for a mail server's word on a letter that is being sent.
const LAST_WORD: Duration = Duration::from_secs(8);

/// What became of an attempt.
enum End {
    Left(LetterState, Codes),
    Later(MailTrouble, Codes),
}

impl Register {
    /// The node's sender; ends when the register does.
    pub async fn send_letters(self: Arc<Self>, from: Address, way: Way) {
        let mut looked_back = false;
        loop {
            if !looked_back {
                looked_back = self.doubt().await.inspect_err(failed).is_ok();
            }
            let pause = match self.send_due(&from, &way).await {
                Ok(next) => next.map(|due| (due - self.now()).to_std().unwrap_or_default()),
                Err(error) => {
                    failed(&error);
                    Some(AGAIN)
                }
            };
            let pause = if looked_back { pause } else { Some(AGAIN) };
            let due = async {
                match pause {
                    Some(pause) => tokio::time::sleep(pause).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                biased;
                () = self.wakes.stopped() => return,
                () = self.post.rung() => {}
                () = due => {}
            }
        }
    }

    /// The queue is looked at now: the time may be another one than the sender thinks.
    pub fn look_for_letters(&self) {
        self.post.ring();
    }

    /// Letters that were being sent when the program ended: nobody knows whether they arrived.
    async fn doubt(&self) -> Result<()> {
        let left = self.storage.read().await?.letters_under_way().await?;
        for letter in left {
            tracing::error!(
                application = %letter.key.number, version = letter.key.version, to = letter.key.addressee.code(),
                "the program ended while this letter was being sent: it may have arrived, and isn't sent again by itself"
            );
            let end = End::Left(LetterState::Doubtful, Codes::default());
            self.write_down(&letter, &[LetterState::Sending], &end)
                .await?;
        }
        Ok(())
    }

    /// Sends what is due; gives when the next letter is.
    async fn send_due(&self, from: &Address, way: &Way) -> Result<Option<DateTime<Utc>>> {
        loop {
            let mut tx = self.storage.read().await?;
            let due = tx.letters_due(self.now(), AT_ONCE).await?;
            if due.is_empty() {
                return tx.next_letter_due().await;
            }
            drop(tx);
            for letter in due {
                if self.wakes.stopping() {
                    return Ok(None);
                }
                match self.send(&letter, from, way).await {
                    // One row that can't be read must not hold up the others.
                    Err(error) if !error.passing() => {
                        tracing::error!(application = %letter.key.number, %error, "a letter can't be made");
                        let end = failed_for_good(MailTrouble::NoPapers);
                        self.write_down(&letter, &[LetterState::Waiting], &end)
                            .await?;
                    }
                    sent => sent?,
                }
            }
        }
    }

    async fn send(&self, letter: &Letter, from: &Address, way: &Way) -> Result<()> {
        let (now, mut tx) = (self.now(), self.storage.read().await?);
        let gathered = gather(&mut *tx, letter, now).await?;
        drop(tx);
        let waiting = &[LetterState::Waiting];
        let papers = match gathered {
            Gathered::Papers(papers) => papers,
            Gathered::Ended => {
                let end = End::Left(LetterState::Dropped, Codes::default());
                return self.write_down(letter, waiting, &end).await;
            }
            Gathered::Lacking => {
                let end = failed_for_good(MailTrouble::NoPapers);
                return self.write_down(letter, waiting, &end).await;
            }
        };
        let message = match written(letter, papers, from, now).await {
            Ok(message) => message,
            Err(why) => {
                let end = unwritten(letter, &why);
                return self.write_down(letter, waiting, &end).await;
            }
        };
        match way {
            Way::Folder(folder) => {
                let (folder, key) = (folder.clone(), letter.key);
                let put = tokio::task::spawn_blocking(move || folder.put(key, &message.bytes));
                let put = put.await.unwrap_or_else(|error| Err(error.into()));
                let end = match put {
                    Ok(()) => End::Left(LetterState::Filed, Codes::default()),
                    Err(error) => {
                        tracing::warn!(
                            application = %letter.key.number, %error,
                            "the letter can't be written into the folder `letters` beside the database: see that it is writable"
                        );
                        End::Later(MailTrouble::GaveUp, Codes::default())
                    }
                };
                self.write_down(letter, waiting, &end).await
            }
            Way::Relay(relay) => self.by_relay(letter, &message, relay).await,
        }
    }

    async fn by_relay(&self, letter: &Letter, message: &Message, relay: &Relay) -> Result<()> {
        let offered = tokio::select! {
            biased;
            () = self.wakes.stopped() => return Ok(()),
            offered = relay.offer(&message.envelope) => offered,
        };
        let ready = match offered {
            Ok(ready) => ready,
            Err(broken) => {
                let end = end_of(letter, broken);
                return self.write_down(letter, &[LetterState::Waiting], &end).await;
            }
        };
        // From here on its bytes may leave: the row says so before the first one does.
        let taken = self.take_letter(letter).await;
        if !matches!(taken, Ok(true)) {
            ready.leave();
            return taken.map(drop);
        }
        let sending = ready.send(message);
        let cut = async {
            self.wakes.stopped().await;
            tokio::time::sleep(LAST_WORD).await;
        };
        let end = tokio::select! {
            biased;
            sent = sending => match sent {
                Ok(codes) => End::Left(LetterState::Sent, codes),
                Err(broken) => end_of(letter, broken),
            },
            // The next start finds the letter as it is, and doubts.
            () = cut => return Ok(()),
        };
        // Whoever doubted meanwhile knew less.
        let from = [LetterState::Sending, LetterState::Doubtful];
        self.insist(letter, &from, &end).await
    }

    /// The row says that the letter is being sent. `false`: it no longer waits.
    async fn take_letter(&self, letter: &Letter) -> Result<bool> {
        let mut tx = self.storage.write().await?;
        let sending = LetterProgress {
            state: LetterState::Sending,
            ..letter.progress.clone()
        };
        let taken = tx
            .move_letter(letter.key, &[LetterState::Waiting], &sending)
            .await?;
        tx.commit().await?;
        Ok(taken)
    }

    /// Writes down what is known now and by nobody else, also when the database is away for a moment.
    async fn insist(&self, letter: &Letter, from: &[LetterState], end: &End) -> Result<()> {
        let mut left = WRITES;
        loop {
            match self.write_down(letter, from, end).await {
                Err(error) if error.passing() && left > 0 && !self.wakes.stopping() => {
                    left -= 1;
                    tokio::time::sleep(BETWEEN_WRITES).await;
                }
                written => return written,
            }
        }
    }

    /// Moves the letter on, and tells the record of it.
    async fn write_down(&self, letter: &Letter, from: &[LetterState], end: &End) -> Result<()> {
        let now = self.now();
        let progress = match end {
            End::Left(state, codes) => LetterProgress {
                state: *state,
                answer: codes.to_string(),
                ..letter.progress.clone()
            },
            End::Later(trouble, codes) => self.later(letter, *trouble, *codes, now),
        };
        let mut tx = self.storage.write().await?;
        if !tx.move_letter(letter.key, from, &progress).await? {
            return Ok(());
        }
        let moved = match progress.state {
            // It goes on waiting: the record tells so already.
            LetterState::Waiting => None,
            state => tell(&mut *tx, letter.key, in_record(state), now).await?,
        };
        tx.commit().await?;
        if let Some(counter) = moved {
            self.wakes.moved(counter.scope, counter.value);
        }
        log(letter, &progress);
        Ok(())
    }

    /// Back into the queue, or out of it when it was tried for long enough.
    fn later(
        &self,
        letter: &Letter,
        trouble: MailTrouble,
        codes: Codes,
        now: DateTime<Utc>,
    ) -> LetterProgress {
        let tries = letter.progress.tries + 1;
        let next = policy::next(letter.queued, tries, now, fraction(&*self.chance));
        let state = match next {
            Some(_) => LetterState::Waiting,
            None => LetterState::Failed(trouble),
        };
        LetterProgress {
            state,
            tries,
            due: next.unwrap_or(now),
            answer: codes.to_string(),
        }
    }
}

/// Papers and letter are made on a thread of their own.
async fn written(
    letter: &Letter,
    papers: Box<Papers>,
    from: &Address,
    now: DateTime<Utc>,
) -> std::result::Result<Message, Unwritten> {
    let (letter, from) = (letter.clone(), from.clone());
    let written = tokio::task::spawn_blocking(move || compose(&letter, &papers, &from, now));
    written.await.unwrap_or(Err(Unwritten::Form))
}

fn unwritten(letter: &Letter, why: &Unwritten) -> End {
    let application = letter.key.number;
    match why {
        Unwritten::Address => failed_for_good(MailTrouble::WrongAddress),
        Unwritten::Paper(error) => {
            tracing::warn!(%application, %error, "the papers of a letter can't be made");
            failed_for_good(MailTrouble::NoPapers)
        }
        Unwritten::Form => {
            tracing::error!(%application, "a letter can't be written: the program is at fault");
            failed_for_good(MailTrouble::NoPapers)
        }
    }
}

fn failed_for_good(trouble: MailTrouble) -> End {
    End::Left(LetterState::Failed(trouble), Codes::default())
}

fn end_of(letter: &Letter, broken: Broken) -> End {
    let Broken { phase, codes } = broken;
    let verdict = judge(phase, codes);
    tracing::warn!(
        application = %letter.key.number, version = letter.key.version, to = letter.key.addressee.code(),
        phase = phase.code(), answer = %codes, ?verdict,
        "the mail server has not taken a letter: without an answer, see serve.mail_relay and the line to it"
    );
    match verdict {
        Verdict::Later(trouble) => End::Later(trouble, codes),
        Verdict::Never(trouble) => End::Left(LetterState::Failed(trouble), codes),
        Verdict::Unknown => End::Left(LetterState::Doubtful, codes),
    }
}

/// What the record tells of a letter in this state; `None`: nothing.
fn in_record(state: LetterState) -> Option<MailState> {
    match state {
        LetterState::Waiting | LetterState::Sending => Some(MailState::Queued),
        LetterState::Sent => Some(MailState::Sent),
        LetterState::Filed => Some(MailState::Filed),
        LetterState::Failed(trouble) => Some(MailState::Failed(trouble)),
        LetterState::Doubtful => Some(MailState::Doubtful),
        LetterState::Dropped => None,
    }
}

fn log(letter: &Letter, progress: &LetterProgress) {
    let (number, version) = (letter.key.number, letter.key.version);
    let to = letter.key.addressee.code();
    let (state, answer) = (progress.state.code(), progress.answer.as_str());
    match progress.state {
        LetterState::Failed(_) | LetterState::Doubtful => {
            tracing::warn!(application = %number, version, to, state, answer, "a letter was not delivered");
        }
        _ => tracing::info!(application = %number, version, to, state, answer, "a letter"),
    }
}

fn failed(error: &StorageError) {
    tracing::warn!(%error, "the queue of letters can't be worked off");
}
