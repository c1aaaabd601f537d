//! What a command is about: a case, a programme with its modules and groups, a request, or what a municipality has set.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::enrolment::RequestId;
use super::number::{ApplicationNumber, CertificateNumber};
use super::office::MunicipalityCode;
use super::programme::ProgrammeId;

/// The record that a command changes. On the wire a case is its application's number, as it always was; the others have
/// their kind before a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    Case(ApplicationNumber),
    Programme(ProgrammeId),
    Request(RequestId),
    /// Money, periods and agreements of a municipality.
    Funding(MunicipalityCode),
    /// The money of a certificate.
    Account(CertificateNumber),
}

impl Target {
    /// The case, where it is one.
    #[must_use]
    pub fn case(self) -> Option<ApplicationNumber> {
        match self {
            Self::Case(number) => Some(number),
            _ => None,
        }
    }
}

impl From<ApplicationNumber> for Target {
    fn from(number: ApplicationNumber) -> Self {
        Self::Case(number)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case(number) => number.fmt(f),
            Self::Programme(id) => write!(f, "programme:{id}"),
            Self::Request(id) => write!(f, "request:{id}"),
            Self::Funding(code) => write!(f, "funding:{code}"),
            Self::Account(number) => write!(f, "account:{number}"),
        }
    }
}

impl FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "no record is called {text:?}: use an application's number, programme:<id>, request:<id>, funding:01 or account:<certificate>"
            )
        };
        let Some((kind, name)) = text.split_once(':') else {
            return text
                .parse()
                .map(Self::Case)
                .map_err(|e: super::NumberError| e.to_string());
        };
        match kind {
            "programme" => name
                .parse()
                .map(|id| Self::Programme(ProgrammeId(id)))
                .map_err(|_| wrong()),
            "request" => name
                .parse()
                .map(|id| Self::Request(RequestId(id)))
                .map_err(|_| wrong()),
            "funding" => name
                .parse()
                .map(|code| Self::Funding(MunicipalityCode(code)))
                .map_err(|_| wrong()),
            "account" => name.parse().map(Self::Account).map_err(|_| wrong()),
            _ => Err(wrong()),
        }
    }
}

impl PartialEq<ApplicationNumber> for Target {
    fn eq(&self, number: &ApplicationNumber) -> bool {
        self.case() == Some(*number)
    }
}

#[cfg(feature = "server")]
impl utoipa::PartialSchema for Target {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .examples(["01-2026-000012-6"])
            .into()
    }
}

#[cfg(feature = "server")]
impl utoipa::ToSchema for Target {}

impl Serialize for Target {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Target {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_reads_back_and_a_case_is_written_as_its_number() {
        let number = ApplicationNumber::new(MunicipalityCode(1), 2026, 12);
        for target in [
            Target::Case(number),
            Target::Programme(ProgrammeId(uuid::Uuid::from_u128(7))),
            Target::Request(RequestId(uuid::Uuid::from_u128(8))),
            Target::Funding(MunicipalityCode(3)),
            Target::Account(CertificateNumber::new(MunicipalityCode(1), 5)),
        ] {
            assert_eq!(target.to_string().parse(), Ok(target));
        }
        assert_eq!(Target::Case(number).to_string(), number.to_string());
        assert!(
            "club:5"
                .parse::<Target>()
                .unwrap_err()
                .contains("programme:<id>")
        );
    }
}
