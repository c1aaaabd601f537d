//! Keys and news of new applications: each event goes to the step that is shown.

use super::draft::Step;
use super::state::{self, About, Row, State};
use super::{alike, consents, corrected, documents, letter, list, news, papers};
use crate::domain::checklist::Circumstances;
use crate::domain::{Capability, Card, Entries, Section};
use crate::tui::action::Action;
use crate::tui::screens::application_form::{self, Outcome};
use crate::tui::screens::common::{people, says};
use crate::tui::screens::{Desk, Effect, Event, Tone};
use crate::tui::widgets::Answer;

/// Bodies that are remembered while the clerk is here.
const MOST_ISSUERS: usize = 20;

pub fn update(state: &mut State, event: Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    if let Event::News(news) = event {
        return news::hear(state, news, desk);
    }
    if let Some(asked) = &mut state.asked {
        match asked.dialog.update(&event, desk) {
            Answer::Open => return Vec::new(),
            Answer::Cancelled => state.asked = None,
            Answer::Given => match asked.about.clone() {
                About::Discard(name) => {
                    state.asked = None;
                    return list::discard(state, &name, desk);
                }
                About::Mail(number) => return letter::answered(state, number, desk),
            },
        }
        return Vec::new();
    }
    let looking = state.work.as_ref().and_then(|work| work.alike.looking());
    if looking.is_some() {
        if let Event::Action(action) = event {
            alike::act(state, action);
        }
        return Vec::new();
    }
    match (event, state.step()) {
        (Event::Action(Action::ShowAlike), Some(step)) if step > Step::Documents => {
            alike::look(state, desk)
        }
        (event, Some(Step::Form)) => form(state, event, desk),
        (Event::Action(action), step) => act(state, step, action, desk),
        _ => Vec::new(),
    }
}

fn act(state: &mut State, step: Option<Step>, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(step) = step else {
        return list::act(state, action, desk);
    };
    if !offers(state, action, desk) {
        let text = desk.texts.get("new-not-now");
        return vec![says::notice(Tone::Info, text)];
    }
    match (action, step) {
        (Action::Discard, _) => {
            if let Some(key) = state.work.as_ref().map(|work| work.key) {
                list::ask_discard(state, key, desk);
            }
            Vec::new()
        }
        (Action::Correct, _) => corrected::begin(state, desk),
        (Action::Cancel, Step::Consents) => consents::back(state),
        (Action::Cancel, _) => list::leave(state),
        (_, Step::Documents) => documents::act(state, action, desk),
        (_, Step::Consents) => consents::act(state, action, desk),
        (_, Step::Papers | Step::Intake) => papers::act(state, action, desk),
        (_, Step::Form) => Vec::new(),
    }
}

/// Whether an action would do anything where the clerk is now.
#[must_use]
pub fn offers(state: &State, action: Action, desk: &Desk<'_>) -> bool {
    let similar = state.work.as_ref().is_some_and(|w| w.alike.similar() > 0);
    let step = state.step();
    match action {
        Action::Toggle | Action::Left | Action::Right => step == Some(Step::Documents),
        Action::Print | Action::Preview => {
            step >= Some(Step::Papers) && people::may(desk, Capability::Print)
        }
        Action::Correct => corrected::offers(state, desk),
        Action::PaperSigned | Action::SendMail => step >= Some(Step::Papers),
        Action::AnotherChild => match step {
            None => list::applicant(state, &state.row()).is_some(),
            Some(step) => step >= Step::Papers,
        },
        Action::ExportList => step.is_none(),
        Action::Discard => step.is_some() || state.row() != Row::Begin,
        Action::ShowAlike => similar && step > Some(Step::Documents),
        _ => true,
    }
}

/// One event of the form. The register is asked for alike records when the clerk goes on to another field, never while a
/// value is being typed.
fn form(state: &mut State, event: Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    if state.work.as_ref().is_some_and(|work| work.form.is_none()) {
        documents::open_form(state);
    }
    let Some(form) = state::form_mut(state) else {
        return Vec::new();
    };
    let outcome = application_form::update(form, event, desk);
    let entries = form.entries().clone();
    let went_on = matches!(event, Event::Action(_));
    let mut effects = match outcome {
        Outcome::Stays(effects) => effects,
        Outcome::Changed(mut effects) => {
            effects.extend(changed(state, entries, desk));
            effects
        }
        Outcome::Typed => changed(state, entries, desk),
        Outcome::Filled(card) => {
            let mut effects = changed(state, entries, desk);
            effects.extend(filled(state, *card, desk));
            effects
        }
        Outcome::Back => {
            let mut effects = changed(state, entries, desk);
            if let Some(draft) = state.draft_mut() {
                draft.step = Step::Documents;
            }
            effects.extend(state.keep());
            return effects;
        }
    };
    if went_on {
        effects.extend(alike::settle(state, desk));
    }
    effects
}

/// What was typed is kept at once. Consents are the applicant's who gave them: another applicant gives them anew.
fn changed(state: &mut State, entries: Entries, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(draft) = state.draft_mut().filter(|draft| draft.entries != entries) else {
        return Vec::new();
    };
    let fields = [Section::Applicant, Section::ApplicantDocument];
    let mut fields = fields.iter().flat_map(|section| section.fields().iter());
    let told = |field| draft.entries.get(field) != entries.get(field);
    let identifies = |field| {
        use crate::domain::Field as F;
        matches!(
            field,
            F::ApplicantSurname
                | F::ApplicantName
                | F::ApplicantPatronymic
                | F::ApplicantDocumentSeries
                | F::ApplicantDocumentNumber
        )
    };
    let another = fields.any(|field| identifies(*field) && told(*field));
    let mut notice = None;
    if another && !(draft.consents.is_empty() && draft.refused.is_empty()) {
        draft.consents.clear();
        draft.refused.clear();
        let text = desk.texts.get("new-consents-anew");
        notice = Some(says::notice(Tone::Warning, text));
    }
    draft.entries = entries;
    draft.card = None;
    state.keep().into_iter().chain(notice).collect()
}

/// The form is finished. Who the child is may ask for other documents than were told before.
fn filled(state: &mut State, card: Card, desk: &Desk<'_>) -> Vec<Effect> {
    let typed = application_form::issuers(&card);
    state.issuers.retain(|issuer| !typed.contains(issuer));
    state.issuers.splice(0..0, typed);
    state.issuers.truncate(MOST_ISSUERS);
    let Some(draft) = state.draft_mut() else {
        return Vec::new();
    };
    draft.circumstances = Circumstances::of(&card, desk.today, draft.circumstances);
    draft.card = Some(card);
    draft.step = Step::Consents;
    let mut notice = None;
    if !draft.missing().is_empty() {
        draft.step = Step::Documents;
        let text = desk.texts.get("new-documents-others");
        notice = Some(says::notice(Tone::Warning, text));
    }
    state.keep().into_iter().chain(notice).collect()
}
