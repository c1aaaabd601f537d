//! Comparing without seeing (DESIGN section 3): what a document shows is typed, and the register tells whether it holds the
//! same, by one verdict for the whole document. What was typed is written nowhere, and which field differs is never told.
//!
//! Two budgets hold guesses off: tries per application and local day, whoever makes them, and the clerk's hour, which looks
//! for alike records use up as well. Both are rows of the storage, so that neither another node nor a restart renews them.

use std::time::Duration;

use axum::http::StatusCode;
use chrono::{DateTime, Days, NaiveDate, Utc};

use super::{Register, budget};
use crate::api::compare::{CompareAnswer, CompareRequest, ComparedDocument, TRIES_A_DAY, Verdict};
use crate::api::error::ErrorCode;
use crate::api::sync::Scope;
use crate::domain::entries::no_patronymic;
use crate::domain::validate::{date, document, name, snils};
use crate::domain::{
    Card, Clean, DocumentKind, Entries, Field, FieldSet, IdentityDocument, PersonName, Zone,
};
use crate::i18n::fold;
use crate::server::audit;
use crate::server::error::{ApiError, Result};
use crate::server::grant::{Granted, right};
use crate::server::session::Session;
use crate::server::storage::{Read, Write};

/// A verdict takes at least so long, whichever it is: what is compared first must not show in the time.
const FLOOR: Duration = Duration::from_millis(250);

impl Register {
    pub async fn compare(
        &self,
        clerk: &Granted<right::ApplicationAccept>,
        request: &CompareRequest,
    ) -> Result<CompareAnswer> {
        let floor = tokio::time::sleep(FLOOR);
        let answer = self.verdict(clerk.session(), request).await?;
        floor.await;
        Ok(answer)
    }

    async fn verdict(&self, session: &Session, request: &CompareRequest) -> Result<CompareAnswer> {
        let now = self.now();
        let day = session.clerk.zone.date(now);
        let mut tx = self.storage.write().await?;
        let card = self.leased_card(&mut *tx, session, request, now).await?;
        let typed = typed(request, day)?;
        let before = tx.comparisons(request.application, day).await?;
        if before >= TRIES_A_DAY {
            tell_refused(tx, session, request, "too_many_comparisons", now).await?;
            return Err(too_many_comparisons(session.clerk.zone, now));
        }
        if let Some(wait) = budget::hour_is_over(&mut *tx, session, now).await? {
            tell_refused(tx, session, request, "too_many_looks", now).await?;
            return Err(budget::too_many_looks(wait));
        }
        tx.put_look(session.clerk.id, now).await?;
        tx.put_comparison(request.application, day).await?;
        let left = TRIES_A_DAY.saturating_sub(before + 1);
        let verdict = judge(request.document, &typed, &card);
        let outcome = match verdict {
            Verdict::Match => format!("{}:match:left:{left}", request.document.code()),
            Verdict::Differs => format!("{}:differs:left:{left}", request.document.code()),
        };
        tell(&mut *tx, session, request, &outcome, now).await?;
        tx.commit().await?;
        Ok(CompareAnswer { verdict, left })
    }

    /// The card, if the application is of the clerk's municipality and the clerk's device works on it.
    async fn leased_card(
        &self,
        tx: &mut dyn Read,
        session: &Session,
        request: &CompareRequest,
        now: DateTime<Utc>,
    ) -> Result<Card> {
        let case = tx.case(request.application).await?;
        case.filter(|case| case.municipality() == session.clerk.municipality)
            .ok_or_else(ApiError::not_found)?;
        let lease = tx.lease(request.application).await?;
        if !lease.is_some_and(|lease| lease.live(now) && lease.device == session.device) {
            return Err(ApiError::new(
                StatusCode::CONFLICT,
                ErrorCode::LeaseNeeded,
                "only the desk that works on the application compares it: open it, or take it over",
            ));
        }
        let card = tx.card(request.application).await?;
        card.ok_or_else(ApiError::not_found)
    }
}

/// What was typed, if it is the whole document and nothing else, and could stand in one. A slip costs no try.
fn typed(request: &CompareRequest, today: NaiveDate) -> Result<Entries> {
    let place = |field: Field| format!("values.{}", field.code());
    let wanted: FieldSet = request.document.fields().iter().copied().collect();
    if let Some(field) = request.values.fields().iter().find(|f| !wanted.has(*f)) {
        let why = "the field is not of this document: leave it out";
        return Err(ApiError::bad_request(place(field), why));
    }
    let mut entries = Entries::default();
    request.values.apply(&mut entries);
    let found = entries.findings_of(wanted, today);
    if let Some((field, _)) = found.iter().find(|(_, finding)| finding.is_error()) {
        let why = "the value is missing or has a mistake: type it as the document shows it";
        return Err(ApiError::bad_request(place(*field), why));
    }
    Ok(entries)
}

fn judge(document: ComparedDocument, typed: &Entries, card: &Card) -> Verdict {
    let mut same = true;
    // Every field is compared, whatever the first one says.
    for field in document.fields() {
        same &= key_of_typed(*field, typed) == key_of_card(*field, card);
    }
    if same {
        Verdict::Match
    } else {
        Verdict::Differs
    }
}

/// The form in which both sides of a field are compared; `None` where it can't be told, which is like nothing.
type Key = Option<String>;

