//! Printing from the record at hand: extract and statement of a revealed card, or of what this desk itself handed in; the
//! receipt once the paper was accepted.

use crate::domain::{ApplicationNumber, Capability, Card, NewApplication};
use crate::sync::desk::Ask;
use crate::tui::screens::common::{papers, people, says};
use crate::tui::screens::{Desk, Effect, Tone, print};

use super::state::State;

/// Offers the papers that can be made; where no card is on the screen, this desk's journal is asked for one.
pub fn ask(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    if !people::may(desk, Capability::Print) {
        let text = people::who_can(desk, Capability::Print);
        return vec![says::notice(Tone::Warning, text)];
    }
    let Some(form) = &state.form else {
        return Vec::new();
    };
    if let Some(revealed) = form.card.shown() {
        let card = revealed.card.clone();
        return offer(state, &card, desk);
    }
    let application = form.number;
    state.printing = Some(application);
    let asked = desk.texts.get("print-looking-for-card");
    vec![
        says::notice(Tone::Info, asked),
        Effect::Ask(Ask::Submitted { application }),
    ]
}

/// Prints the notice of the return or rejection that was given last, else of the open application.
pub fn notice(state: &State, desk: &Desk<'_>) -> Vec<Effect> {
    if !people::may(desk, Capability::Print) {
        let text = people::who_can(desk, Capability::Print);
        return vec![says::notice(Tone::Warning, text)];
    }
    let of_open = || {
        let card = state.form.as_ref().and_then(|form| form.card.shown());
        let card = card.map(|revealed| &revealed.card);
        papers::decision(&state.case(desk)?, card, desk).ok()
    };
    let document = of_open().or_else(|| state.notice.as_deref().cloned());
    let Some(document) = document else {
        let text = desk.texts.get("verify-no-notice");
        return vec![says::notice(Tone::Info, text)];
    };
    vec![Effect::Print(Box::new(print::Wanted {
        documents: vec![document],
        lacking: Vec::new(),
        preview: false,
    }))]
}

/// The journal's answer. It concerns nobody who has gone on meanwhile.
pub fn submitted(
    state: &mut State,
    application: ApplicationNumber,
    submitted: Option<&NewApplication>,
    desk: &Desk<'_>,
) -> Vec<Effect> {
    let asked = state.printing.take_if(|asked| *asked == application);
    if asked.is_none() || state.number() != asked {
        return Vec::new();
    }
    let Some(new) = submitted else {
        let text = desk.texts.get("print-lack-card");
        return vec![says::notice(Tone::Warning, text)];
    };
    offer(state, &new.card, desk)
}

fn offer(state: &State, card: &Card, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(case) = state.case(desk) else {
        return Vec::new();
    };
    let papers = papers::of(&case, card, desk);
    if papers.documents.is_empty() {
        let text = papers::lacking(&papers.lacking, desk);
        return vec![says::notice(Tone::Warning, text)];
    }
    vec![Effect::Print(Box::new(print::Wanted {
        documents: papers.documents,
        lacking: papers.lacking,
        preview: false,
    }))]
}
