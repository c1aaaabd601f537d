//! Tells a person's keys from a machine's: a barcode scanner types a code in a burst and ends with Enter; a paste without
//! brackets types hundreds of letters at once.
//!
//! What may be the beginning of such a burst is held for a moment before it does anything: a digit, but where any text may
//! be typed; a letter that would do more than move; a key that comes on the heels of another. A key that only moves acts at
//! once, and so does a letter in a text field. A burst that is no number of ours does nothing at all.

mod burst;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;

use crossterm::event::{KeyCode, KeyEvent};

use burst::{Burst, LONGEST, character, ends, is_digit, moves};

/// Milliseconds since the program started.
pub type Millis = u64;

/// Between two characters of a scanner there is less; between two keys of a person there is more.
const GAP: Millis = 40;
/// A key that is held down repeats more slowly than this.
const HEELS: Millis = 15;
/// A key that is held down begins to repeat within this time.
const REPEAT: Millis = 1_000;
/// More keys than this in [`WINDOW`] aren't typed by a person.
const JUNK: usize = 30;
/// So many more may come in [`WINDOW`] when nearly all of them are digits: a long code.
const CODE: usize = LONGEST + 8;
/// Keys of a long code that are no digits: what ends it.
const ENDS: usize = 3;
/// The time in which keys are counted, and for which they are held.
const WINDOW: Millis = 50;
/// The tail of a paste comes this soon behind its body.
const TAIL: Millis = 200;

/// What was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    Key(KeyEvent),
    /// A whole number, ended by Enter.
    Scan(String),
    /// A number that came like a scan but without Enter.
    Number(String),
    /// A burst that is no number; nothing of it is done.
    Foreign,
}

/// Where a key falls.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ground {
    /// A text field has the focus.
    pub typing: bool,
    /// That field may hold a scanned code for a moment: its digits are text at once.
    pub takes: bool,
    /// The key would do more than move.
    pub weighty: bool,
}

/// What came just before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Before {
    #[default]
    Keys,
    /// A scan: a second key that ends it belongs to it.
    Scan,
    /// A burst that does nothing: all that comes without a pause belongs to it.
    Foreign,
}

#[derive(Debug, Default)]
pub struct Keyboard {
    burst: Burst,
    before: Before,
    /// Keys that nothing was done for yet.
    held: Vec<KeyEvent>,
    /// They were typed into a text field.
    text: bool,
    /// When the first of them came.
    since: Millis,
    last: Millis,
    last_key: Option<KeyCode>,
    /// A key that acted by itself, and when: held down it comes again.
    alone: Option<(KeyCode, Millis)>,
    /// When the newest keys came, no more than tell a burst, and whether they are digits.
    recent: VecDeque<(Millis, bool)>,
    junk_until: Option<Millis>,
}

impl Keyboard {
    /// Looks at a batch of keys before it is taken apart. True: this is a paste without brackets, and nothing but text
    /// fields may take any of it; what was held belongs to it.
    pub fn is_junk(&mut self, keys: &[KeyEvent], at: Millis) -> bool {
        while self.recent.front().is_some_and(|(t, _)| t + WINDOW < at) {
            self.recent.pop_front();
        }
        let counted = keys.iter().filter(|key| !moves(key));
        let marked = counted.map(|key| (at, is_digit(key)));
        let before = self.recent.len();
        self.recent.extend(marked.take(CODE + 1));
        let came = self.recent.len() > before;
        let over = self.recent.len().saturating_sub(CODE + 1);
        self.recent.drain(..over);
        let others = self.recent.iter().filter(|(_, digit)| !digit).count();
        let code = others <= ENDS && self.recent.len() <= CODE;
        let tail = came && self.junk_until.is_some_and(|until| at <= until);
        let junk = came && self.recent.len() > JUNK && !code || tail;
        if junk {
            self.junk_until = Some(at + TAIL);
            self.held.clear();
            self.burst.take();
        }
        junk
    }

    /// Takes one key.
    pub fn hear(&mut self, key: KeyEvent, at: Millis, ground: Ground) -> Vec<Heard> {
        let mut heard = self.due(at);
        let apart = at.saturating_sub(self.last);
        if apart > GAP {
            heard.extend(self.release(at));
            self.before = Before::Keys;
        }
        self.last = at;
        let again = self.last_key.replace(key.code) == Some(key.code);
        match self.before {
            Before::Foreign => return heard,
            Before::Scan if ends(&key, ground.typing) => return heard,
            _ => self.before = Before::Keys,
        }
        match character(&key) {
            Some(c) => {
                self.burst.push(c);
                let quick = apart <= HEELS || apart <= GAP && !again;
                heard.extend(self.character(key, at, ground, quick, again));
            }
            None => heard.extend(self.other(key, at, ground, apart)),
        }
        heard
    }

