//! The papers of an office: what stands on them, and how they get onto paper.
//!
//! Each document is a file of its own that says what stands on it, from top to bottom; the same content becomes PDF pages or
//! rows of text. Equal input makes equal bytes: no clock, no chance, no name of a machine. Documents are made where they
//! are needed, so that nothing is fetched over a slow line. They are in Russian whatever the language of the screen. Personal data.
//!
//! Never decides who may print, and never writes a name where it can be seen outside of the paper: not into titles, file
//! names or command lines.

mod codes;
mod content;
mod enrolment;
mod error;
mod extract;
mod fonts;
pub mod handbook;
mod notice;
pub mod overview;
mod page;
mod pdf;
mod preview;
pub mod printing;
mod receipt;
mod request;
mod sheet;
mod statement;
pub mod table;
mod unhinted;
mod words;
mod wrap;

use chrono::NaiveDate;

use crate::domain::enrolment::Party;
use crate::domain::{
    ApplicationNumber, ApplicationRef, Card, CertificateKind, CertificateNumber, Clean, Consent,
    ConsentText, FamilyPassword, IntakeRegistration, PersonName, PrintedForm, Target, Zone,
};

pub use codes::code_of_link;
pub use enrolment::{EnrolmentStatement, Family, GroupChange, Learning, TerminationNotice};
pub use error::PaperError;
pub use notice::Told;
pub use pdf::Embedding;
pub use request::{Asked, Change};

/// The office at whose desk a paper is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    pub organisation: Clean,
    pub municipality: Clean,
    /// In it the paper counts its days and hours.
    pub zone: Zone,
}

/// What stands at the foot of every paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    pub on: NaiveDate,
    pub clerk: Clean,
    /// Marked as a copy, because it is not the first print.
    pub copy: bool,
}

/// Заявление: signed by the applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    pub office: Office,
    pub reference: ApplicationRef,
    pub certificate: CertificateNumber,
    pub card: Card,
    /// Each consent with the text that the applicant has read.
    pub consents: Vec<(Consent, ConsentText)>,
    /// The last day on which the signed paper is accepted.
    pub paper_due: NaiveDate,
    /// Whether the register has taken the application as it stands here.
    pub confirmed: bool,
    pub made: Made,
}

/// Выписка из реестра сертификатов, with the password of the family's account where it goes to paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterExtract {
    pub office: Office,
    pub reference: ApplicationRef,
    pub certificate: CertificateNumber,
    pub kind: CertificateKind,
    /// Not usable before its activation: the paper says so.
    pub active: bool,
    /// It was activated, and is out of use for now.
    pub suspended: bool,
    pub child: PersonName,
    pub birth_date: NaiveDate,
    /// Of the family's account. Only the pages hold it, never a preview; `None` in a copy that is mailed.
    pub password: Option<FamilyPassword>,
    /// Whether the register has reserved the certificate, and activated it where `active` says so.
    pub confirmed: bool,
    pub made: Made,
}

/// Расписка о приёме заявления.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub office: Office,
    pub reference: ApplicationRef,
    pub certificate: CertificateNumber,
    pub applicant: PersonName,
    pub child: PersonName,
    pub intake: IntakeRegistration,
    /// Who took the paper.
    pub accepted_by: Clean,
    /// Whether the register has taken the acceptance.
    pub confirmed: bool,
    pub made: Made,
}

/// What the family asks for after its application was handed in, signed by the applicant. What this desk doesn't know of
/// the family is written by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub office: Office,
    pub reference: ApplicationRef,
    pub certificate: CertificateNumber,
    pub applicant: Option<PersonName>,
    pub child: Option<PersonName>,
    pub birth_date: Option<NaiveDate>,
    pub asked: Asked,
    pub made: Made,
}

/// What the office tells the family, or decides about its certificates; signed by the clerk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub office: Office,
    pub reference: ApplicationRef,
    pub certificate: CertificateNumber,
    pub applicant: Option<PersonName>,
    pub child: Option<PersonName>,
    pub told: Told,
    pub made: Made,
}

/// A paper and everything that stands on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    Statement(Box<Statement>),
    RegisterExtract(Box<RegisterExtract>),
    Receipt(Box<Receipt>),
    Request(Box<Request>),
    Notice(Box<Notice>),
    Offer(Box<Learning>),
    EnrolmentStatement(Box<EnrolmentStatement>),
    TerminationNotice(Box<TerminationNotice>),
    GroupChange(Box<GroupChange>),
}

impl Document {
    #[must_use]
    pub fn form(&self) -> PrintedForm {
        match self {
            Self::Statement(_) => PrintedForm::Statement,
            Self::RegisterExtract(_) => PrintedForm::RegisterExtract,
            Self::Receipt(_) => PrintedForm::Receipt,
            Self::Request(request) => request.asked.form(),
            Self::Notice(notice) => notice.told.form(),
            Self::Offer(_) => PrintedForm::Offer,
            Self::EnrolmentStatement(_) => PrintedForm::EnrolmentStatement,
            Self::TerminationNotice(notice) => match notice.termination.by {
                Party::Family => PrintedForm::TerminationByFamily,
                Party::Organisation => PrintedForm::TerminationByOrganisation,
            },
            Self::GroupChange(_) => PrintedForm::GroupChangeRequest,
        }
    }

