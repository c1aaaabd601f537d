//! Duplicates, asked for before anything is printed: as soon as it is known who the child is, once for each child that is
//! typed, and never while a value is still being typed. Each question counts against the clerk's budget.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::state::State;
use crate::api::alike::{AlikeRequest, PersonalAlikeAnswer};
use crate::api::personal;
use crate::api::session::Channel;
use crate::domain::entries::NO_PATRONYMIC;
use crate::domain::validate::{Verdict, document, name, snils};
use crate::domain::{
    ApplicationNumber, Capability, Card, Clean, Command, DocumentKind, Entries, Field,
    IdentityDocument, PersonName,
};
use crate::sync::desk::{Ask, LinkState, Ticket, Unreachable};
use crate::tui::action::Action;
use crate::tui::form::kind;
use crate::tui::screens::common::people;
use crate::tui::screens::common::says;
use crate::tui::screens::common::tickets::Tickets;
use crate::tui::screens::{Desk, Effect, Tone};

/// The most alike records that are shown.
const MOST_SHOWN: usize = 5;

/// What tells a child in the register. Personal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    name: PersonName,
    birth_date: NaiveDate,
    kind: DocumentKind,
    series: Clean,
    number: Clean,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    snils: Option<Clean>,
}

impl Identity {
    fn of(request: &AlikeRequest) -> Self {
        let AlikeRequest {
            name,
            birth_date,
            document,
            snils,
        } = request.clone();
        Self {
            name,
            birth_date,
            kind: document.kind,
            series: document.series,
            number: document.number,
            snils,
        }
    }
}

/// What is known of alike records.
pub enum Answer {
    /// Nobody was asked yet.
    Unknown,
    Told {
        of: Identity,
        similar: u16,
        /// Empty over the open line, and for those who may not see them.
        cards: Vec<personal::Alike>,
    },
    Failed {
        of: Identity,
        why: Unreachable,
    },
}

/// The question about the child of the draft that is worked on.
pub struct Alike {
    /// On its way.
    asked: Option<(Ticket, Identity)>,
    pub answer: Answer,
    /// Showings that are not journalled yet.
    noting: Vec<(Ticket, ApplicationNumber)>,
    /// Records whose showing is journalled: they may be drawn.
    journalled: Vec<ApplicationNumber>,
    /// Which of them is looked at.
    looking: Option<usize>,
}

impl Alike {
    /// With what was told when the draft was worked on before.
    #[must_use]
    pub fn before(looked: Option<(Identity, u16)>) -> Self {
        Self {
            asked: None,
            answer: looked.map_or(Answer::Unknown, |(of, similar)| Answer::Told {
                of,
                similar,
                cards: Vec::new(),
            }),
            noting: Vec::new(),
            journalled: Vec::new(),
            looking: None,
        }
    }

    /// Whether the register has been asked and has not answered.
    #[must_use]
    pub fn is_asking(&self) -> bool {
        self.asked.is_some()
    }

    /// The record that is looked at, while one is: its place, and how many there are.
    #[must_use]
    pub fn looking(&self) -> Option<usize> {
        self.looking
    }

    /// Records that may be drawn.
    pub fn shown(&self) -> impl Iterator<Item = &personal::Alike> {
        let cards = match &self.answer {
            Answer::Told { cards, .. } => cards.as_slice(),
            _ => &[],
        };
        cards
            .iter()
            .filter(|other| self.journalled.contains(&other.application))
    }

    /// How many alike records were told of.
    #[must_use]
    pub fn similar(&self) -> u16 {
        match self.answer {
            Answer::Told { similar, .. } => similar,
            _ => 0,
        }
    }

    /// Whether this child was asked for already.
    fn knows(&self, child: &Identity) -> bool {
        let asked = self.asked.as_ref().map(|(_, of)| of);
        let told = match &self.answer {
            Answer::Told { of, .. } | Answer::Failed { of, .. } => Some(of),
            Answer::Unknown => None,
        };
        asked == Some(child) || asked.is_none() && told == Some(child)
    }

    fn ask(&mut self, request: AlikeRequest, ticket: Ticket) -> Effect {
        self.asked = Some((ticket, Identity::of(&request)));
        self.journalled.clear();
        self.noting.clear();
        self.looking = None;
        Effect::Ask(Ask::Alike {
            ticket,
            request: Box::new(request),
        })
    }
}

/// Asks when it is known who the child is and nobody has asked for this child yet.
pub fn settle(state: &mut State, desk: &Desk<'_>) -> Option<Effect> {
    let draft = state.draft()?;
    if draft.handed.is_some() {
        return None;
    }
    let request = match &draft.card {
        Some(card) => of_card(card),
        None => of_entries(&draft.entries, desk.today)?,
    };
    let work = state.work.as_mut()?;
    if work.alike.knows(&Identity::of(&request)) || !reachable(desk) {
        return None;
    }
    Some(work.alike.ask(request, desk.ticket))
}

/// The line is back: what could not be asked is asked now.
pub fn line(state: &mut State, desk: &Desk<'_>) -> Option<Effect> {
    let work = state.work.as_mut()?;
    let failed = matches!(
        work.alike.answer,
        Answer::Failed {
            why: Unreachable::NoLine | Unreachable::OpenChannel,
            ..
        }
    );
    if !reachable(desk) || work.alike.is_asking() {
        return None;
    }
    if failed {
        work.alike.answer = Answer::Unknown;
    }
    matches!(work.alike.answer, Answer::Unknown)
        .then(|| settle(state, desk))
        .flatten()
}

fn reachable(desk: &Desk<'_>) -> bool {
    matches!(desk.link.state, LinkState::Connected | LinkState::Degraded)
}

