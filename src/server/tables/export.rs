//! Lists of the register into files. What is personal comes only when it is asked for, and only behind a row of the audit.

use std::io;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde_json::Value;

use super::columns::{Column, Kind};
use super::words::{self, Words};
use super::{one_person, overview, programmes};
use crate::api::sync::Scope;
use crate::documents::overview::Figure;
use crate::documents::table;
use crate::domain::overview::OverviewPeriod;
use crate::domain::{ApplicationState, Capability, Card, Case, Entries, Field, MunicipalityCode};
use crate::server::admin::{AdminError, Result};
use crate::server::audit;
use crate::server::storage::{Read, Storage};

/// Records that are read at once.
pub(super) const PAGE: usize = 500;

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Of(Kind),
    Clerks,
    Audit,
    /// Requests that one person has made and confirmed.
    OnePerson,
    /// A figure of each organisation, for the present period of that length.
    Overview(Figure, OverviewPeriod),
}

impl What {
    fn code(self) -> &'static str {
        match self {
            Self::Of(kind) => kind.code(),
            Self::Clerks => "clerks",
            Self::Audit => "audit",
            Self::OnePerson => "one_person",
            Self::Overview(..) => "overview",
        }
    }
}

/// Writes the list and tells its rows. With `personal` a row of the audit of each municipality is durable before the first
/// byte is written.
///
/// # Errors
/// When the database fails, or the file can't be written.
pub async fn export(
    storage: &dyn Storage,
    what: What,
    personal: bool,
    at: DateTime<Utc>,
    out: &mut dyn io::Write,
) -> Result<usize> {
    if personal && what != What::Audit {
        tell(storage, what, at).await?;
    }
    let mut tx = storage.read().await?;
    put(out, table::MARK)?;
    let rows = match what {
        What::Of(Kind::Programmes) => programmes::export(&mut *tx, out).await?,
        What::Of(kind) => records(&mut *tx, kind, personal, out).await?,
        What::Clerks => clerks(&mut *tx, personal, out).await?,
        What::Audit => audit_rows(&mut *tx, out).await?,
        What::OnePerson => one_person::write(&mut *tx, personal, out).await?,
        What::Overview(figure, period) => {
            overview::write(&mut *tx, (figure, period), personal, at, out).await?
        }
    };
    out.flush().map_err(|error| output(&error))?;
    Ok(rows)
}

async fn tell(storage: &dyn Storage, what: What, at: DateTime<Utc>) -> Result<()> {
    let outcome = format!("{}:personal", what.code());
    let mut tx = storage.write().await?;
    for municipality in tx.municipalities().await? {
        let entry = audit::Entry {
            at,
            actor: audit::Actor::register(),
            action: "export",
            target: None,
            outcome: &outcome,
            command: None,
        };
        audit::append(&mut *tx, Scope::Municipality(municipality), &entry).await?;
    }
    Ok(tx.commit().await?)
}

pub(super) fn put(out: &mut dyn io::Write, text: &str) -> Result<()> {
    out.write_all(text.as_bytes())
        .map_err(|error| output(&error))
}

fn output(error: &io::Error) -> AdminError {
    AdminError::Output(error.to_string())
}

async fn records(
    tx: &mut dyn Read,
    kind: Kind,
    personal: bool,
    out: &mut dyn io::Write,
) -> Result<usize> {
    let columns: Vec<Column> = kind
        .columns()
        .map(|(column, _)| column)
        .filter(|column| personal || !column.personal())
        .collect();
    let titles: Vec<&str> = columns.iter().map(|column| column.title()).collect();
    put(out, &table::row(&titles))?;
    let words = Words::new();
    let mut rows = 0;
    for municipality in tx.municipalities().await? {
        let mut cursor = 0;
        loop {
            let page = tx.changed(municipality, cursor, PAGE).await?;
            let Some((last, _)) = page.last() else { break };
            cursor = *last;
            for (_, case) in &page {
                if !belongs(kind, municipality, case) {
                    continue;
                }
                let card = if personal {
                    tx.card(case.number()).await?
                } else {
                    None
                };
                put(out, &row(&columns, case, card.as_ref(), &words))?;
                rows += 1;
            }
        }
    }
    Ok(rows)
}

/// What a municipality serves for another one is in the list of that one.
fn belongs(kind: Kind, municipality: MunicipalityCode, case: &Case) -> bool {
    let issued = case.application.state == ApplicationState::Confirmed;
    case.number().municipality() == municipality && issued == (kind == Kind::Certificates)
}

