//! What the clerk wants to see now: searches and cards, asked beside a running sync.

use super::{Engine, Message};
use crate::api::session::Channel;
use crate::sync::desk::{News, Unreachable};
use crate::sync::tasks;

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
            _ => return,
        };
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
            _ => {}
        }
    }

    pub(super) fn unpark(&mut self) {
        for message in std::mem::take(&mut self.parked) {
            self.look(message);
        }
    }
}