fn key_of_typed(field: Field, typed: &Entries) -> Key {
    let text = typed.get(field);
    match field {
        Field::ChildPatronymic | Field::ApplicantPatronymic if no_patronymic(text) => {
            Some(String::new())
        }
        Field::ChildSurname
        | Field::ChildName
        | Field::ChildPatronymic
        | Field::ApplicantSurname
        | Field::ApplicantName
        | Field::ApplicantPatronymic => Some(of_name(text)),
        Field::ChildBirthDate | Field::ChildDocumentIssuedAt | Field::ApplicantDocumentIssuedAt => {
            date::check(text).ok().map(|day| day.to_string())
        }
        Field::ChildDocumentKind | Field::ApplicantDocumentKind => {
            DocumentKind::from_code(text).map(|kind| kind.code().to_owned())
        }
        Field::ChildDocumentSeries => Some(of_series(typed.child_document()?, text)),
        Field::ApplicantDocumentSeries => Some(of_series(typed.applicant_document()?, text)),
        Field::ChildDocumentNumber => Some(of_number(typed.child_document()?, text)),
        Field::ApplicantDocumentNumber => Some(of_number(typed.applicant_document()?, text)),
        Field::ChildSnils => Some(digits(snils::check(text).value.as_str())),
        _ => None,
    }
}

fn key_of_card(field: Field, card: &Card) -> Key {
    let (child, applicant) = (&card.child, &card.applicant);
    match field {
        Field::ChildSurname | Field::ChildName | Field::ChildPatronymic => {
            Some(name_of(field, &child.name))
        }
        Field::ApplicantSurname | Field::ApplicantName | Field::ApplicantPatronymic => {
            Some(name_of(field, &applicant.name))
        }
        Field::ChildBirthDate => Some(child.birth_date.to_string()),
        Field::ChildDocumentKind
        | Field::ChildDocumentSeries
        | Field::ChildDocumentNumber
        | Field::ChildDocumentIssuedAt => Some(part_of(field, &child.document)),
        Field::ApplicantDocumentKind
        | Field::ApplicantDocumentSeries
        | Field::ApplicantDocumentNumber
        | Field::ApplicantDocumentIssuedAt => Some(part_of(field, &applicant.document)),
        // A child without СНИЛС in the register is like no number.
        Field::ChildSnils => child.snils.as_ref().map(|held| digits(held.as_str())),
        _ => None,
    }
}

fn name_of(field: Field, name: &PersonName) -> String {
    match field {
        Field::ChildSurname | Field::ApplicantSurname => of_name(name.surname.as_str()),
        Field::ChildName | Field::ApplicantName => of_name(name.name.as_str()),
        _ => of_name(name.patronymic.as_ref().map_or("", Clean::as_str)),
    }
}

fn part_of(field: Field, held: &IdentityDocument) -> String {
    match field {
        Field::ChildDocumentKind | Field::ApplicantDocumentKind => held.kind.code().to_owned(),
        Field::ChildDocumentSeries | Field::ApplicantDocumentSeries => {
            of_series(held.kind, held.series.as_str())
        }
        Field::ChildDocumentNumber | Field::ApplicantDocumentNumber => {
            of_number(held.kind, held.number.as_str())
        }
        _ => held.issued_at.to_string(),
    }
}

/// A hyphen and a blank are one: a double name is written with either.
fn of_name(text: &str) -> String {
    let folded = fold(name::check(text).value.as_str());
    let parts: Vec<&str> = folded
        .split([' ', '-'])
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" ")
}

fn of_series(kind: DocumentKind, text: &str) -> String {
    without_gaps(document::series(kind, text).value.as_str())
}

fn of_number(kind: DocumentKind, text: &str) -> String {
    without_gaps(document::number(kind, text).value.as_str())
}

fn without_gaps(text: &str) -> String {
    let folded = fold(text);
    folded.chars().filter(|c| *c != ' ' && *c != '-').collect()
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A try that the budget refuses is told too, before it is answered.
async fn tell_refused(
    mut tx: Box<dyn Write>,
    session: &Session,
    request: &CompareRequest,
    why: &str,
    at: DateTime<Utc>,
) -> Result<()> {
    let outcome = format!("{}:refused:{why}", request.document.code());
    tell(&mut *tx, session, request, &outcome, at).await?;
    Ok(tx.commit().await?)
}

/// Until the local midnight, at which the application gets its tries anew.
fn too_many_comparisons(zone: Zone, now: DateTime<Utc>) -> ApiError {
    let local = zone.local(now);
    let midnight = (local.date() + Days::new(1)).and_time(chrono::NaiveTime::MIN);
    let wait = (midnight - local).num_seconds() + 1;
    ApiError::new(
        StatusCode::TOO_MANY_REQUESTS,
        ErrorCode::TooManyComparisons,
        format!(
            "{TRIES_A_DAY} comparisons of an application a day are used up: go on tomorrow, or ask a clerk who may see personal data"
        ),
    )
    .retry_after(u64::try_from(wait).unwrap_or(1))
}

/// Document, verdict and tries left; no value.
async fn tell(
    tx: &mut dyn Write,
    session: &Session,
    request: &CompareRequest,
    outcome: &str,
    at: DateTime<Utc>,
) -> Result<()> {
    let entry = audit::Entry {
        at,
        actor: session.actor().in_audit(),
        action: "compare",
        target: Some(request.application.into()),
        outcome,
        command: None,
    };
    let scope = Scope::Municipality(request.application.municipality());
    Ok(audit::append(tx, scope, &entry).await?)
}
