//! The papers (B-3), and on to the acceptance: print, sign, and hand over to the verification.

use super::draft::{Draft, Handed, Step};
use super::state::State;
use super::{letter, list};
use crate::domain::{ApplicationNumber, Capability, Case, Command, PrintedForm, decide};
use crate::tui::action::Action;
use crate::tui::screens::common::{asking, papers, people, says};
use crate::tui::screens::print::Wanted;
use crate::tui::screens::{Desk, Effect, Goto, Tone};

/// What is handed over at the desk, in the order in which it comes out.
pub const FORMS: [PrintedForm; 2] = [PrintedForm::Statement, PrintedForm::RegisterExtract];

pub fn act(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    let Some((key, draft)) = state
        .work
        .as_ref()
        .and_then(|work| Some((work.key, state.drafts.get(&work.key)?)))
    else {
        return Vec::new();
    };
    let Some(handed) = &draft.handed else {
        return Vec::new();
    };
    if state.is_giving(key) && action != Action::AnotherChild {
        let text = desk.texts.get("new-papers-saving");
        return vec![says::notice(Tone::Info, text)];
    }
    match action {
        Action::Submit => match unprinted(handed) {
            forms if forms.is_empty() => signed(state, desk),
            forms => print(handed, &forms, false, desk),
        },
        Action::Print => print(handed, &FORMS, false, desk),
        Action::Preview => print(handed, &FORMS, true, desk),
        Action::PaperSigned => signed(state, desk),
        Action::SendMail => letter::ask(state, desk),
        Action::AnotherChild => {
            let from = draft.clone();
            list::another_child(state, &from, desk)
        }
        _ => Vec::new(),
    }
}

/// Papers of which not all pages came out yet.
#[must_use]
pub fn unprinted(handed: &Handed) -> Vec<PrintedForm> {
    let mut forms = FORMS.to_vec();
    forms.retain(|form| !handed.printed.contains(form));
    forms
}

fn print(handed: &Handed, forms: &[PrintedForm], preview: bool, desk: &Desk<'_>) -> Vec<Effect> {
    if !people::may(desk, Capability::Print) {
        let who = people::who_can(desk, Capability::Print);
        return vec![says::notice(Tone::Warning, who)];
    }
    let Some(case) = case(handed, desk) else {
        let text = desk.texts.get("panel-not-found");
        return vec![says::notice(Tone::Warning, text)];
    };
    let mut documents = Vec::new();
    let mut lacking = Vec::new();
    for form in forms {
        match papers::one(*form, &case, &handed.new.card, desk) {
            Ok(document) => documents.push(document),
            Err(lack) => lacking.push((*form, lack)),
        }
    }
    if documents.is_empty() {
        let text = papers::lacking(&lacking, desk);
        return vec![says::notice(Tone::Warning, text)];
    }
    vec![Effect::Print(Box::new(Wanted {
        documents,
        lacking,
        preview,
    }))]
}

/// The record as it stands; where this desk's memory was lost, as it was handed in.
pub fn case(handed: &Handed, desk: &Desk<'_>) -> Option<Case> {
    desk.register.case(handed.number()).or_else(|| {
        let command = Command::Submit(handed.new.clone());
        let birth = handed.new.card.child.birth_date;
        decide(None, &command, &asking::context(desk, false, Some(birth))).ok()
    })
}

/// The applicant has signed: the verification goes on from here. The draft stays until the application is accepted, so that
/// the papers can be printed again.
fn signed(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(draft) = state.draft_mut() else {
        return Vec::new();
    };
    let Some(number) = draft.number() else {
        return Vec::new();
    };
    draft.step = Step::Intake;
    let kept = state.keep();
    if desk.register.shown(number).is_none() {
        let text = desk.texts.get("panel-not-found");
        let notice = says::notice(Tone::Warning, text);
        return kept.into_iter().chain([notice]).collect();
    }
    let go = Effect::Go(Goto::Case(number));
    kept.into_iter().chain([go]).collect()
}

/// A form came out of the printer, all pages of it, as the clerk says: from now on it is printed as a copy.
pub fn printed(
    state: &mut State,
    number: ApplicationNumber,
    form: PrintedForm,
    _: &Desk<'_>,
) -> Vec<Effect> {
    let of = |draft: &Draft| draft.number() == Some(number);
    let Some((key, draft)) = state.drafts.iter_mut().find(|(_, draft)| of(draft)) else {
        return Vec::new();
    };
    let key = *key;
    if let Some(handed) = &mut draft.handed {
        handed.printed.insert(form);
    }
    state.kept(key).into_iter().collect()
}
