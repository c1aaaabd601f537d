//! The rhythm of a queue: which application is on the desk, and which one comes next.

use super::state::{Panel, Request, Shell};
use crate::api::sync::Queue;
use crate::domain::{ApplicationNumber, Capability};
use crate::sync::desk::{Ask, Ticket};
use crate::tui::screens::Tone;
use crate::tui::screens::common::people;

/// The queue that is worked, and the question for its next application.
#[derive(Debug)]
pub(super) struct Work {
    queue: Option<Queue>,
    asked: Option<Asked>,
    /// What the other threads think lies on the desk.
    on_desk: OnDesk,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OnDesk {
    Told(Option<ApplicationNumber>),
    /// They have put the next one there by themselves.
    Offered,
}

#[derive(Clone, Copy, Debug)]
struct Asked {
    ticket: Ticket,
    queue: Queue,
    /// The application that was on the screen.
    after: Option<ApplicationNumber>,
}

impl Work {
    pub fn new() -> Self {
        Self {
            queue: None,
            asked: None,
            on_desk: OnDesk::Told(None),
        }
    }

    /// A panel was opened: whichever queue it is, it is worked from now on; an answer that is still on its way no longer
    /// takes the clerk anywhere.
    pub fn shown(&mut self, panel: Panel) {
        self.asked = None;
        match panel {
            Panel::Queue => self.queue = Some(Queue::Acceptance),
            Panel::Activation => self.queue = Some(Queue::Activation),
            _ => {}
        }
    }

    pub fn opened(&mut self) {
        self.asked = None;
    }

    /// The store is open anew: it doesn't know what lies on the desk.
    pub fn forget_desk(&mut self) {
        self.on_desk = OnDesk::Told(None);
    }
}

impl Shell {
    /// Asks for the next application of the queue that is worked; [`Shell::next_one`] opens it.
    pub(super) fn take_next(&mut self) {
        let queue = self.work.queue.unwrap_or_else(|| self.usual_queue());
        let open = self.screens.verification.number();
        let after = open.filter(|_| self.panel == Panel::Verification);
        let ticket = self.context.desk().ticket;
        self.work.asked = Some(Asked {
            ticket,
            queue,
            after,
        });
        self.ask(Ask::Next { ticket, queue });
        if self.notice.is_none() {
            self.say(Tone::Info, "shell-next-asked");
        }
    }

    /// The register's answer, or that it has none: then the list of this desk does.
    pub(super) fn next_one(&mut self, ticket: Ticket, application: Option<ApplicationNumber>) {
        if application.is_some() {
            self.work.on_desk = OnDesk::Offered;
        }
        let Some(asked) = self.work.asked.filter(|asked| asked.ticket == ticket) else {
            return;
        };
        self.work.asked = None;
        let asking = self.context.texts.get("shell-next-asked");
        self.notice.take_if(|notice| notice.text == asking);
        let offered = application.filter(|number| Some(*number) != asked.after);
        if let Some(number) = offered.or_else(|| self.next_here(asked)) {
            self.open_case(number);
            return;
        }
        let (panel, left) = match asked.queue {
            Queue::Acceptance => (Panel::Queue, self.screens.queue.waiting()),
            Queue::Activation => (Panel::Activation, self.screens.activation.waiting()),
        };
        // The one on the screen waits too, where it was passed over.
        let own = asked.after.and_then(|n| self.context.register.shown(n));
        let own = own.is_some_and(|case| match asked.queue {
            Queue::Acceptance => case.application.state.awaits_acceptance(),
            Queue::Activation => {
                case.application.state == crate::domain::ApplicationState::Accepted
            }
        });
        self.open(panel);
        if left > usize::from(own) {
            self.say(Tone::Info, "shell-queue-held");
        } else {
            self.say(Tone::Done, "shell-queue-done");
        }
    }

    /// The next of the list on this desk that nobody holds.
    fn next_here(&self, asked: Asked) -> Option<ApplicationNumber> {
        let desk = self.context.desk();
        match (asked.queue, asked.after) {
            (Queue::Activation, after) => self.screens.activation.next_free(after, &desk),
            (Queue::Acceptance, None) => self.screens.queue.next_waiting(&desk),
            (Queue::Acceptance, Some(number)) => self.screens.queue.next_after(number, &desk),
        }
    }

    /// Who only activates works the other queue.
    fn usual_queue(&self) -> Queue {
        let desk = self.context.desk();
        let activates = people::may(&desk, Capability::CertificateActivate);
        if activates && !people::may(&desk, Capability::ApplicationAccept) {
            Queue::Activation
        } else {
            Queue::Acceptance
        }
    }

    /// Tells the other threads which application lies on the desk, when it is another one.
    pub(super) fn settle_desk(&mut self) {
        let under_help =
            self.panel == Panel::Help && self.trail.last() == Some(&Panel::Verification);
        let locked = self.locked_from == Some(Panel::Verification);
        let shown = self.panel == Panel::Verification || under_help || locked;
        let number = self.screens.verification.number();
        let on_desk = number.filter(|_| shown && self.unlocked);
        if self.work.on_desk != OnDesk::Told(on_desk) {
            self.work.on_desk = OnDesk::Told(on_desk);
            let application = on_desk;
            self.requests
                .push(Request::Ask(Ask::OnDesk { application }));
        }
    }
}
