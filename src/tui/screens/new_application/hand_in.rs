//! Handing in: numbers, the act, and the way back when it could not be saved or the register refuses it.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::documents;
use super::draft::{Draft, Handed, Key, Step};
use super::state::{Giving, State};
use super::words;
use crate::api::session::Channel;
use crate::api::sync::Outcome;
use crate::domain::{
    ApplicationRef, Capability, Case, Command, ConsentCode, NewApplication, PrintedForm, Refusal,
    Source, decide,
};
use crate::sync::desk::{Act, Ask, Ticket};
use crate::tui::screens::common::{asking, papers, people, says};
use crate::tui::screens::print::paper_error;
use crate::tui::screens::{Desk, Effect, Tone};

/// Any width shows whether a paper can be made.
const COLUMNS: u16 = 76;

/// Whether the register would take an application over this line. Told before anything is typed.
#[must_use]
pub fn line_is_closed(desk: &Desk<'_>) -> bool {
    let forms = desk.register.supplies().forms();
    desk.link.channel == Channel::Open && forms.is_some_and(|forms| !forms.submit_open)
}

/// Gives the application to the register, with the next numbers. Whatever stands against it leaves the draft as it is.
pub fn hand_in(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let warn = |key| vec![says::notice(Tone::Warning, desk.texts.get(key))];
    if !people::may(desk, Capability::ApplicationCreate) {
        let who = people::who_can(desk, Capability::ApplicationCreate);
        return vec![says::notice(Tone::Warning, who)];
    }
    if line_is_closed(desk) {
        return warn("new-line-closed");
    }
    let Some(key) = state.work.as_ref().map(|work| work.key) else {
        return Vec::new();
    };
    let Some(draft) = state.drafts.get(&key).filter(|d| d.handed.is_none()) else {
        return Vec::new();
    };
    let forms = desk.register.supplies().forms();
    let Some(paper_due) = forms.map(|forms| forms.paper_due(desk.today)) else {
        return warn("new-no-texts");
    };
    let year = desk.today.year();
    let kept = draft.numbers.filter(|(n, _)| i32::from(n.year()) == year);
    let Some(numbers) = kept.or_else(|| desk.register.supplies().next_numbers(desk.today)) else {
        return vec![says::notice(Tone::Warning, words::no_numbers(desk))];
    };
    let Some(card) = draft.card.clone() else {
        return to_form(state, None, desk);
    };
    let birth = card.child.birth_date;
    let new = NewApplication {
        reference: ApplicationRef {
            number: numbers.0,
            date: desk.today,
        },
        certificate: numbers.1,
        organisation: desk.register.profile().organisation,
        source: Source::Desk,
        consents: draft.consents.clone(),
        paper_due,
        card,
    };
    let command = Command::Submit(Box::new(new.clone()));
    let context = asking::context(desk, false, Some(birth));
    let case = match decide(None, &command, &context) {
        Ok(case) => case,
        Err(why) => return refused_here(state, why, desk),
    };
    if let Some(why) = unprintable(&case, &new, desk) {
        return to_form(state, Some(why), desk);
    }
    let handed = Handed {
        new: Box::new(new),
        printed: BTreeSet::new(),
    };
    give(state, key, handed, command, desk)
}

/// Why the statement could not be printed. What is handed in can't be corrected here any more, so it is found before.
fn unprintable(case: &Case, new: &NewApplication, desk: &Desk<'_>) -> Option<String> {
    let paper = papers::one(PrintedForm::Statement, case, &new.card, desk).ok()?;
    let why = paper.preview(COLUMNS).err()?;
    Some(paper_error(&why, desk))
}

fn give(
    state: &mut State,
    key: Key,
    handed: Handed,
    command: Command,
    desk: &Desk<'_>,
) -> Vec<Effect> {
    let Some(draft) = state.drafts.get_mut(&key) else {
        return Vec::new();
    };
    let (target, certificate) = (handed.number(), handed.new.certificate);
    let before = draft.back.take();
    draft.numbers = Some((target, certificate));
    draft.handed = Some(handed);
    draft.step = Step::Papers;
    let ticket = desk.ticket;
    state.giving.push(Giving { ticket, key });
    let asks = [
        Ask::NumberUsed {
            application: target,
        },
        Ask::Give {
            ticket,
            target: target.into(),
            seen: 0,
            at: desk.now,
            command,
        },
    ];
    let dealt_with = before.map(|(seq, _)| Ask::Dismiss { seq });
    let kept = state.kept(key);
    let asks = asks.into_iter().chain(dealt_with).map(Effect::Ask);
    kept.into_iter().chain(asks).collect()
}

