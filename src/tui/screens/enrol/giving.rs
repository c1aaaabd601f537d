//! Creating the request and confirming it in the same breath, and taking away what it stands instead of.

use sha2::{Digest, Sha256};

use crate::domain::enrolment::{Place, RequestId};
use crate::domain::{
    Capability, CertificateNumber, Command, EnrolmentCommand, EnrolmentRefusal, Refusal, Target,
};
use crate::sync::desk::{Ask, Ticket};
use crate::tui::screens::common::tickets::Tickets;
use crate::tui::screens::common::{people, says};
use crate::tui::screens::{Desk, Effect, Tone};

use super::basis::Basis;
use super::days;
use super::state::{Instead, Made, Stage, State};

/// Gives the acts, unless something stands against them here already.
pub fn give(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let (Stage::Days(asked), Some(child)) = (&mut state.stage, &state.child) else {
        return Vec::new();
    };
    let Some(span) = days::typed(asked, desk) else {
        return Vec::new();
    };
    let left = asked.instead.filter(|instead| takes_back(*instead, desk));
    let mut basis = Basis::of(child, desk);
    if let Some(left) = left {
        basis = basis.without(left.request);
    }
    let id = fresh(child.number, asked.seat, desk);
    let form = basis.form(asked.seat, span);
    if let Err(why) = basis.foresee(id, &form) {
        if why == Refusal::Enrolment(EnrolmentRefusal::DaysOutside) {
            asked.form.blame(days::FIRST, "refusal-days-outside");
        }
        return vec![says::notice(Tone::Warning, says::refusal(desk, &why))];
    }
    let mut acts = Acts::new(desk);
    if let Some(left) = left {
        acts.give(left.request, EnrolmentCommand::WithdrawRequest);
    }
    let form = Box::new(form);
    let ticket = acts.give(id, EnrolmentCommand::Enrol { form });
    if basis.confirms() {
        acts.give(id, EnrolmentCommand::ConfirmRequest);
    }
    acts.dealt_with(asked.instead);
    let Stage::Days(asked) = std::mem::take(&mut state.stage) else {
        return Vec::new();
    };
    state.stage = Stage::Done(Box::new(Made {
        request: id,
        seat: asked.seat,
        saving: Some((ticket, *asked)),
        refused: None,
    }));
    acts.effects
}

/// The same request in another group of its module, offered again at once.
pub fn move_to(seat: Place, instead: Instead, desk: &Desk<'_>) -> Vec<Effect> {
    let mut acts = Acts::new(desk);
    let group = seat.group;
    acts.give(instead.request, EnrolmentCommand::ChangeGroup { group });
    acts.give(instead.request, EnrolmentCommand::ConfirmRequest);
    acts.dealt_with(Some(instead));
    acts.effects
}

/// Whether a request that the register left unconfirmed goes with the new one: its money would stay held back.
fn takes_back(instead: Instead, desk: &Desk<'_>) -> bool {
    let request = desk.register.enrolment().request(instead.request);
    request.is_some_and(|request| request.state.is_open())
        && people::may(desk, Capability::EnrolmentRefuse)
}

/// The id of a request that is made here: the moment, and what no other request of any desk has in common with it.
fn fresh(certificate: CertificateNumber, seat: Place, desk: &Desk<'_>) -> RequestId {
    let mut hash = Sha256::new();
    hash.update(desk.register.supplies().device().as_bytes());
    hash.update(desk.now.timestamp_micros().to_be_bytes());
    hash.update(desk.ticket.0.to_be_bytes());
    hash.update(certificate.to_string());
    hash.update(seat.programme.0.as_bytes());
    let mut rest = [0; 10];
    for (place, byte) in rest.iter_mut().zip(hash.finalize()) {
        *place = byte;
    }
    let millis = u64::try_from(desk.now.timestamp_millis()).unwrap_or(0);
    RequestId(uuid::Builder::from_unix_timestamp_millis(millis, &rest).into_uuid())
}

/// Acts that are given together, in their order.
struct Acts<'a> {
    desk: &'a Desk<'a>,
    tickets: Tickets,
    effects: Vec<Effect>,
}

impl<'a> Acts<'a> {
    fn new(desk: &'a Desk<'a>) -> Self {
        Self {
            desk,
            tickets: Tickets::of(desk),
            effects: Vec::new(),
        }
    }

    fn give(&mut self, id: RequestId, command: EnrolmentCommand) -> Ticket {
        let ticket = self.tickets.take();
        let target = Target::Request(id);
        self.effects.push(Effect::Ask(Ask::Give {
            ticket,
            target,
            seen: self.desk.register.seen(target),
            at: self.desk.now,
            command: Command::Enrolment(command),
        }));
        ticket
    }

    /// The refused act needs nobody any more.
    fn dealt_with(&mut self, instead: Option<Instead>) {
        let seq = instead.map(|instead| instead.seq);
        let dismiss = seq.map(|seq| Effect::Ask(Ask::Dismiss { seq }));
        self.effects.extend(dismiss);
    }
}