    /// Of which record it is: an application or a request. All that a job's title may tell.
    #[must_use]
    pub fn about(&self) -> Target {
        match self {
            Self::Statement(statement) => Target::Case(statement.reference.number),
            Self::RegisterExtract(extract) => Target::Case(extract.reference.number),
            Self::Receipt(receipt) => Target::Case(receipt.reference.number),
            Self::Request(request) => Target::Case(request.reference.number),
            Self::Notice(notice) => Target::Case(notice.reference.number),
            Self::Offer(learning) => Target::Request(learning.request),
            Self::EnrolmentStatement(statement) => Target::Request(statement.learning.request),
            Self::TerminationNotice(notice) => Target::Request(notice.learning.request),
            Self::GroupChange(change) => Target::Request(change.learning.request),
        }
    }

    /// The application whose personal values stand on it: there every print is noted. `None`: it shows none.
    #[must_use]
    pub fn case(&self) -> Option<ApplicationNumber> {
        let of = |family: &Option<Family>| family.as_ref().map(|family| family.case);
        match self {
            Self::Offer(_) => None,
            Self::EnrolmentStatement(statement) => of(&statement.family),
            Self::TerminationNotice(notice) => of(&notice.family),
            Self::GroupChange(change) => of(&change.family),
            _ => self.about().case(),
        }
    }

    /// The paper as a file of A4 pages that carries the letters it needs. Equal papers give equal bytes. Takes some
    /// milliseconds: never on a thread that answers keys.
    ///
    /// # Errors
    /// A letter that the fonts lack.
    pub fn pdf(&self) -> Result<Vec<u8>, PaperError> {
        self.pdf_embedding(Embedding::Used)
    }

    /// The same with another share of the fonts: what that costs can be measured.
    pub fn pdf_embedding(&self, embedding: Embedding) -> Result<Vec<u8>, PaperError> {
        let (content, fonts) = self.checked(Shown::OnPaper)?;
        let sheets = sheet::sheets(&content, &fonts)?;
        pdf::file(
            &fonts,
            sheets,
            &printing::title(self.about()),
            self.made().on,
            embedding,
        )
    }

    /// The paper as rows of text of at most `width` characters (24 at least). Fails when the PDF would: what can be
    /// looked at can be printed. Shows no password.
    pub fn preview(&self, width: u16) -> Result<Vec<String>, PaperError> {
        let (content, _) = self.checked(Shown::OnScreen)?;
        Ok(preview::rows(&content, width))
    }

    /// When and by whom it was made, and whether it is a copy.
    #[must_use]
    pub fn made(&self) -> &Made {
        match self {
            Self::Statement(statement) => &statement.made,
            Self::RegisterExtract(extract) => &extract.made,
            Self::Receipt(receipt) => &receipt.made,
            Self::Request(request) => &request.made,
            Self::Notice(notice) => &notice.made,
            Self::Offer(learning) => &learning.made,
            Self::EnrolmentStatement(statement) => &statement.learning.made,
            Self::TerminationNotice(notice) => &notice.learning.made,
            Self::GroupChange(change) => &change.learning.made,
        }
    }

    pub fn made_mut(&mut self) -> &mut Made {
        match self {
            Self::Statement(statement) => &mut statement.made,
            Self::RegisterExtract(extract) => &mut extract.made,
            Self::Receipt(receipt) => &mut receipt.made,
            Self::Request(request) => &mut request.made,
            Self::Notice(notice) => &mut notice.made,
            Self::Offer(learning) => &mut learning.made,
            Self::EnrolmentStatement(statement) => &mut statement.learning.made,
            Self::TerminationNotice(notice) => &mut notice.learning.made,
            Self::GroupChange(change) => &mut change.learning.made,
        }
    }

    fn checked(&self, shown: Shown) -> Result<(content::Content, fonts::Fonts), PaperError> {
        let content = match self {
            Self::Statement(statement) => statement::content(statement),
            Self::RegisterExtract(extract) => {
                let password = extract.password.as_ref();
                extract::content(extract, password.filter(|_| shown == Shown::OnPaper))
            }
            Self::Receipt(receipt) => receipt::content(receipt),
            Self::Request(request) => request::content(request),
            Self::Notice(notice) => notice::content(notice),
            Self::Offer(learning) => enrolment::offer(learning),
            Self::EnrolmentStatement(statement) => enrolment::statement(statement),
            Self::TerminationNotice(notice) => enrolment::ending(notice),
            Self::GroupChange(change) => enrolment::group(change),
        };
        let fonts = fonts::Fonts::open()?;
        fonts.check(&content)?;
        Ok((content, fonts))
    }
}

/// Where the content of a paper is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    OnPaper,
    OnScreen,
}

/// What a paper says that was made before the register had answered: `what` it has not confirmed yet.
fn unconfirmed(what: &str) -> String {
    format!(
        "Напечатано без связи с реестром. Реестр ещё не подтвердил {what}; если номер окажется занят, бумагу напечатают \
         заново."
    )
}

/// The foot of every paper: of which application it is, and who made it.
fn foot(
    reference: ApplicationRef,
    certificate: CertificateNumber,
    office: &Office,
    made: &Made,
) -> [String; 2] {
    [
        format!(
            "Заявление № {} от {} · сертификат № {certificate}",
            reference.number,
            words::date(reference.date)
        ),
        words::made(office, made),
    ]
}