/// The register's answer. One to an older question is dropped.
pub fn answered(
    state: &mut State,
    ticket: Ticket,
    result: Result<&PersonalAlikeAnswer, Unreachable>,
) -> Option<Effect> {
    let work = state.work.as_mut()?;
    let (_, of) = work.alike.asked.take_if(|(asked, _)| *asked == ticket)?;
    let looked = result.as_ref().ok().map(|told| (of.clone(), told.similar));
    work.alike.answer = match result {
        Ok(told) => Answer::Told {
            of,
            similar: told.similar,
            cards: told.alike.iter().take(MOST_SHOWN).cloned().collect(),
        },
        Err(why) => Answer::Failed { of, why },
    };
    state.draft_mut()?.looked = Some(looked?);
    state.keep()
}

/// Shows the alike records beside what was typed; each showing is journalled before it is drawn.
pub fn look(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(work) = state.work.as_mut() else {
        return Vec::new();
    };
    let Answer::Told { similar, cards, .. } = &work.alike.answer else {
        return vec![says::notice(
            Tone::Info,
            desk.texts.get("new-alike-not-told"),
        )];
    };
    if *similar == 0 {
        return vec![says::notice(Tone::Info, desk.texts.get("new-alike-none"))];
    }
    if !people::may(desk, Capability::PersonalView) || desk.link.channel == Channel::Open {
        return vec![says::notice(Tone::Info, desk.texts.get("new-alike-closed"))];
    }
    if cards.is_empty() {
        // Told of in another session: the cards themselves are not kept in a draft.
        work.alike.answer = Answer::Unknown;
        let asked = settle(state, desk);
        let notice = says::notice(Tone::Info, desk.texts.get("new-alike-asking"));
        return asked.into_iter().chain([notice]).collect();
    }
    if work.alike.shown().next().is_some() {
        work.alike.looking = Some(0);
        return Vec::new();
    }
    let mut tickets = Tickets::of(desk);
    let mut effects = Vec::new();
    for other in cards.clone() {
        let Some(case) = desk.register.shown(other.application) else {
            continue;
        };
        let ticket = tickets.take();
        work.alike.noting.push((ticket, other.application));
        effects.push(Effect::Ask(Ask::Give {
            ticket,
            target: other.application.into(),
            seen: case.application.version,
            at: desk.now,
            command: Command::NoteShown,
        }));
    }
    if effects.is_empty() {
        return vec![says::notice(
            Tone::Info,
            desk.texts.get("new-alike-elsewhere"),
        )];
    }
    work.alike.looking = Some(0);
    effects
}

/// A showing is journalled: its record may be drawn.
pub fn journalled(state: &mut State, ticket: Ticket) -> bool {
    let Some(work) = state.work.as_mut() else {
        return false;
    };
    let noting = &mut work.alike.noting;
    let Some(at) = noting.iter().position(|(noted, _)| *noted == ticket) else {
        return false;
    };
    let (_, number) = noting.remove(at);
    work.alike.journalled.push(number);
    true
}

/// A showing could not be journalled: its record is not drawn.
pub fn not_journalled(state: &mut State, ticket: Ticket) {
    if let Some(work) = state.work.as_mut() {
        work.alike.noting.retain(|(noted, _)| *noted != ticket);
    }
}

/// Keys while alike records are looked at.
pub fn act(state: &mut State, action: Action) {
    let Some(work) = state.work.as_mut() else {
        return;
    };
    let count = work.alike.shown().count();
    let Some(at) = work.alike.looking else {
        return;
    };
    work.alike.looking = match action {
        Action::Cancel | Action::Submit | Action::ShowAlike => None,
        Action::PageDown | Action::Down | Action::Right => Some((at + 1) % count.max(1)),
        Action::PageUp | Action::Up | Action::Left => Some((at + count.max(1) - 1) % count.max(1)),
        _ => Some(at),
    };
}

fn of_card(card: &Card) -> AlikeRequest {
    AlikeRequest {
        name: card.child.name.clone(),
        birth_date: card.child.birth_date,
        document: card.child.document.clone(),
        snils: card.child.snils.clone(),
    }
}

/// `None` while the child's name, birth date or document is missing or wrong. A wrong СНИЛС is left out: it is not needed.
fn of_entries(entries: &Entries, today: NaiveDate) -> Option<AlikeRequest> {
    let right = |verdict: Verdict| {
        let value = verdict.is_right().then_some(verdict.value);
        value.filter(|value| !value.is_empty())
    };
    let typed = |field| right(name::check(entries.get(field)));
    let date = |field| kind::date(entries.get(field), today).filter(|day| *day <= today);
    let patronymic = match entries.get(Field::ChildPatronymic) {
        NO_PATRONYMIC => None,
        _ => Some(typed(Field::ChildPatronymic)?),
    };
    let of = DocumentKind::from_code(entries.get(Field::ChildDocumentKind))?;
    let series = document::series(of, entries.get(Field::ChildDocumentSeries));
    let snils = Some(entries.get(Field::ChildSnils)).filter(|typed| !typed.is_empty());
    Some(AlikeRequest {
        name: PersonName {
            surname: typed(Field::ChildSurname)?,
            name: typed(Field::ChildName)?,
            patronymic,
        },
        birth_date: date(Field::ChildBirthDate)?,
        document: IdentityDocument {
            kind: of,
            series: series.is_right().then_some(series.value)?,
            number: right(document::number(
                of,
                entries.get(Field::ChildDocumentNumber),
            ))?,
            issued_at: date(Field::ChildDocumentIssuedAt)?,
            issuer: Clean::new(entries.get(Field::ChildDocumentIssuer)),
            department_code: None,
        },
        snils: snils.and_then(|typed| right(snils::check(typed))),
    })
}
