//! Cases in the form in which the cache seals them: rows without names, less than half of the wire's bytes and time.
//!
//! Ten thousand of them are read between Enter and the queue. Only the cache uses it, so that it may change freely
//! together with the cache's form; every field of a record is named here, and the compiler tells of a new one.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::files::{StoreError, json};
use crate::domain::{
    Application, ApplicationNumber, ApplicationRef, ApplicationState, Case, Certificate,
    CertificateKind, CertificateNumber, CertificateState, Check, CheckKind, Checks, ClerkId,
    Consent, ConsentCode, DuplicateState, Field, IntakeRegistration, Mail, MailState,
    MunicipalityCode, OrganisationId, Source, Ticked,
};

#[derive(Serialize, Deserialize)]
struct Row(
    Number,
    Day,
    u64,
    OrganisationId,
    Source,
    ApplicationState,
    Vec<Given>,
    Marks,
    bool,
    DuplicateState,
    Option<ClerkId>,
    Day,
    Option<IntakeRegistration>,
    CertificateNumber,
    CertificateKind,
    CertificateState,
    u16,
    Option<(MailState, i64)>,
    Option<MunicipalityCode>,
);

#[derive(Serialize, Deserialize)]
struct Number(u8, u16, u32);

/// Days since the first of January of the year 1.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Day(i32);

/// Consents that were given together: version of the text, seconds and nanoseconds, which, how.
#[derive(Serialize, Deserialize)]
struct Given(u16, i64, u32, Vec<ConsentCode>, Option<Ticked>);

/// Fields as bits in the order of the form: matched and mismatched with the documents, then with the register.
#[derive(Serialize, Deserialize)]
struct Marks([u64; 4]);

/// The bytes of `cases`.
pub fn pack(cases: &[Case]) -> Result<Vec<u8>, StoreError> {
    let rows: Vec<_> = cases.iter().map(row).collect();
    json(&(form_of_marks(), rows))
}

/// What [`pack`] made of cases; `None` if the bytes are something else.
#[must_use]
pub fn unpack(bytes: &[u8]) -> Option<Vec<Case>> {
    let (form, rows): (u32, Vec<Row>) = serde_json::from_slice(bytes).ok()?;
    if form != form_of_marks() {
        return None;
    }
    rows.into_iter().map(case).collect()
}

/// Tells fields of another order or number, with which the bits mean something else.
fn form_of_marks() -> u32 {
    Field::ALL.iter().fold(0, |crc, field| {
        crc32c::crc32c_append(crc, field.code().as_bytes())
    })
}

fn row(case: &Case) -> Row {
    let Case {
        application,
        certificate,
    } = case.clone();
    let Application {
        reference: ApplicationRef { number, date },
        version,
        organisation,
        source,
        state,
        consents,
        checks,
        documents_complete,
        duplicate,
        resolved_by,
        paper_due,
        intake,
        mail,
    } = application;
    let Certificate {
        number: certificate,
        kind,
        state: certificate_state,
        working_contracts,
        served_by,
    } = certificate;
    Row(
        Number(number.municipality().0, number.year(), number.serial()),
        day(date),
        version,
        organisation,
        source,
        state,
        given(&consents),
        marks(&checks),
        documents_complete,
        duplicate,
        resolved_by,
        day(paper_due),
        intake,
        certificate,
        kind,
        certificate_state,
        working_contracts,
        mail.map(|mail| (mail.state, mail.at.timestamp_millis())),
        served_by,
    )
}

fn case(row: Row) -> Option<Case> {
    let Number(municipality, year, serial) = row.0;
    let application = Application {
        reference: ApplicationRef {
            number: ApplicationNumber::new(MunicipalityCode(municipality), year, serial),
            date: date(row.1)?,
        },
        version: row.2,
        organisation: row.3,
        source: row.4,
        state: row.5,
        consents: consents(&row.6)?,
        checks: checks(&row.7),
        documents_complete: row.8,
        duplicate: row.9,
        resolved_by: row.10,
        paper_due: date(row.11)?,
        intake: row.12,
        mail: match row.17 {
            Some(kept) => Some(mail(kept)?),
            None => None,
        },
    };
    let certificate = Certificate {
        number: row.13,
        kind: row.14,
        state: row.15,
        working_contracts: row.16,
        served_by: row.18,
    };
    Some(Case {
        application,
        certificate,
    })
}

