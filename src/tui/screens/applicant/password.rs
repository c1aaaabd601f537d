//! The clerk's password, which gives the keyboard back. A wrong one makes the next wait for a moment.

use chrono::{DateTime, Duration, Utc};

use crate::sync::desk::{Ask, Ticket};
use crate::tui::screens::Desk;
use crate::tui::widgets::SecretInput;

/// The wait after the second wrong password; it grows by as much with each that follows.
const STEP: i64 = 5;
/// The longest wait, in seconds.
const LONGEST: i64 = 60;

/// What came of the last try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Nothing,
    Wrong,
    /// The next try comes too soon, by so many seconds.
    Wait(i64),
}

/// What is known of the password: tries outlast the question, so that closing it shortens no wait.
#[derive(Debug)]
pub struct Password {
    /// The question is on the screen.
    pub asked: bool,
    pub input: SecretInput,
    /// The store was asked and has not answered.
    pub waiting: Option<Ticket>,
    pub tries: u16,
    pub said: Said,
    wrong_at: Option<DateTime<Utc>>,
}

impl Default for Password {
    fn default() -> Self {
        Self {
            asked: false,
            input: SecretInput::default(),
            waiting: None,
            tries: 0,
            said: Said::Nothing,
            wrong_at: None,
        }
    }
}

impl Password {
    pub fn ask_for_it(&mut self) {
        self.asked = true;
        self.input.clear();
    }

    pub fn put_away(&mut self) {
        self.asked = false;
        self.input.clear();
        self.said = Said::Nothing;
    }

    /// The question to the store; what was typed is wiped. `None`: nothing was typed, or the next try comes too soon.
    pub fn submit(&mut self, desk: &Desk<'_>) -> Option<Ask> {
        if self.input.is_empty() {
            return None;
        }
        if let Some(left) = self.left(desk.now) {
            self.said = Said::Wait(left);
            return None;
        }
        let password = self.input.secret();
        self.input.clear();
        self.said = Said::Nothing;
        self.waiting = Some(desk.ticket);
        Some(Ask::CheckPassword {
            ticket: desk.ticket,
            password,
        })
    }

    pub fn was_wrong(&mut self, now: DateTime<Utc>) {
        self.waiting = None;
        self.tries = self.tries.saturating_add(1);
        self.wrong_at = Some(now);
        self.said = Said::Wrong;
    }

    /// Seconds until the next try. A clock that was put back makes nobody wait longer.
    fn left(&self, now: DateTime<Utc>) -> Option<i64> {
        let pause = (i64::from(self.tries).saturating_sub(1) * STEP).clamp(0, LONGEST);
        let passed = now - self.wrong_at?;
        let pause = Duration::seconds(pause);
        if passed < Duration::zero() || passed >= pause {
            return None;
        }
        Some((pause - passed).num_seconds() + 1)
    }
}