    /// When held keys have to be let go, if any are held.
    #[must_use]
    pub fn deadline(&self) -> Option<Millis> {
        let digits = self.held.iter().all(is_digit);
        let quiet = self.last + GAP;
        let after = if digits {
            quiet
        } else {
            quiet.max(self.since + WINDOW)
        };
        (!self.held.is_empty()).then_some(after + 1)
    }

    /// Lets go what was held long enough.
    pub fn due(&mut self, at: Millis) -> Vec<Heard> {
        match self.deadline() {
            Some(deadline) if at >= deadline => self.release(at),
            _ => Vec::new(),
        }
    }

    fn character(
        &mut self,
        key: KeyEvent,
        at: Millis,
        ground: Ground,
        quick: bool,
        again: bool,
    ) -> Vec<Heard> {
        let mut heard = Vec::new();
        if ground.typing {
            let digit = is_digit(&key) && !ground.takes;
            if self.text && !digit {
                heard.extend(self.keys());
            }
            if digit || !self.held.is_empty() {
                self.text = self.text || self.held.is_empty();
                self.hold(key, at);
            } else {
                heard.push(Heard::Key(key));
            }
        } else if is_digit(&key) || ground.weighty || quick || !self.held.is_empty() {
            if again && self.repeats(key.code, at) {
                heard.extend(self.keys());
            }
            self.hold(key, at);
        } else {
            self.alone = Some((key.code, at));
            heard.push(Heard::Key(key));
        }
        heard
    }

    /// A key that writes nothing: it may end a burst.
    fn other(&mut self, key: KeyEvent, at: Millis, ground: Ground, apart: Millis) -> Vec<Heard> {
        let mut heard = Vec::new();
        if ends(&key, ground.typing) {
            if self.burst.is_number() && (ground.typing || self.holds_burst()) {
                heard.extend(self.drop_burst());
                self.before = Before::Scan;
                heard.push(Heard::Scan(self.burst.take()));
                return heard;
            }
            if self.burst.is_machine() && !ground.typing && self.holds_burst() {
                heard.extend(self.drop_burst());
                self.burst.take();
                self.before = Before::Foreign;
                heard.push(Heard::Foreign);
                return heard;
            }
            if self.burst.is_machine() && ground.typing && ground.weighty {
                heard.extend(self.keys());
                self.burst.take();
                self.before = Before::Scan;
                heard.push(Heard::Foreign);
                return heard;
            }
        }
        self.burst.take();
        if self.text || apart > HEELS && self.held.iter().all(is_digit) {
            heard.extend(self.keys());
        }
        let quick = apart <= HEELS && !moves(&key);
        if ground.weighty || quick || !self.held.is_empty() {
            self.hold(key, at);
        } else {
            heard.push(Heard::Key(key));
        }
        heard
    }

    fn hold(&mut self, key: KeyEvent, at: Millis) {
        if self.held.is_empty() {
            self.since = at;
        }
        self.held.push(key);
    }

    /// Whether nothing but this key is held and it acted by itself a moment ago: a person holds it down.
    fn repeats(&mut self, code: KeyCode, at: Millis) -> bool {
        let alone = self
            .alone
            .is_some_and(|(key, then)| key == code && at <= then + REPEAT);
        let same = alone && self.held.iter().all(|key| key.code == code);
        if same {
            self.alone = Some((code, at));
        }
        same
    }

    /// Whether the burst is held, and not in a text field already.
    fn holds_burst(&self) -> bool {
        !self.held.is_empty() && self.held.iter().any(|key| character(key).is_some())
    }

    /// What was held before the burst acts, the burst itself doesn't.
    fn drop_burst(&mut self) -> Vec<Heard> {
        let own = self.held.iter().rev().take(self.burst.len());
        let own = own.take_while(|key| character(key).is_some()).count();
        self.held.truncate(self.held.len() - own);
        self.keys()
    }

    /// There is a pause: a machine's burst is told, a person's keys act.
    fn release(&mut self, at: Millis) -> Vec<Heard> {
        let machine = self.burst.is_machine() && !self.text && self.holds_burst();
        let number = self.burst.is_number();
        let mut heard = Vec::new();
        if machine {
            heard = self.drop_burst();
        }
        let text = self.burst.take();
        if machine && number {
            heard.push(Heard::Number(text));
        } else if machine {
            heard.push(Heard::Foreign);
        }
        if let [key] = self.held.as_slice() {
            self.alone = Some((key.code, at));
        }
        heard.extend(self.keys());
        heard
    }

    /// Lets go all that is held.
    fn keys(&mut self) -> Vec<Heard> {
        self.text = false;
        self.held.drain(..).map(Heard::Key).collect()
    }
}

/// A character typed without Ctrl or Alt.
pub fn is_letter(key: &KeyEvent) -> bool {
    character(key).is_some()
}