const KINDS: [CheckKind; 2] = [CheckKind::PaperDocuments, CheckKind::PaperRegister];

fn marks(checks: &Checks) -> Marks {
    let mut marks = [0; 4];
    for (pair, kind) in marks.chunks_exact_mut(2).zip(KINDS) {
        for (bit, field) in Field::ALL.iter().enumerate() {
            match checks.get(kind, *field) {
                Check::Match => pair[0] |= 1 << bit,
                Check::Mismatch => pair[1] |= 1 << bit,
                Check::NotChecked => {}
            }
        }
    }
    Marks(marks)
}

fn checks(Marks(marks): &Marks) -> Checks {
    let mut checks = Checks::default();
    for (pair, kind) in marks.chunks_exact(2).zip(KINDS) {
        for (bit, field) in Field::ALL.iter().enumerate() {
            if pair[0] >> bit & 1 == 1 {
                checks.set(kind, *field, Check::Match);
            } else if pair[1] >> bit & 1 == 1 {
                checks.set(kind, *field, Check::Mismatch);
            }
        }
    }
    checks
}

/// `None`: a moment that is none, which makes the row unreadable.
fn mail((state, at): (MailState, i64)) -> Option<Mail> {
    let at = DateTime::from_timestamp_millis(at)?;
    Some(Mail { state, at })
}

fn day(date: NaiveDate) -> Day {
    Day(date.num_days_from_ce())
}

fn date(day: Day) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(day.0)
}

/// The order of consents is kept: only neighbours are put together.
fn given(consents: &[Consent]) -> Vec<Given> {
    consents
        .chunk_by(|a, b| {
            (a.text_version, a.given_at, a.ticked) == (b.text_version, b.given_at, b.ticked)
        })
        .filter_map(|together| {
            let first = together.first()?;
            let codes = together.iter().map(|consent| consent.code).collect();
            let at = first.given_at;
            Some(Given(
                first.text_version,
                at.timestamp(),
                at.timestamp_subsec_nanos(),
                codes,
                first.ticked,
            ))
        })
        .collect()
}

fn consents(given: &[Given]) -> Option<Vec<Consent>> {
    let mut consents = Vec::with_capacity(given.iter().map(|g| g.3.len()).sum());
    for Given(text_version, seconds, nanos, codes, ticked) in given {
        let given_at = DateTime::<Utc>::from_timestamp(*seconds, *nanos)?;
        consents.extend(codes.iter().map(|code| Consent {
            code: *code,
            text_version: *text_version,
            given_at,
            ticked: *ticked,
        }));
    }
    Some(consents)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Command, ConsentMode, RejectReason};
    use crate::store::fixture::{at, case, verify};

    #[test]
    fn every_record_comes_back_as_it_was() {
        let plain = case(1, 1);
        let mut full = case(2, 70);
        let Command::Verify { checks, .. } = verify() else {
            panic!()
        };
        full.application.checks = checks;
        full.application.checks.set(
            CheckKind::PaperRegister,
            Field::ResidenceShown,
            Check::Mismatch,
        );
        full.application.checks.set(
            CheckKind::PaperDocuments,
            Field::ChildName,
            Check::NotChecked,
        );
        full.application.documents_complete = true;
        full.application.state = ApplicationState::Rejected(RejectReason::Age);
        full.application.consents[2].given_at = at() + chrono::Duration::nanoseconds(17);
        full.application.consents[3].ticked = Some(Ticked {
            device: uuid::Uuid::from_u128(5),
            mode: ConsentMode::Applicant,
        });
        full.application.resolved_by = Some(ClerkId(9));
        full.application.duplicate = DuplicateState::Suspected(3);
        full.application.intake = Some(IntakeRegistration {
            journal_number: "12-а".into(),
            date: full.application.paper_due,
            clerk: ClerkId(5),
            organisation: OrganisationId(17),
        });
        full.certificate.state = CertificateState::Superseded(plain.certificate.number);
        full.certificate.working_contracts = 2;
        let cases = vec![plain, full];
        let packed = pack(&cases).unwrap();
        assert_eq!(unpack(&packed), Some(cases.clone()));
        assert!(packed.len() * 2 < serde_json::to_vec(&cases).unwrap().len());
        assert_eq!(unpack(b"rubbish"), None);
    }
}
