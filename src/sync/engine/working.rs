//! What is on the desk and what comes next: leases between the interface and the register.

use tokio::time::Instant;

use super::{Absorbing, Engine};
use crate::api::session::Channel;
use crate::api::sync::Queue;
use crate::domain::{ApplicationNumber, Capability};
use crate::sync::desk::{News, Ticket};
use crate::sync::leases::Wish;
use crate::sync::state::{Input, Urgency};

impl Engine {
    pub(super) fn on_desk(&mut self, application: Option<ApplicationNumber>) {
        match self.leases.on_desk(application, Instant::now()) {
            Wish::Release => self.step(Input::Wanted(Urgency::Note)),
            Wish::Claim if self.may_claim() => self.step(Input::Wanted(Urgency::Claim)),
            Wish::Nothing | Wish::Claim => {}
        }
    }

    /// Answers at once with what was fetched ahead, else when a sync has claimed it.
    pub(super) fn next_one(&mut self, ticket: Ticket, queue: Queue) {
        self.no_next();
        if self.offer(ticket, queue) {
            return;
        }
        if !self.line.connected() || !self.may_claim() {
            return self.say_next(ticket, None);
        }
        self.next = Some((ticket, queue));
        let claiming = self.sync.is_some() && self.asked.next_of(queue);
        if !claiming {
            self.step(Input::Wanted(Urgency::Now));
        }
    }

    /// Takes in the leases of an answer that is on disk, and answers who waits for them.
    pub(super) fn take_leases(&mut self, sync: &Absorbing) {
        if let Some(application) =
            self.leases
                .granted(&sync.leases, &self.asked, sync.sent, &sync.worked)
        {
            self.say(News::LeaseLost { application });
        }
        let Some((ticket, queue)) = self.next else {
            return;
        };
        if self.offer(ticket, queue) {
            self.next = None;
        } else if self.asked.next_of(queue) {
            self.no_next();
        }
    }

    /// Time has passed over what is held.
    pub(super) fn leases_due(&mut self) {
        let passed = self.leases.passed(Instant::now());
        if let Some(application) = passed.lost {
            self.say(News::LeaseLost { application });
        }
        if passed.renew {
            self.step(Input::Wanted(Urgency::Claim));
        }
    }

    /// Nobody waits for a next application any more.
    pub(super) fn no_next(&mut self) {
        if let Some((ticket, _)) = self.next.take() {
            self.say_next(ticket, None);
        }
    }

    /// Who can neither take nor activate an application works on none.
    pub(super) fn may_claim(&self) -> bool {
        let account = self.account.as_ref().filter(|_| !self.plain);
        account.is_some_and(|account| {
            let may = |right| account.rights.has(right);
            may(Capability::ApplicationAccept) || may(Capability::CertificateActivate)
        })
    }

    /// On the open channel nothing personal is asked for.
    pub(super) fn may_have_cards(&self) -> bool {
        let account = self.account.as_ref();
        self.channel == Channel::Protected
            && account.is_some_and(|account| account.rights.has(Capability::PersonalView))
    }

    fn offer(&mut self, ticket: Ticket, queue: Queue) -> bool {
        let Some(application) = self.leases.next(queue, Instant::now()) else {
            return false;
        };
        self.say_next(ticket, Some(application));
        if self.leases.exhausted() {
            self.step(Input::Wanted(Urgency::Claim));
        }
        true
    }

    fn say_next(&self, ticket: Ticket, application: Option<ApplicationNumber>) {
        self.say(News::NextOne {
            ticket,
            application,
        });
    }
}
