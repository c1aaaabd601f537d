//! Leaving the program.

use super::state::{Overlay, Request, Shell};
use crate::i18n::Arg;
use crate::tui::widgets::{Dialog, Ink};

impl Shell {
    /// Leaves at once, unless something is on its way to the disk: only that could be lost.
    pub(super) fn leave(&mut self) {
        let saving = self.waiting().saving;
        if saving == 0 {
            self.requests.push(Request::Leave);
            return;
        }
        let texts = &self.context.texts;
        let count = i64::try_from(saving).unwrap_or(i64::MAX);
        let body = texts.with("leave-saving", &[("count", Arg::Count(count))]);
        let dialog = Dialog::new(Ink::own(texts.get("leave-title"))).say(Ink::own(body));
        self.overlay = Some(Overlay::Leave(dialog));
    }
}
