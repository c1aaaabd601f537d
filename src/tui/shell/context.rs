//! What every screen may read, owned in one place.

use chrono::{DateTime, Utc};

use crate::api::session::Channel;
use crate::i18n::Texts;
use crate::store::projection::Projection;
use crate::sync::desk::{Ask, Link, LinkState, Ticket};
use crate::tui::keymap::Keymap;
use crate::tui::screens::Desk;
use crate::tui::screens::common::holders::Holders;
use crate::tui::theme::Theme;

pub struct Context {
    pub texts: Texts,
    pub theme: Theme,
    pub keymap: Keymap,
    pub register: Projection,
    pub holders: Holders,
    pub link: Link,
    pub now: DateTime<Utc>,
    /// The ticket of the next ask that carries one.
    next: u64,
}

impl Context {
    /// Before anything is known of the register.
    #[must_use]
    pub fn new(texts: Texts, theme: Theme, keymap: Keymap, now: DateTime<Utc>) -> Self {
        Self {
            texts,
            theme,
            keymap,
            register: Projection::empty(),
            holders: Holders::default(),
            link: Link {
                state: LinkState::Offline,
                channel: Channel::Open,
                last_contact: None,
            },
            now,
            next: 1,
        }
    }

    #[must_use]
    pub fn desk(&self) -> Desk<'_> {
        Desk {
            texts: &self.texts,
            theme: &self.theme,
            keymap: &self.keymap,
            register: &self.register,
            holders: &self.holders,
            link: self.link,
            now: self.now,
            today: self.register.profile().zone.date(self.now),
            ticket: Ticket(self.next),
        }
    }

    /// Counts the ticket up behind an ask that carried one.
    pub(super) fn count(&mut self, ask: &Ask) {
        if let Ask::Give { ticket, .. }
        | Ask::Next { ticket, .. }
        | Ask::Search { ticket, .. }
        | Ask::PersonalSearch { ticket, .. }
        | Ask::CheckPassword { ticket, .. }
        | Ask::Alike { ticket, .. }
        | Ask::Compare { ticket, .. }
        | Ask::Overview { ticket, .. } = ask
        {
            self.next = self.next.max(ticket.0 + 1);
        }
    }
}
