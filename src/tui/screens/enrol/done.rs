//! The request that was made: how far it is, and what to offer where the register refused it.

use crate::api::sync::Outcome;
use crate::domain::enrolment::{Place, RequestId};
use crate::domain::{
    CertificateNumber, Command, EnrolmentCommand, EnrolmentRefusal, Refusal, Target,
};
use crate::sync::desk::{Act, Ticket};
use crate::tui::action::Action;
use crate::tui::screens::common::picked::Picked;
use crate::tui::screens::common::says;
use crate::tui::screens::{Desk, Effect, Event, Goto, Tone};

use super::basis::{Basis, usual_days};
use super::row::{self, Row};
use super::state::{Instead, Made, Refused, Stage, State};
use super::{choosing, days, giving};

/// The most groups that are offered: a parent chooses among few.
const OFFERS: usize = 30;

pub fn update(state: &mut State, event: Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    let (Event::Action(action), Stage::Done(made)) = (event, &mut state.stage) else {
        return Vec::new();
    };
    match action {
        Action::Submit => return submit(state, desk),
        Action::Cancel => return vec![Effect::Go(Goto::Back)],
        Action::AnotherProgramme => {
            state.words.clear();
            state.listing.look_for("");
            choosing::begin(state, desk);
        }
        Action::Print | Action::Preview => {
            let text = desk.texts.get("enrol-print-in-request");
            return vec![says::notice(Tone::Info, text)];
        }
        movement => {
            if let Some(refused) = &mut made.refused {
                refused.picked.act(movement, &refused.offers);
            }
        }
    }
    Vec::new()
}

/// Goes on with an offered group; without a refusal there is nothing to choose.
fn submit(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let (Stage::Done(made), Some(child)) = (&mut state.stage, &state.child) else {
        return Vec::new();
    };
    let Some(refused) = &made.refused else {
        let text = desk.texts.get("enrol-what-next");
        return vec![says::notice(Tone::Info, text)];
    };
    let Some(seat) = refused.picked.key() else {
        return vec![says::notice(Tone::Info, desk.texts.get("enrol-no-offers"))];
    };
    let instead = Instead {
        seq: refused.seq,
        request: made.request,
    };
    let basis = Basis::of(child, desk);
    let Some((_, _, group)) = basis.group(seat) else {
        return Vec::new();
    };
    if moves(&basis, made, seat) {
        made.seat = seat;
        made.refused = None;
        return giving::move_to(seat, instead, desk);
    }
    if let Some(span) = usual_days(group, desk.today) {
        let days = days::begin(seat, span, Some(instead));
        state.stage = Stage::Days(Box::new(days));
    }
    Vec::new()
}

/// Whether the request that is left can go to the other group as it is: the same module, and all of its days.
fn moves(basis: &Basis<'_>, made: &Made, seat: Place) -> bool {
    let request = basis.enrolment.request(made.request);
    let Some(request) = request.filter(|_| basis.is_new(made.request)) else {
        return false;
    };
    let of = |place: Place| (place.programme, place.module);
    let fits = basis.group(seat);
    of(request.place) == of(seat)
        && request.place != seat
        && basis.confirms()
        && fits.is_some_and(|(_, _, group)| request.days.within(group.period))
}

/// The first act is on the disk.
pub fn saved(state: &mut State, ticket: Ticket) {
    if let Stage::Done(made) = &mut state.stage {
        made.saving.take_if(|(first, _)| *first == ticket);
    }
}

/// Nothing was created: back to the days, as they were typed.
pub fn not_saved(state: &mut State, ticket: Ticket, desk: &Desk<'_>) {
    let Stage::Done(made) = &mut state.stage else {
        return;
    };
    match made.saving.take_if(|(first, _)| *first == ticket) {
        Some((_, days)) => state.stage = Stage::Days(Box::new(days)),
        None => look(state, desk),
    }
}

/// Looks whether the register has refused what was made, and gathers what can be offered instead.
pub fn look(state: &mut State, desk: &Desk<'_>) {
    let (Stage::Done(made), Some(child)) = (&mut state.stage, &state.child) else {
        return;
    };
    let Some((seq, why)) = refusal_of(made.request, desk) else {
        made.refused = None;
        return;
    };
    if made.refused.as_ref().is_some_and(|known| known.seq == seq) {
        return;
    }
    let basis = Basis::of(child, desk).without(made.request);
    let offers = if offers_help(why.as_ref()) {
        offers(&basis, made.seat, &row::rows(&basis, child.age, desk))
    } else {
        Vec::new()
    };
    let mut picked = Picked::default();
    picked.restart(&offers);
    made.refused = Some(Refused {
        seq,
        why,
        offers,
        picked,
    });
}