/// What stands against it here, before it was given.
fn refused_here(state: &mut State, why: Refusal, desk: &Desk<'_>) -> Vec<Effect> {
    match why {
        Refusal::Invalid(_) | Refusal::Age => to_form(state, Some(says::refusal(desk, &why)), desk),
        other => vec![says::notice(Tone::Warning, says::refusal(desk, &other))],
    }
}

fn to_form(state: &mut State, why: Option<String>, desk: &Desk<'_>) -> Vec<Effect> {
    if let Some(draft) = state.draft_mut() {
        draft.card = None;
        draft.step = Step::Form;
    }
    documents::open_form(state);
    let text = why.unwrap_or_else(|| desk.texts.get("new-form-unfinished"));
    let notice = says::notice(Tone::Warning, text);
    state.keep().into_iter().chain([notice]).collect()
}

/// The act is on the disk. Says whether it was one of these.
pub fn saved(state: &mut State, ticket: Ticket) -> Option<Key> {
    let at = state.giving.iter().position(|g| g.ticket == ticket)?;
    Some(state.giving.remove(at).key)
}

/// The act could not be saved: nothing was handed in, and the numbers stay with the draft.
pub fn not_saved(state: &mut State, ticket: Ticket) -> Option<Effect> {
    let key = saved(state, ticket)?;
    undo(state, key)
}

/// Nothing was handed in under the numbers of the draft: it waits for its consents' side of the desk again.
pub fn undo(state: &mut State, key: Key) -> Option<Effect> {
    let draft = state.drafts.get_mut(&key)?;
    draft.handed = None;
    draft.step = Step::Consents;
    state.kept(key)
}

/// Takes back what the register has refused: the draft says why, and goes on where that can be put right.
pub fn taken_back(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let refused: Vec<(u64, Key, Refusal)> = desk
        .register
        .acts()
        .filter_map(|act| {
            let why = refusal(act)?;
            let of = |draft: &Draft| draft.number() == act.envelope.target.case();
            let (key, _) = state.drafts.iter().find(|(_, draft)| of(draft))?;
            Some((act.envelope.seq, *key, why))
        })
        .collect();
    let mut effects = Vec::new();
    for (seq, key, why) in refused {
        let text = desk.texts.get("new-back-notice");
        bring_back(state, seq, key, why);
        effects.extend(state.kept(key));
        effects.push(says::notice(Tone::Error, text));
    }
    effects
}

fn refusal(act: &Act) -> Option<Refusal> {
    if !matches!(act.envelope.command, Command::Submit(_)) {
        return None;
    }
    match act.outcome.as_ref()? {
        Outcome::Refused { why } => Some(why.clone()),
        Outcome::Conflict { .. } => Some(Refusal::NumberTaken),
        Outcome::Applied { .. } | Outcome::Already { .. } => None,
    }
}

/// The numbers go with what was refused: they may stand on printed papers.
fn bring_back(state: &mut State, seq: u64, key: Key, why: Refusal) {
    let Some(draft) = state.drafts.get_mut(&key) else {
        return;
    };
    draft.handed = None;
    draft.numbers = None;
    draft.step = Step::Consents;
    if let Refusal::Invalid(fields) = &why {
        let consents = ConsentCode::ALL.map(ConsentCode::field);
        draft
            .consents
            .retain(|consent| !fields.contains(&consent.code.field()));
        if fields.iter().any(|field| !consents.contains(field)) {
            draft.card = None;
            draft.step = Step::Form;
        }
    }
    if why == Refusal::Age {
        draft.card = None;
        draft.step = Step::Form;
    }
    draft.back = Some((seq, why));
    if state.work.as_ref().is_some_and(|work| work.key == key) && state.step() == Some(Step::Form) {
        documents::open_form(state);
    }
}
