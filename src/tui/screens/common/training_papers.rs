//! The papers of an enrolment request that fit its state, with the family's names where this desk may hold them.
//!
//! Names come from a card alone: one that this desk handed in itself, or one that the protected channel revealed and whose
//! showing is in the journal. Without a card they are lines to be written by hand; no list and no record lends a name.

use std::collections::BTreeMap;

use crate::api::session::Channel;
use crate::documents::{
    Document, EnrolmentStatement, Family, GroupChange, Learning, Office, TerminationNotice,
};
use crate::domain::enrolment::{Ending, RequestState};
use crate::domain::programme::GroupId;
use crate::domain::{
    ApplicationNumber, Capability, Card, Clean, Command, EnrolmentRequest, Programme, RequestId,
    Target,
};
use crate::store::projection::Sign;
use crate::sync::desk::{Ask, News, Ticket};
use crate::tui::screens::print::Wanted;
use crate::tui::screens::{Desk, Effect, Tone};

use super::{asking, papers, people, says};

/// What the papers wait for.
#[derive(Debug)]
enum Awaited {
    /// The card of the protected channel.
    Card,
    /// The showing of that card is on its way into the journal.
    Showing(Ticket, Box<Card>),
    /// What this desk itself has handed in.
    Own,
}

#[derive(Debug)]
struct Asked {
    request: RequestId,
    case: ApplicationNumber,
    preview: bool,
    awaited: Awaited,
}

/// Papers on their way to the printing, for a screen that shows requests.
#[derive(Debug, Default)]
pub struct TrainingPapers {
    asked: Option<Asked>,
    /// In which group contracts were before they were moved in this session: what the family signs names both.
    moved: BTreeMap<RequestId, GroupId>,
}

impl TrainingPapers {
    /// The request leaves its group, as it is `before` that. A contract is moved by a paper that the family signs; of
    /// several moves the first group counts. What is not concluded yet gets its papers with the other group on them.
    pub fn moved(&mut self, before: &EnrolmentRequest) {
        if before.state == RequestState::Concluded {
            self.moved.entry(before.id).or_insert(before.place.group);
        }
    }

    /// Prints the papers of the request, or shows them; first the family's card is looked for.
    pub fn ask(&mut self, request: RequestId, preview: bool, desk: &Desk<'_>) -> Vec<Effect> {
        self.asked = None;
        if !preview && !people::may(desk, Capability::Print) {
            return vec![warn(people::who_can(desk, Capability::Print))];
        }
        // What can't be made is said before any card is asked for.
        if let Err(lack) = self.documents(request, None, desk) {
            return vec![warn(desk.texts.get(lack))];
        }
        let records = desk.register.enrolment();
        let certificate = records.request(request).map(|request| request.certificate);
        let case = certificate.and_then(|number| desk.register.case_of(number));
        let Some(case) = case.map(crate::domain::Case::number) else {
            return self.offer(request, preview, None, desk);
        };
        let reveals =
            people::may(desk, Capability::PersonalView) && desk.link.channel == Channel::Protected;
        let (awaited, ask) = if reveals {
            (Awaited::Card, Ask::Card { application: case })
        } else {
            (Awaited::Own, Ask::Submitted { application: case })
        };
        self.asked = Some(Asked {
            request,
            case,
            preview,
            awaited,
        });
        let told = desk.texts.get("print-looking-for-card");
        vec![says::notice(Tone::Info, told), Effect::Ask(ask)]
    }

    /// Listens to the store. `open`: the request on which the clerk is; who has gone on gets no papers of the one before.
    pub fn hear(&mut self, news: &News, open: Option<RequestId>, desk: &Desk<'_>) -> Vec<Effect> {
        if matches!(news, News::Unlocked(_)) {
            *self = Self::default();
        }
        let Some(mut asked) = self.asked.take_if(|asked| asked.hears(news)) else {
            return Vec::new();
        };
        if open != Some(asked.request) {
            return Vec::new();
        }
        let family = match (news, asked.awaited) {
            (News::Card { result, .. }, _) => {
                let card = result.as_ref().ok().map(|card| Box::new(card.card.clone()));
                let shown = card.and_then(|card| show(card, asked.case, desk));
                let (awaited, effect) = shown.unwrap_or_else(|| {
                    let application = asked.case;
                    (Awaited::Own, Effect::Ask(Ask::Submitted { application }))
                });
                asked.awaited = awaited;
                self.asked = Some(asked);
                return vec![effect];
            }
            (News::Saved { .. }, Awaited::Showing(_, card)) => Some(*card),
            (News::Submitted { submitted, .. }, _) => {
                submitted.as_ref().map(|new| new.card.clone())
            }
            _ => None,
        };
        let family = family.map(|card| Family {
            case: asked.case,
            card,
        });
        self.offer(asked.request, asked.preview, family.as_ref(), desk)
    }

    fn offer(
        &self,
        request: RequestId,
        preview: bool,
        family: Option<&Family>,
        desk: &Desk<'_>,
    ) -> Vec<Effect> {
        let documents = match self.documents(request, family, desk) {
            Ok(documents) => documents,
            Err(lack) => return vec![warn(desk.texts.get(lack))],
        };
        let names = family.is_none() && documents.iter().any(names_family);
        let told = names.then(|| desk.texts.get("print-family-by-hand"));
        let print = Effect::Print(Box::new(Wanted {
            documents,
            lacking: Vec::new(),
            preview,
        }));
        let told = told.map(|text| says::notice(Tone::Info, text));
        std::iter::once(print).chain(told).collect()
    }