/// The refused act of a request: the first of those that stand for one matter.
fn refusal_of(id: RequestId, desk: &Desk<'_>) -> Option<(u64, Option<Refusal>)> {
    let of = |act: &&Act| act.envelope.target == Target::Request(id);
    let act = desk.register.attention().find(of)?;
    let why = match act.outcome.as_ref()? {
        Outcome::Refused { why } => Some(why.clone()),
        Outcome::Conflict { .. } | Outcome::Already { .. } => None,
        Outcome::Applied { .. } => return None,
    };
    Some((act.envelope.seq, why))
}

/// Another group helps against everything but a certificate that can't enrol at all.
fn offers_help(why: Option<&Refusal>) -> bool {
    matches!(
        why,
        Some(Refusal::Enrolment(why)) if !matches!(why, EnrolmentRefusal::CertificateState(_))
    )
}

/// Groups that would take the child now: of the same module, then of the same programme, then of the same direction.
#[must_use]
pub fn offers(basis: &Basis<'_>, lost: Place, rows: &[Row]) -> Vec<Place> {
    let programme = basis.enrolment.programme(lost.programme);
    let Some(direction) = programme.map(|programme| programme.direction) else {
        return Vec::new();
    };
    let near = |row: &Row| {
        let own = row.place.programme == lost.programme;
        match row.place {
            place if own && place.module == lost.module => 0,
            _ if own => 1,
            _ => 2,
        }
    };
    let open =
        |row: &&Row| row.place != lost && row.left > 0 && row.fits != Some(false) && !row.collides;
    let like = |row: &&Row| near(row) < 2 || row.direction == direction;
    let mut fitting: Vec<&Row> = rows.iter().filter(open).filter(like).collect();
    fitting.sort_by(|a, b| (near(a), &a.text, a.place).cmp(&(near(b), &b.text, b.place)));
    let joins = |row: &&&Row| basis.judge(row.place, row.days).is_ok();
    let taken = fitting.iter().filter(joins).take(OFFERS);
    taken.map(|row| row.place).collect()
}

/// Back to what was refused, without having chosen anything else.
pub fn return_to(state: &mut State, instead: Instead, desk: &Desk<'_>) {
    match made_here(instead.request, desk) {
        Some((_, seat)) => show(state, instead.request, seat, desk),
        None => choosing::begin(state, desk),
    }
}

/// Shows what the register has refused to a certificate and nobody has dealt with, if there is anything.
pub fn reopen(state: &mut State, certificate: CertificateNumber, desk: &Desk<'_>) {
    let refused = desk.register.attention().find_map(|act| {
        let Target::Request(id) = act.envelope.target else {
            return None;
        };
        let offers = matches!(
            act.envelope.command,
            Command::Enrolment(EnrolmentCommand::Enrol { .. } | EnrolmentCommand::ConfirmRequest)
        );
        let (of, seat) = made_here(id, desk).filter(|_| offers)?;
        (of == certificate).then_some((id, seat))
    });
    if let Some((id, seat)) = refused {
        show(state, id, seat, desk);
    }
}

/// Whose request it is and for what: by the act that creates it, else by the record.
fn made_here(id: RequestId, desk: &Desk<'_>) -> Option<(CertificateNumber, Place)> {
    let created = desk.register.acts().find_map(|act| {
        let of = act.envelope.target == Target::Request(id);
        match &act.envelope.command {
            Command::Enrolment(EnrolmentCommand::Enrol { form }) if of => {
                Some((form.certificate, form.place))
            }
            _ => None,
        }
    });
    let shown = desk.register.enrolment().request(id);
    created.or(shown.map(|request| (request.certificate, request.place)))
}

fn show(state: &mut State, request: RequestId, seat: Place, desk: &Desk<'_>) {
    state.stage = Stage::Done(Box::new(Made {
        request,
        seat,
        saving: None,
        refused: None,
    }));
    look(state, desk);
}
