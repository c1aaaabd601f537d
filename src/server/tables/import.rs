//! A file into the register: checked to its end first, then written in one transaction, or not at all.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Datelike, Utc};

use super::columns::{Column, Kind};
use super::line::{Draft, Reading};
use super::rows::{Rows, misshapen};
use super::text::{self, Encoding};
use super::words::Words;
use super::{Problem, programmes};
use crate::api::sync::Scope;
use crate::domain::{
    Application, ApplicationNumber, ApplicationRef, ApplicationState, Card, Case, Certificate,
    CertificateNumber, Checks, Consent, ConsentCode, DuplicateState, IntakeRegistration,
    MunicipalityCode, OrganisationId, Source, Zone,
};
use crate::i18n::{Arg, Texts};
use crate::server::Terms;
use crate::server::admin::{AdminError, Result, write_cases};
use crate::server::audit;
use crate::server::chance::Chance;
use crate::server::register::numbers;
use crate::server::storage::rows::REGISTER;
use crate::server::storage::{Storage, Write};

/// The most lines of a file: all of it is in memory before the first line is written.
pub(super) const MOST_LINES: usize = 100_000;
/// What is wrong in a file is told so often, then the reading ends.
pub(super) const MOST_PROBLEMS: usize = 10_000;
/// The version of the consent texts that imported consents are of: what was shown elsewhere is not known.
const CONSENT_VERSION: u16 = 1;

/// A file that is to be taken.
pub struct Import<'a> {
    pub kind: Kind,
    pub bytes: &'a [u8],
    /// Found out from the bytes where it isn't given.
    pub encoding: Option<Encoding>,
    /// Nothing is written, whatever comes of it.
    pub check: bool,
    /// By which the last day for a paper is counted, where the file names none.
    pub terms: &'a Terms,
    pub at: DateTime<Utc>,
    /// What is wrong is told in their language.
    pub texts: &'a Texts,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing was written.
    Rejected(Vec<Problem>),
    /// Nothing is wrong, and nothing was to be written.
    Right { lines: usize },
    /// `suspected`: records that look like others, and wait for a second person.
    Imported { lines: usize, suspected: usize },
}

/// # Errors
/// When the database fails, or a municipality has used its numbers up.
pub async fn import(
    storage: &dyn Storage,
    chance: &dyn Chance,
    order: &Import<'_>,
) -> Result<Outcome> {
    if order.kind == Kind::Programmes {
        return programmes::import(storage, chance, order).await;
    }
    let drafts = match read(storage, order).await? {
        Ok(drafts) => drafts,
        Err(problems) => return Ok(Outcome::Rejected(problems)),
    };
    let lines = drafts.len();
    if order.check {
        return Ok(Outcome::Right { lines });
    }
    let mut tx = storage.write().await?;
    let records = numbered(&mut *tx, chance, drafts, order).await?;
    let mut counts: BTreeMap<MunicipalityCode, usize> = BTreeMap::new();
    for (case, _) in &records {
        *counts.entry(case.number().municipality()).or_default() += 1;
    }
    let written = write_cases(&mut *tx, records, order.at).await?;
    for (municipality, count) in counts {
        tell(&mut *tx, municipality, order, count).await?;
    }
    tx.commit().await?;
    Ok(Outcome::Imported {
        lines,
        suspected: written.suspected,
    })
}

/// A line with the organisation that it belongs to.
struct Placed {
    draft: Draft,
    organisation: OrganisationId,
    municipality: MunicipalityCode,
}

type Read = std::result::Result<Vec<Placed>, Vec<Problem>>;

