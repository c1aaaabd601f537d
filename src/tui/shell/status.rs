//! The status row: the line, the channel, what waits. Nothing in it moves by itself while nothing waits, and what changes
//! with every act stands last, so that few cells follow it.

use chrono::{DateTime, Duration, Utc};

use super::state::{Panel, Shell};
use crate::api::session::Channel;
use crate::domain::Zone;
use crate::i18n::Arg;
use crate::sync::desk::LinkState;
use crate::tui::action::Action;
use crate::tui::theme::Role;
use crate::tui::widgets::Ink;
use crate::tui::widgets::signs::Progress;

/// The age of what waits is told in whole minutes.
const STEP: Duration = Duration::minutes(1);

impl Shell {
    /// The pieces of the row, in their order.
    pub(super) fn status(&self) -> Vec<Ink<'static>> {
        if self.panel == Panel::Login && !self.unlocked {
            return Vec::new();
        }
        let texts = &self.context.texts;
        let link = self.context.link;
        let (state, role) = match link.state {
            LinkState::Connected => ("status-connected", Role::Status),
            LinkState::Degraded => ("status-degraded", Role::Warning),
            LinkState::Offline => ("status-offline", Role::Warning),
            LinkState::LockedOut => ("status-locked-out", Role::Error),
        };
        let mut pieces = vec![Ink::own(" "), Ink::own(texts.get(state)).role(role)];
        if let (LinkState::Offline, Some(last)) = (link.state, link.last_contact) {
            let at = clock(last, self.context.now, self.context.register.profile().zone);
            let since = texts.with("status-since", &[("time", Arg::Text(&at))]);
            pieces.push(Ink::own(format!(" {since}")).role(role));
        }
        let channel = match link.channel {
            Channel::Open => "channel-open",
            Channel::Protected => "channel-protected",
        };
        pieces.push(Ink::own(format!(" · {}", texts.get(channel))).role(Role::Status));
        let outbox = super::update::hint(&self.context.desk(), Action::OpenOutbox);
        let args = [("key", Arg::Text(outbox.as_str()))];
        for (so, key) in [
            (self.hindered.halted.is_some(), "status-halted"),
            (self.hindered.too_old, "status-too-old"),
            (self.hindered.full, "status-full"),
            (self.screens.outbox.renewal().is_some(), "status-renewal"),
        ] {
            if so {
                pieces.push(Ink::own(format!(" · {}", texts.with(key, &args))).role(Role::Error));
            }
        }
        self.push_waiting(&mut pieces);
        pieces
    }

    fn push_waiting(&self, pieces: &mut Vec<Ink<'static>>) {
        let texts = &self.context.texts;
        let waiting = self.waiting();
        let mut push = |progress: Progress, key: &str, count: usize| {
            if count > 0 {
                let count = i64::try_from(count).unwrap_or(i64::MAX);
                let text = texts.with(key, &[("count", Arg::Count(count))]);
                let text = format!(" · {} {text}", progress.sign());
                pieces.push(Ink::own(text).role(progress.role()));
            }
        };
        push(Progress::Attention, "status-attention", waiting.attention);
        push(Progress::Saving, "status-saving", waiting.saving);
        push(Progress::Saved, "status-saved", waiting.saved);
        if let Some(text) = self.oldest() {
            pieces.push(Ink::own(text).role(Role::Saved));
        }
    }

    /// The piece that tells how long the oldest act has waited; it changes by itself.
    pub(super) fn oldest(&self) -> Option<String> {
        let minutes = self.oldest_minutes()?;
        let (hours, rest) = (minutes / 60, minutes % 60);
        let counts = [
            ("minutes", Arg::Count(rest)),
            ("hours", Arg::Count(hours)),
            ("days", Arg::Count(hours / 24)),
        ];
        let key = match hours {
            0 => "status-oldest",
            1..24 => "status-oldest-hours",
            _ => "status-oldest-days",
        };
        Some(format!(" · {}", self.context.texts.with(key, &counts)))
    }

    /// How long the oldest act has waited, from one minute on.
    fn oldest_minutes(&self) -> Option<i64> {
        let oldest = self.waiting().oldest?;
        let minutes = (self.context.now - oldest).num_minutes();
        (minutes > 0).then_some(minutes)
    }

    /// When the screen has to be drawn anew although nothing happens, once a minute at most: while acts wait, at the
    /// next whole minute of the oldest; else while a colleague's name may be on the screen. Never, while neither is so.
    #[must_use]
    pub fn next_minute(&self) -> Option<DateTime<Utc>> {
        if self.is_handed_over() {
            return None;
        }
        let now = self.context.now;
        let Some(oldest) = self.waiting().oldest else {
            let named = self.unlocked && self.panel.names_colleagues();
            return self.context.holders.next_minute(now).filter(|_| named);
        };
        let passed = (now - oldest).num_minutes().max(0);
        let steps = i32::try_from(passed + 1).unwrap_or(i32::MAX);
        Some(oldest + STEP * steps)
    }
}

/// Time where the desk stands, with the day when it isn't today.
fn clock(at: DateTime<Utc>, now: DateTime<Utc>, zone: Zone) -> String {
    let at = zone.local(at);
    let pattern = if at.date() == zone.date(now) {
        "%H:%M"
    } else {
        "%d.%m %H:%M"
    };
    at.format(pattern).to_string()
}
