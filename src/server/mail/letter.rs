//! The letter itself: headers, text, attachments. In Russian, as its papers are.
//!
//! The subject, the text and the names of the attachments hold the number of the application, the office and dates;
//! whatever else is personal stands in the papers alone.

use std::time::SystemTime;

use chrono::{DateTime, NaiveDate, Utc};
use lettre::address::{AddressError, Envelope};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message as Mime};

use super::domain_name;
use super::papers::{Papers, Stage};
use crate::documents::{Document, PaperError, Statement};
use crate::server::storage::letters::{Addressee, Letter};

/// A letter as it goes over the line.
pub struct Message {
    pub envelope: Envelope,
    pub bytes: Vec<u8>,
}

/// Why there can be no letter.
#[derive(Debug, PartialEq, Eq)]
pub enum Unwritten {
    /// The address is none that a mail server takes.
    Address,
    Paper(PaperError),
    /// The parts don't make a letter: the program is at fault.
    Form,
}

impl From<AddressError> for Unwritten {
    fn from(_: AddressError) -> Self {
        Self::Address
    }
}

/// Sets the papers and writes the letter. Takes some milliseconds: never on a thread that serves.
///
/// # Errors
/// An address or a paper that can't be.
pub fn compose(
    letter: &Letter,
    papers: &Papers,
    from: &Address,
    now: DateTime<Utc>,
) -> Result<Message, Unwritten> {
    let to = domain_name::ascii(letter.address.as_str()).ok_or(Unwritten::Address)?;
    let to: Address = to.parse()?;
    let number = papers.statement.reference.number;
    let enclosed = enclosed(papers);
    let mut parts =
        MultiPart::mixed().singlepart(SinglePart::plain(text(letter, papers, &enclosed)));
    for paper in &enclosed {
        let pdf = paper.document.pdf().map_err(Unwritten::Paper)?;
        let part = Attachment::new(paper.name.clone()).body(pdf, pdf_type()?);
        parts = parts.singlepart(part);
    }
    let identity = format!("<{}@{}>", letter.identity, from.domain());
    // No other program is to answer it (RFC 3834).
    let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
    let message = Mime::builder()
        .from(Mailbox::new(
            Some(papers.statement.office.organisation.to_string()),
            from.clone(),
        ))
        .to(Mailbox::new(None, to.clone()))
        .subject(format!(
            "Заявление № {number} на сертификат дополнительного образования"
        ))
        .date(SystemTime::from(now))
        .message_id(Some(identity))
        .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
        .multipart(parts)
        .map_err(|_| Unwritten::Form)?;
    Ok(Message {
        envelope: Envelope::new(Some(from.clone()), vec![to]).map_err(|_| Unwritten::Form)?,
        bytes: message.formatted(),
    })
}

fn pdf_type() -> Result<ContentType, Unwritten> {
    ContentType::parse("application/pdf").map_err(|_| Unwritten::Form)
}

/// A paper as it is attached.
struct Enclosed {
    /// Of the file.
    name: String,
    /// What the letter says that it is.
    what: &'static str,
    document: Document,
}

fn enclosed(papers: &Papers) -> Vec<Enclosed> {
    let number = papers.statement.reference.number;
    let statement = Enclosed {
        name: format!("Заявление {number}.pdf"),
        what: "заявление, которое подписывает заявитель",
        document: Document::Statement(papers.statement.clone()),
    };
    let extract = papers.extract.iter().map(|extract| Enclosed {
        name: format!("Выписка {number}.pdf"),
        what: "копия выписки из реестра сертификатов; пароля в ней нет",
        document: Document::RegisterExtract(extract.clone()),
    });
    std::iter::once(statement).chain(extract).collect()
}

fn text(letter: &Letter, papers: &Papers, enclosed: &[Enclosed]) -> String {
    let Statement {
        reference, office, ..
    } = &*papers.statement;
    let mut lines = Vec::new();
    lines.push("Здравствуйте!".to_owned());
    lines.push(String::new());
    let about = format!(
        "заявление № {} от {} на сертификат дополнительного образования",
        reference.number,
        day(reference.date)
    );
    lines.push(match letter.key.addressee {
        Addressee::Applicant => format!(
            "Это письмо прислала организация «{}» ({}). В ней оформлено {about}.",
            office.organisation, office.municipality
        ),
        Addressee::Office => {
            format!("Для вашей организации: бумаги, которые оформлены на {about}.")
        }
    });
    lines.push(String::new());
    lines.push("К письму приложены:".to_owned());
    for (at, Enclosed { name, what, .. }) in enclosed.iter().enumerate() {
        lines.push(format!("{}. «{name}» — {what}.", at + 1));
    }
    if letter.key.addressee == Addressee::Applicant {
        lines.push(String::new());
        lines.push("Что делать дальше:".to_owned());
        lines.extend(
            advice(papers.stage)
                .into_iter()
                .map(|step| format!("— {step}")),
        );
        lines.push(String::new());
        lines.push(
            "Если вы не подавали этого заявления, сообщите в организацию. Письмо составлено автоматически, отвечать на \
             него не нужно."
                .to_owned(),
        );
    }
    lines.push(String::new());
    lines.join("\r\n")
}

fn advice(stage: Stage) -> Vec<String> {
    match stage {
        Stage::Paper { due } => vec![
            "Проверьте сведения в заявлении. Если в них ошибка, скажите сотруднику организации.".to_owned(),
            format!(
                "Если заявление ещё не подписано: распечатайте его, подпишите и принесите в организацию вместе с \
                 документами ребёнка и своими не позднее {}.",
                day(due)
            ),
            "Сертификат ещё не активен: записать по нему ребёнка на программы можно после приёма и проверки подписанного \
             заявления."
                .to_owned(),
        ],
        Stage::Accepted => vec![
            "Подписанное заявление принято. Сертификат ещё не активен: его активирует сотрудник организации.".to_owned(),
        ],
        Stage::Active => vec![
            "Сертификат активен: по нему можно записать ребёнка на программы. Логин в личный кабинет — номер сертификата, \
             пароль напечатан на выписке, которую выдала организация."
                .to_owned(),
        ],
        Stage::Inactive => vec![
            "Сертификатом сейчас пользоваться нельзя: спросите в организации, что нужно сделать.".to_owned(),
        ],
    }
}

fn day(date: NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}