fn row(columns: &[Column], case: &Case, card: Option<&Card>, words: &Words) -> String {
    let entries = card.map(Entries::of).unwrap_or_default();
    let cells: Vec<String> = columns
        .iter()
        .map(|column| cell(*column, case, &entries, words))
        .collect();
    table::row(&cells)
}

fn cell(column: Column, case: &Case, entries: &Entries, words: &Words) -> String {
    let (application, certificate) = (&case.application, &case.certificate);
    let intake = application.intake.as_ref();
    match column {
        Column::Application => case.number().to_string(),
        Column::Date => day(application.reference.date),
        Column::Certificate => certificate.number.to_string(),
        Column::Organisation => application.organisation.0.to_string(),
        Column::Due => day(application.paper_due),
        Column::Consents => {
            let given = application.consents.iter().map(|one| one.given_at).max();
            given.map(|at| day(at.date_naive())).unwrap_or_default()
        }
        Column::ApplicationState => words::application_state(application.state, words),
        Column::CertificateKind => {
            words.caption(words::CERTIFICATE_KIND, words::kind_code(certificate.kind))
        }
        Column::CertificateState => {
            words.caption(words::CERTIFICATE_STATE, certificate.state.code())
        }
        Column::Reason => words::reason(certificate.state, words),
        Column::JournalNumber => intake
            .map(|intake| intake.journal_number.to_string())
            .unwrap_or_default(),
        Column::JournalDate => intake.map(|intake| day(intake.date)).unwrap_or_default(),
        Column::ChildDepartment => entries.child_department().to_owned(),
        Column::Of(Field::ChildDocumentIssuer) => entries.child_issuer().to_owned(),
        Column::Of(field) => {
            let text = entries.get(field);
            match words::choice(field) {
                Some((area, _)) if !text.is_empty() => words.caption(area, text),
                _ => text.to_owned(),
            }
        }
    }
}

pub(super) fn day(date: NaiveDate) -> String {
    format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year())
}

/// Names of clerks are personal; what they may do is not.
async fn clerks(tx: &mut dyn Read, personal: bool, out: &mut dyn io::Write) -> Result<usize> {
    let mut titles = vec![
        "Номер сотрудника",
        "Номер организации",
        "Муниципалитет",
        "Права",
    ];
    if personal {
        titles.push("ФИО");
    }
    put(out, &table::row(&titles))?;
    let mut rows = 0;
    for municipality in tx.municipalities().await? {
        for organisation in tx.organisations(municipality).await? {
            for clerk in tx.colleagues(organisation.id).await? {
                let rights: Vec<&str> = Capability::ALL
                    .iter()
                    .filter(|one| clerk.capabilities.has(**one))
                    .map(|one| one.code())
                    .collect();
                let mut cells = vec![
                    clerk.id.0.to_string(),
                    organisation.id.0.to_string(),
                    municipality.to_string(),
                    rights.join(" "),
                ];
                if personal {
                    cells.push(clerk.name.to_string());
                }
                put(out, &table::row(&cells))?;
                rows += 1;
            }
        }
    }
    Ok(rows)
}

/// The fields of a row of the audit, in their order.
const AUDIT: [&str; 11] = [
    "n",
    "at",
    "clerk",
    "organisation",
    "device",
    "channel",
    "action",
    "target",
    "outcome",
    "command",
    "portal",
];

async fn audit_rows(tx: &mut dyn Read, out: &mut dyn io::Write) -> Result<usize> {
    let mut titles = vec!["scope"];
    titles.extend(AUDIT);
    titles.push("hash");
    put(out, &table::row(&titles))?;
    let mut rows = 0;
    for scope in tx.audit_scopes().await? {
        let mut after = 0;
        loop {
            let page = tx.audit_page(scope, after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = last.n;
            for link in &page {
                // A row that is no JSON is kept as it is: the verification tells that it is broken.
                let told: Value = serde_json::from_str(&link.row).unwrap_or_default();
                let mut cells = vec![scope.to_string()];
                cells.extend(AUDIT.iter().map(|name| match &told[*name] {
                    Value::Null => String::new(),
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                }));
                cells.push(crate::api::hex::hex(&link.hash));
                put(out, &table::row(&cells))?;
                rows += 1;
            }
        }
    }
    Ok(rows)
}
