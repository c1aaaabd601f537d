//! Why nothing came of a portal's request: a status and a code for the program, a text that it shows to the family. Never
//! quotes what was sent or stored.

use axum::http::StatusCode;

use super::fields::path;
use super::keyed::Answer;
use super::words::{for_family, texts};
use crate::api::error::ErrorCode;
use crate::api::portal::PortalError;
use crate::domain::validate::{self, Code};
use crate::domain::{Card, EnrolmentRefusal, Field, Refusal};
use crate::i18n::{Arg, Language, Texts, key};
use crate::server::error::ApiError;
use crate::server::storage::StorageError;

pub type Result<T> = std::result::Result<T, Failure>;

#[derive(Debug)]
pub struct Failure {
    status: StatusCode,
    code: String,
    text: Text,
    fields: Vec<String>,
    retry_after: Option<u64>,
}

#[derive(Debug)]
enum Text {
    /// By the code, among the texts of errors.
    Error,
    /// By the code, among those of refusals.
    Refusal,
    /// What is wrong with each field of a form.
    Findings(Vec<(Field, Option<Code>)>),
}

impl Failure {
    /// With a text `portal-error-<code>`.
    #[must_use]
    pub fn new(status: StatusCode, code: &str) -> Self {
        Self {
            status,
            code: code.to_owned(),
            text: Text::Error,
            fields: Vec::new(),
            retry_after: None,
        }
    }

    #[must_use]
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found")
    }

    #[must_use]
    pub fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal")
    }

    #[must_use]
    pub fn bad_request(field: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad_request").at(field)
    }

    #[must_use]
    pub fn at(mut self, field: &str) -> Self {
        self.fields.push(field.to_owned());
        self
    }

    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// What the domain or the register has refused.
    #[must_use]
    pub fn refused(why: &Refusal) -> Self {
        let mut failure = Self {
            text: Text::Refusal,
            ..Self::new(status(why), why.code())
        };
        match why {
            Refusal::ConsentsMissing(_) => failure.fields.push("consents".to_owned()),
            Refusal::Age => failure.fields.push(path(Field::ChildBirthDate).to_owned()),
            Refusal::Invalid(fields) => {
                failure.fields = paths(fields);
                failure.text = Text::Findings(fields.iter().map(|f| (*f, None)).collect());
            }
            _ => {}
        }
        failure
    }

    /// The same of an application, with what is wrong with each field of it.
    #[must_use]
    pub fn of_card(why: &Refusal, card: &Card, today: chrono::NaiveDate) -> Self {
        let mut failure = Self::refused(why);
        if let (Refusal::Invalid(fields), Text::Findings(findings)) = (why, &mut failure.text) {
            for (field, finding) in validate::card(card, today) {
                let place = fields.iter().position(|wrong| *wrong == field);
                if let Some((_, code)) = place.and_then(|place| findings.get_mut(place))
                    && finding.is_error()
                {
                    *code = code.or(Some(finding.code));
                }
            }
        }
        failure
    }

    /// The answer in a language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Answer {
        self.told(texts(language))
    }

    /// Whether the register failed, whatever was asked.
    #[must_use]
    pub fn is_internal(&self) -> bool {
        self.status.is_server_error()
    }

    /// The code of the refusal, for the audit.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The answer in the language of `texts`.
    #[must_use]
    pub fn told(&self, texts: &Texts) -> Answer {
        let message = match &self.text {
            Text::Error => texts.get(&key("portal-error", &self.code)),
            Text::Refusal => for_family(texts, "refusal", &self.code),
            Text::Findings(findings) => {
                let lines = findings
                    .iter()
                    .map(|(field, code)| line(texts, *field, *code));
                let fields = lines.collect::<Vec<_>>().join(" ");
                texts.with("portal-fields", &[("fields", Arg::Text(&fields))])
            }
        };
        let body = PortalError {
            code: self.code.clone(),
            message,
            fields: self.fields.clone(),
        };
        Answer {
            retry_after: self.retry_after,
            ..Answer::new(self.status, &body)
        }
    }
}

fn line(texts: &Texts, field: Field, code: Option<Code>) -> String {
    let section = texts.get(&key("section", field.section().code()));
    let name = texts.get(&key("field", field.code()));
    let why = code.map_or_else(
        || texts.get("portal-field-wrong"),
        |code| for_family(texts, "finding", code.code()),
    );
    let args = [
        ("section", Arg::Text(&section)),
        ("field", Arg::Text(&name)),
        ("why", Arg::Text(&why)),
    ];
    texts.with("portal-field", &args)
}

fn paths(fields: &[Field]) -> Vec<String> {
    let mut paths: Vec<_> = fields.iter().map(|field| path(*field).to_owned()).collect();
    paths.dedup();
    paths
}

fn status(why: &Refusal) -> StatusCode {
    match why {
        Refusal::NotFound | Refusal::Enrolment(EnrolmentRefusal::Unknown) => StatusCode::NOT_FOUND,
        Refusal::OtherChannel => StatusCode::FORBIDDEN,
        Refusal::Invalid(_)
        | Refusal::ConsentsMissing(_)
        | Refusal::Age
        | Refusal::Enrolment(EnrolmentRefusal::DaysOutside) => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::RegisterFailed | Refusal::NotAllowed(_) | Refusal::NotUnderstood => {
            StatusCode::INTERNAL_SERVER_ERROR
        }
        _ => StatusCode::CONFLICT,
    }
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        ApiError::from(error).into()
    }
}

/// What went wrong before a request was understood, or below it. Its own text is for those who write portals; families get
/// another one.
impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        let (status, body, retry_after) = error.into_parts();
        let code = match body.code {
            ErrorCode::NotFound => "not_found",
            ErrorCode::TooLarge => "too_large",
            ErrorCode::Unavailable => "unavailable",
            ErrorCode::BadRequest => "bad_request",
            _ => "internal",
        };
        Self {
            fields: body.fields,
            retry_after,
            ..Self::new(status, code)
        }
    }
}
