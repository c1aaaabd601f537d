//! What the clerk wants to see now: searches, cards, alike records and figures, asked beside a running sync.

use std::time::Duration;

use tokio::time::Instant;

use super::{Engine, Message};
use crate::api::session::Channel;
use crate::sync::desk::{News, Unreachable};
use crate::sync::state::Input;
use crate::sync::tasks;

/// How often a wish for something personal tries the protected line anew.
const RETRY: Duration = Duration::from_mins(1);

impl Engine {
    /// Something that the clerk wants to see: asked beside a running sync.
    pub(super) fn look(&mut self, message: Message) {
        let session = match &self.session {
            _ if self.line.logging_in() => return self.parked.push(message),
            Some(session) => session.clone(),
            None => return self.cannot_look(&message, Unreachable::NoLine),
        };
        let personal = matches!(message, Message::Card(_) | Message::PersonalSearch(..));
        if personal && self.channel == Channel::Open {
            if self.may_try_protected() {
                self.parked.push(message);
                return self.step(Input::Renew);
            }
            return self.cannot_look(&message, Unreachable::OpenChannel);
        }
        match message {
            Message::Card(number) => self.tasks.spawn(tasks::card(session, number)),
            Message::Search(ticket, request) => {
                self.tasks.spawn(tasks::search(session, ticket, request))
            }
            Message::PersonalSearch(ticket, request) => self
                .tasks
                .spawn(tasks::personal_search(session, ticket, request)),
            Message::Alike(ticket, request) => {
                self.tasks.spawn(tasks::alike(session, ticket, request))
            }
            Message::Compare(ticket, request) => {
                self.tasks.spawn(tasks::compare(session, ticket, request))
            }
            Message::Overview(ticket, query) => {
                self.tasks.spawn(tasks::overview(session, ticket, query))
            }
            _ => return,
        };
    }

    /// Whether the protected line may be back and was not tried just now.
    fn may_try_protected(&mut self) -> bool {
        let configured = matches!(&self.listeners, Ok(l) if l.protected.is_some());
        let tried = self.tried_protected.is_some_and(|at| at.elapsed() < RETRY);
        let may = configured && !tried;
        if may {
            self.tried_protected = Some(Instant::now());
        }
        may
    }

    fn cannot_look(&self, message: &Message, why: Unreachable) {
        match message {
            Message::Card(application) => self.say(News::Card {
                application: *application,
                result: Err(why),
            }),
            Message::Search(ticket, _) | Message::PersonalSearch(ticket, _) => {
                self.say(News::Found {
                    ticket: *ticket,
                    result: Err(why),
                });
            }
            Message::Alike(ticket, _) => self.say(News::Alike {
                ticket: *ticket,
                result: Err(why),
            }),
            Message::Compare(ticket, _) => self.say(News::Compared {
                ticket: *ticket,
                result: Err(why),
            }),
            Message::Overview(ticket, _) => self.say(News::Overview {
                ticket: *ticket,
                result: Err(why),
            }),
            _ => {}
        }
    }

    pub(super) fn unpark(&mut self) {
        for message in std::mem::take(&mut self.parked) {
            self.look(message);
        }
    }
}
