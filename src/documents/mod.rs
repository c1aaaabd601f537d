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
mod error;
mod extract;
mod fonts;
mod page;
mod pdf;
mod preview;
pub mod printing;
mod receipt;
mod sheet;
mod statement;
pub mod table;
mod unhinted;
mod words;
mod wrap;

use chrono::NaiveDate;

use crate::domain::{
    ApplicationNumber, ApplicationRef, Card, CertificateKind, CertificateNumber, Clean, Consent,
    ConsentText, IntakeRegistration, PersonName, PrintedForm, Zone,
};

pub use error::PaperError;
pub use pdf::Embedding;

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
    pub made: Made,
}

/// Выписка из реестра сертификатов. Without a password: that comes with the family's account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterExtract {
    pub office: Office,
    pub reference: ApplicationRef,
    pub certificate: CertificateNumber,
    pub kind: CertificateKind,
    /// Not usable before its activation: the paper says so.
    pub active: bool,
    pub child: PersonName,
    pub birth_date: NaiveDate,
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
    pub made: Made,
}

/// A paper and everything that stands on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    Statement(Box<Statement>),
    RegisterExtract(Box<RegisterExtract>),
    Receipt(Box<Receipt>),
}

impl Document {
    #[must_use]
    pub fn form(&self) -> PrintedForm {
        match self {
            Self::Statement(_) => PrintedForm::Statement,
            Self::RegisterExtract(_) => PrintedForm::RegisterExtract,
            Self::Receipt(_) => PrintedForm::Receipt,
        }
    }

    /// Of which application it is; all that a job's title may tell.
    #[must_use]
    pub fn number(&self) -> ApplicationNumber {
        match self {
            Self::Statement(statement) => statement.reference.number,
            Self::RegisterExtract(extract) => extract.reference.number,
            Self::Receipt(receipt) => receipt.reference.number,
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
        let (content, fonts) = self.checked()?;
        let sheets = sheet::sheets(&content, &fonts)?;
        pdf::file(
            &fonts,
            sheets,
            &self.number().to_string(),
            self.made().on,
            embedding,
        )
    }

    /// The paper as rows of text of at most `width` characters (24 at least). Fails when the PDF would: what can be
    /// looked at can be printed.
    pub fn preview(&self, width: u16) -> Result<Vec<String>, PaperError> {
        let (content, _) = self.checked()?;
        Ok(preview::rows(&content, width))
    }

    fn made(&self) -> &Made {
        match self {
            Self::Statement(statement) => &statement.made,
            Self::RegisterExtract(extract) => &extract.made,
            Self::Receipt(receipt) => &receipt.made,
        }
    }

    fn checked(&self) -> Result<(content::Content, fonts::Fonts), PaperError> {
        let content = match self {
            Self::Statement(statement) => statement::content(statement),
            Self::RegisterExtract(extract) => extract::content(extract),
            Self::Receipt(receipt) => receipt::content(receipt),
        };
        let fonts = fonts::Fonts::open()?;
        fonts.check(&content)?;
        Ok((content, fonts))
    }
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
        format!(
            "Оформлено {}, {}, сотрудник {}",
            words::date(made.on),
            office.organisation,
            made.clerk
        ),
    ]
}
