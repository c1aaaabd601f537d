//! An application that a family sends from home, and what it is told of it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::{
    Applicant, ApplicationNumber, ApplicationState, CertificateNumber, Child, Clean, ConsentCode,
    OrganisationId,
};

/// Body of `POST /v1/portal/applications`: what the family fills in at home. The register gives the numbers and the date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "server", schema(example = example))]
pub struct PortalApplicationForm {
    /// Where the family brings the signed application; one of `GET /v1/portal/forms`.
    pub organisation: OrganisationId,
    pub child: Child,
    pub applicant: Applicant,
    /// All that `GET /v1/portal/forms` names.
    pub consents: Vec<PortalConsent>,
}

/// That the applicant has ticked a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PortalConsent {
    pub code: ConsentCode,
    /// The version of the text that was shown.
    pub text_version: u16,
    pub given_at: DateTime<Utc>,
}

/// Requisites of an application beside its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "server", into_params(parameter_in = Query))]
pub struct ApplicationQuery {
    /// The date of the application.
    pub date: NaiveDate,
}

/// Body of `POST /v1/portal/applications/{number}/withdrawal`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "server", schema(example = json!({ "date": "2026-03-02" })))]
pub struct PortalWithdrawal {
    /// The date of the application.
    pub date: NaiveDate,
}

/// Where an application stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Draft,
    Submitted,
    AwaitingPaper,
    Accepted,
    Confirmed,
    Expired,
    Withdrawn,
    Rejected,
    Returned,
}

impl From<ApplicationState> for Stage {
    fn from(state: ApplicationState) -> Self {
        match state {
            ApplicationState::Draft => Self::Draft,
            ApplicationState::Submitted => Self::Submitted,
            ApplicationState::AwaitingPaper => Self::AwaitingPaper,
            ApplicationState::Accepted => Self::Accepted,
            ApplicationState::Confirmed => Self::Confirmed,
            ApplicationState::Expired => Self::Expired,
            ApplicationState::Withdrawn => Self::Withdrawn,
            ApplicationState::Rejected(_) => Self::Rejected,
            ApplicationState::Returned(_) => Self::Returned,
        }
    }
}

/// What a family is told of its application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PortalApplication {
    pub number: ApplicationNumber,
    pub date: NaiveDate,
    /// Reserved for the child; it works once the signed application was accepted and the certificate activated.
    pub certificate: CertificateNumber,
    /// Where the signed application is brought.
    pub organisation: OrganisationId,
    pub organisation_name: Clean,
    /// The last day on which the signed application is accepted.
    pub paper_due: NaiveDate,
    pub state: Stage,
    /// The state in words.
    pub caption: String,
    /// Why it was rejected or returned, for programs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The same in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_caption: Option<String>,
    /// What the family has to do now.
    pub next: String,
    /// Whether it can be withdrawn.
    pub may_withdraw: bool,
}

/// A family as it is invented for the description.
#[cfg(feature = "server")]
fn example() -> serde_json::Value {
    let consents: Vec<_> = ConsentCode::ALL
        .map(|code| {
            serde_json::json!({ "code": code, "text_version": 1, "given_at": "2026-03-02T09:00:00Z" })
        })
        .to_vec();
    serde_json::json!({
        "organisation": 1,
        "child": {
            "name": { "surname": "Рочева", "name": "Анна", "patronymic": "Петровна" },
            "birth_date": "2015-03-12",
            "snils": "112-233-445 95",
            "address": "г. Сыктывкар, ул. Ленина, д. 5",
            "document": {
                "kind": "birth_certificate",
                "series": "III-ЕА",
                "number": "512034",
                "issued_at": "2015-04-01",
                "issuer": "ЗАГС г. Сыктывкара"
            }
        },
        "applicant": {
            "name": { "surname": "Рочева", "name": "Мария", "patronymic": "Ивановна" },
            "relation": "mother",
            "phone": "+79123456789",
            "email": "rocheva@example.ru",
            "document": {
                "kind": "passport",
                "series": "8705",
                "number": "123456",
                "issued_at": "2008-02-01",
                "issuer": "УВД г. Сыктывкара",
                "department_code": "110-001"
            }
        },
        "consents": consents
    })
}