/// Reads and judges the whole file. The transaction is one that may write, since it claims journal numbers to see whether
/// they are free, and is never committed.
async fn read(storage: &dyn Storage, order: &Import<'_>) -> Result<Read> {
    let texts = order.texts;
    let text = match text::decode(order.bytes, order.encoding, texts) {
        Ok(text) => text,
        Err(problem) => return Ok(Err(vec![problem])),
    };
    let mut rows = Rows::of(&text);
    let header = match rows.header(&order.kind.known(), texts) {
        Ok(header) => header,
        Err(problems) => return Ok(Err(problems)),
    };
    let words = Words::new();
    let reading = Reading {
        kind: order.kind,
        header: &header,
        words: &words,
        texts,
        terms: order.terms,
    };
    let mut tx = storage.write().await?;
    let mut known = Known::default();
    let (mut placed, mut problems) = (Vec::new(), Vec::new());
    while let Some((line, cells)) = rows.next() {
        if placed.len() >= MOST_LINES {
            let args = [("most", Arg::Count(MOST_LINES as i64))];
            problems.push(text::whole(line, texts.with("import-too-long", &args)));
        }
        if placed.len() >= MOST_LINES || problems.len() >= MOST_PROBLEMS {
            break;
        }
        if let Some(problem) = misshapen(&header, cells, line, texts) {
            problems.push(problem);
            continue;
        }
        let Some((organisation, municipality, zone)) = known
            .organisation(&mut *tx, &reading, cells, line, &mut problems)
            .await?
        else {
            continue;
        };
        let today = zone.date(order.at);
        let draft = reading.draft(line, cells, municipality, today, &mut problems);
        let Some(draft) = draft else { continue };
        known
            .taken(&mut *tx, &draft, organisation, texts, &mut problems)
            .await?;
        placed.push(Placed {
            draft,
            organisation,
            municipality,
        });
    }
    if placed.is_empty() && problems.is_empty() {
        problems.push(text::whole(1, texts.get("import-nothing")));
    }
    Ok(if problems.is_empty() {
        Ok(placed)
    } else {
        Err(problems)
    })
}

/// What of the register and of the lines before is known already.
#[derive(Default)]
struct Known {
    organisations: HashMap<u32, Option<(MunicipalityCode, Zone)>>,
    applications: BTreeSet<ApplicationNumber>,
    certificates: BTreeSet<CertificateNumber>,
}

impl Known {
    async fn organisation(
        &mut self,
        tx: &mut dyn Write,
        reading: &Reading<'_>,
        cells: &csv::StringRecord,
        line: u64,
        problems: &mut Vec<Problem>,
    ) -> Result<Option<(OrganisationId, MunicipalityCode, Zone)>> {
        let column = Column::Organisation;
        let typed = reading.header.cell(column, cells).parse::<u32>().ok();
        let mut found = None;
        if let Some(id) = typed {
            let place = match self.organisations.entry(id) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(open) => {
                    let place = match tx.municipality_of(OrganisationId(id)).await? {
                        Some(code) => tx.zone(code).await?.map(|zone| (code, zone)),
                        None => None,
                    };
                    *open.insert(place)
                }
            };
            found = place.map(|(code, zone)| (OrganisationId(id), code, zone));
        }
        if found.is_none() {
            problems.push(Problem {
                line,
                column: column.title().to_owned(),
                what: reading.texts.get("import-organisation"),
            });
        }
        Ok(found)
    }

    /// Tells numbers that stand in the register, or in a line before.
    async fn taken(
        &mut self,
        tx: &mut dyn Write,
        draft: &Draft,
        organisation: OrganisationId,
        texts: &Texts,
        problems: &mut Vec<Problem>,
    ) -> Result<()> {
        let mut tell = |column: Column, key: &str| {
            problems.push(Problem {
                line: draft.line,
                column: column.title().to_owned(),
                what: texts.get(key),
            });
        };
        if let Some(number) = draft.number {
            if !self.applications.insert(number) {
                tell(Column::Application, "import-twice");
            } else if tx.case(number).await?.is_some() {
                tell(Column::Application, "import-taken");
            }
        }
        if let Some(number) = draft.certificate {
            if !self.certificates.insert(number) {
                tell(Column::Certificate, "import-twice");
            } else if tx.certificate_taken(number).await? {
                tell(Column::Certificate, "import-taken");
            }
        }
        if let Some((journal, date)) = &draft.intake {
            let year = u16::try_from(date.year()).unwrap_or_default();
            // No municipality has the code 00: a line without a number of its own is told apart by its place.
            let place = u32::try_from(draft.line).unwrap_or(u32::MAX);
            let own = ApplicationNumber::new(MunicipalityCode(0), 0, place);
            let number = draft.number.unwrap_or(own);
            let free = tx
                .claim_journal_number(organisation, year, journal.as_str(), number)
                .await?;
            if !free {
                tell(Column::JournalNumber, "import-taken");
            }
        }
        Ok(())
    }
}