    /// What the state of the request asks for, in the order in which it is handed over.
    ///
    /// # Errors
    /// The key of the sentence that says why there is nothing.
    fn documents(
        &self,
        request: RequestId,
        family: Option<&Family>,
        desk: &Desk<'_>,
    ) -> Result<Vec<Document>, &'static str> {
        let records = desk.register.enrolment();
        let request = records.request(request).ok_or("print-lack-request")?;
        let programme = records
            .programme(request.place.programme)
            .ok_or("print-lack-programme")?;
        let learning = learning(request, programme, desk).ok_or("print-lack-programme")?;
        let family = family.cloned();
        let moved = self.moved.get(&request.id).copied();
        let mut documents = Vec::new();
        if request.state == RequestState::Concluded {
            let change = moved
                .and_then(|from| group_change(request, programme, from, family.clone(), &learning));
            documents.extend(change);
        }
        match (request.state, &request.termination) {
            (RequestState::New, _) => return Err("print-lack-not-confirmed"),
            (RequestState::Refused(_), _) => return Err("print-lack-refused"),
            (RequestState::Confirmed, _) => {
                documents.push(Document::Offer(Box::new(learning.clone())));
                let statement = EnrolmentStatement { learning, family };
                documents.push(Document::EnrolmentStatement(Box::new(statement)));
            }
            (RequestState::Concluded | RequestState::Terminated(_), Some(termination)) => {
                documents.push(Document::TerminationNotice(Box::new(TerminationNotice {
                    learning,
                    family,
                    termination: termination.clone(),
                })));
            }
            (RequestState::Concluded | RequestState::Terminated(Ending::Completed), None) => {
                documents.push(contract(learning));
            }
            (RequestState::Terminated(_), None) => return Err("print-lack-request"),
        }
        Ok(documents)
    }
}

impl Asked {
    /// Whether the news is what the papers wait for.
    fn hears(&self, news: &News) -> bool {
        match (news, &self.awaited) {
            (News::Card { application, .. }, Awaited::Card)
            | (News::Submitted { application, .. }, Awaited::Own) => *application == self.case,
            (
                News::Saved { ticket, .. } | News::NotSaved { ticket, .. },
                Awaited::Showing(own, _),
            ) => ticket == own,
            _ => false,
        }
    }
}

fn warn(text: String) -> Effect {
    says::notice(Tone::Warning, text)
}

/// Notes that the card is shown; before that is in the journal, no paper with it is made. `None`: it may not be shown.
fn show(card: Box<Card>, case: ApplicationNumber, desk: &Desk<'_>) -> Option<(Awaited, Effect)> {
    let case = desk.register.shown(case)?;
    let context = asking::context(desk, false, None);
    asking::foresee(case, &[Command::NoteShown], &context).ok()?;
    let ticket = desk.ticket;
    let effect = asking::give(ticket, case, Command::NoteShown, desk);
    Some((Awaited::Showing(ticket, card), effect))
}

/// Whether the family stands on the paper.
fn names_family(document: &Document) -> bool {
    !matches!(document, Document::Offer(_))
}

/// Lets the paper say whether the register has taken the request, as this desk knows it now.
pub fn confirm(learning: &mut Learning, desk: &Desk<'_>) {
    learning.confirmed = confirmed(learning.request, desk);
}

/// Whether the register has taken the request as this desk shows it.
fn confirmed(request: RequestId, desk: &Desk<'_>) -> bool {
    let records = desk.register.enrolment();
    let same = records.request(request) == records.confirmed_request(request);
    let sign = desk.register.sign(Target::Request(request));
    same || matches!(sign, None | Some(Sign::Applied))
}

/// The papers are of the organisation that teaches, also where a clerk of another one prints them.
fn learning(
    request: &EnrolmentRequest,
    programme: &Programme,
    desk: &Desk<'_>,
) -> Option<Learning> {
    let profile = desk.register.profile();
    let office = Office {
        organisation: Clean::new(&people::organisation(profile, request.organisation)),
        ..papers::office(desk)
    };
    let confirmed = confirmed(request.id, desk);
    Learning::of(request, programme, office, confirmed, papers::made(desk))
}

/// The offer went to the family before the contract was concluded: now it is a copy, with its number.
fn contract(mut learning: Learning) -> Document {
    learning.made.copy = true;
    Document::Offer(Box::new(learning))
}

/// `learning` is of the group in which the child is now; `None` where either group is no longer known.
fn group_change(
    request: &EnrolmentRequest,
    programme: &Programme,
    from: GroupId,
    family: Option<Family>,
    learning: &Learning,
) -> Option<Document> {
    let (_, to) = programme.group(request.place.module, request.place.group)?;
    let (_, before) = programme.group(request.place.module, from)?;
    if before.id == to.id {
        return None;
    }
    let learning = Learning {
        group: before.name.clone(),
        schedule: before.schedule.clone(),
        ..learning.clone()
    };
    Some(Document::GroupChange(Box::new(GroupChange {
        learning,
        family,
        to: to.clone(),
    })))
}

#[cfg(test)]
mod tests;
