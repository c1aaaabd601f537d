//! The sheet of a change: what will be done, printed, signed, entered in the journal, given. One step after the other by
//! Enter, each by its own key too.

use crate::documents::{Asked, Change, Document};
use crate::domain::{Clean, Entries, Step};
use crate::tui::action::Action;
use crate::tui::screens::common::{beside, papers, people, says};
use crate::tui::screens::print::Wanted;
use crate::tui::screens::{Desk, Effect, Tone};

use super::command::Paper;
use super::draft::Reason;
use super::state::{At, Open, Stage, State, Told};
use super::update::{back, discard, edit, give, prints, signed};
use super::{entry, municipality};

pub fn act(state: &mut State, action: Action, at: &At<'_>, desk: &Desk<'_>) -> Told {
    let paper = signed(state, at);
    let printed = state.worked_on().is_some_and(|draft| draft.printed);
    match action {
        Action::Cancel => {
            back(state);
            Told::nothing()
        }
        Action::Correct => edit(state, at, desk),
        Action::Discard => {
            let step = state.open.as_ref().and_then(|open| open.step);
            let effects = step.map(|step| discard(state, step, desk));
            back(state);
            Told::effects(effects.unwrap_or_default())
        }
        Action::Submit if paper != Paper::None && !printed && prints(desk) => {
            print(state, false, at, desk)
        }
        Action::Submit | Action::PaperSigned => on(state, paper, at, desk),
        Action::Print => print(state, false, at, desk),
        Action::Preview => print(state, true, at, desk),
        movement => {
            let count = lines(state);
            if let Some(open) = &mut state.open {
                open.lines.act(movement, count);
            }
            Told::nothing()
        }
    }
}

/// The paper is signed, or needs no signature.
fn on(state: &mut State, paper: Paper, at: &At<'_>, desk: &Desk<'_>) -> Told {
    if paper != Paper::Signed {
        return give(state, at, desk);
    }
    let dialog = state
        .worked_on()
        .map(|draft| entry::dialog(draft, at.journal, desk));
    if let (Some(open), Some(dialog)) = (&mut state.open, dialog) {
        open.stage = Stage::Entry(dialog);
    }
    Told::nothing()
}

/// Rows of the list that the cursor goes through: fields that change, or that tell two children apart.
fn lines(state: &State) -> usize {
    let draft = state.worked_on();
    draft.map_or(0, |draft| match draft.step {
        Step::Merge => beside::COMPARED.len(),
        _ => draft.changes.fields().len(),
    })
}

fn print(state: &mut State, preview: bool, at: &At<'_>, desk: &Desk<'_>) -> Told {
    let notice = |tone, text| Told::effects([says::notice(tone, text)]);
    if !prints(desk) {
        let who = people::who_can(desk, crate::domain::Capability::Print);
        return notice(Tone::Warning, who);
    }
    let document = state
        .open
        .as_ref()
        .and_then(|open| document(state, open, at, desk));
    let Some(document) = document else {
        return notice(Tone::Info, desk.texts.get("changes-no-paper"));
    };
    let wanted = Wanted {
        documents: vec![document],
        lacking: Vec::new(),
        preview,
    };
    let mut effects = vec![Effect::Print(Box::new(wanted))];
    if let Some(draft) = state
        .worked_on_mut()
        .filter(|draft| !draft.printed && !preview)
    {
        draft.printed = true;
        effects.extend(state.keep());
    }
    Told::effects(effects)
}

/// The paper of the step; `None` where nobody signs one before it is given.
fn document(state: &State, open: &Open, at: &At<'_>, desk: &Desk<'_>) -> Option<Document> {
    let draft = state.worked_on()?;
    let card = open.card(at);
    let by_family = signed(state, at) == Paper::Signed;
    let asked = match draft.step {
        Step::Merge => {
            let (_, stays) = draft.into?;
            return Some(papers::merger(stays, at.case, card, desk));
        }
        _ if !by_family => return None,
        Step::Withdraw => Asked::Withdrawal,
        Step::Suspend => Asked::Suspension,
        Step::Restore => Asked::Restoration,
        Step::Exclude => Asked::Exclusion,
        Step::TransferCertificate => Asked::Transfer(municipality::name(draft.to?, desk)),
        Step::Reissue => match draft.reason? {
            Reason::Reissue(reason) => Asked::Reissue(reason),
            _ => return None,
        },
        Step::ChangeData => {
            let before = card.map(Entries::of);
            let of = |entries: &Entries, field| Clean::new(entries.get(field));
            let fields = draft.changes.fields().iter();
            let change = |field| Change {
                field,
                before: before.as_ref().map(|entries| of(entries, field)),
                after: Clean::new(draft.changes.get(field).unwrap_or_default()),
            };
            Asked::Change(fields.map(change).collect())
        }
        _ => return None,
    };
    Some(papers::request(asked, at.case, card, desk))
}