/// Draws the numbers that the file leaves open, and makes the records.
async fn numbered(
    tx: &mut dyn Write,
    chance: &dyn Chance,
    placed: Vec<Placed>,
    order: &Import<'_>,
) -> Result<Vec<(Case, Card)>> {
    let mut wanted: BTreeMap<(MunicipalityCode, u16), u32> = BTreeMap::new();
    for line in &placed {
        if line.draft.number.is_none() || line.draft.certificate.is_none() {
            *wanted.entry(place_of(line)).or_default() += 1;
        }
    }
    let given: BTreeSet<ApplicationNumber> = placed.iter().filter_map(|l| l.draft.number).collect();
    let printed: BTreeSet<CertificateNumber> =
        placed.iter().filter_map(|l| l.draft.certificate).collect();
    let mut drawn: BTreeMap<(MunicipalityCode, u16), Vec<_>> = BTreeMap::new();
    for ((municipality, year), count) in wanted {
        let pairs = drawn.entry((municipality, year)).or_default();
        while pairs.len() < count as usize {
            let left = count - u32::try_from(pairs.len()).unwrap_or(count);
            let given_out = Vec::new();
            let next = numbers::next_pairs(tx, chance, municipality, year, left, given_out).await?;
            if next.is_empty() {
                return Err(AdminError::NoNumbers(municipality));
            }
            // What the file gives itself is no longer free.
            let free = |(number, certificate): &(ApplicationNumber, CertificateNumber)| {
                !given.contains(number) && !printed.contains(certificate)
            };
            pairs.extend(next.into_iter().filter(free));
        }
    }
    let mut records = Vec::with_capacity(placed.len());
    for line in placed {
        let pair = match (line.draft.number, line.draft.certificate) {
            (Some(number), Some(certificate)) => (number, certificate),
            (number, certificate) => {
                let pairs = drawn.get_mut(&place_of(&line));
                let next = pairs.and_then(Vec::pop);
                let next = next.ok_or(AdminError::NoNumbers(line.municipality))?;
                (number.unwrap_or(next.0), certificate.unwrap_or(next.1))
            }
        };
        records.push(record(line, pair, order.kind));
    }
    Ok(records)
}

fn place_of(line: &Placed) -> (MunicipalityCode, u16) {
    let year = u16::try_from(line.draft.date.year()).unwrap_or_default();
    (line.municipality, year)
}

fn record(
    line: Placed,
    (number, certificate): (ApplicationNumber, CertificateNumber),
    kind: Kind,
) -> (Case, Card) {
    let Placed {
        draft,
        organisation,
        ..
    } = line;
    let state = match kind {
        Kind::Applications => ApplicationState::AwaitingPaper,
        _ => ApplicationState::Confirmed,
    };
    let intake = draft
        .intake
        .map(|(journal_number, date)| IntakeRegistration {
            journal_number,
            date,
            clerk: REGISTER,
            organisation,
        });
    let given = draft.consents.and_then(|day| day.and_hms_opt(9, 0, 0));
    let consents = given.map(|at| {
        ConsentCode::ALL.map(|code| Consent {
            code,
            text_version: CONSENT_VERSION,
            given_at: at.and_utc(),
            ticked: None,
        })
    });
    let application = Application {
        reference: ApplicationRef {
            number,
            date: draft.date,
        },
        version: 1,
        organisation,
        source: Source::Import,
        state,
        consents: consents.map(Vec::from).unwrap_or_default(),
        checks: Checks::default(),
        documents_complete: kind == Kind::Certificates,
        duplicate: DuplicateState::Unknown,
        resolved_by: None,
        paper_due: draft.due,
        intake,
        mail: None,
    };
    let certificate = Certificate {
        number: certificate,
        kind: draft.certificate_kind,
        state: draft.certificate_state,
        working_contracts: 0,
        served_by: None,
    };
    let case = Case {
        application,
        certificate,
    };
    (case, draft.card)
}

/// The audit of the municipality tells how many records came.
pub(super) async fn tell(
    tx: &mut dyn Write,
    municipality: MunicipalityCode,
    order: &Import<'_>,
    count: usize,
) -> Result<()> {
    let outcome = format!("{}:{count}", order.kind.code());
    let entry = audit::Entry {
        at: order.at,
        actor: audit::Actor::register(),
        action: "import",
        target: None,
        outcome: &outcome,
        command: None,
    };
    Ok(audit::append(tx, Scope::Municipality(municipality), &entry).await?)
}
