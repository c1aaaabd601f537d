//! What a clerk may do, granted per clerk and organisation (DESIGN section 3).

use serde::{Deserialize, Serialize};

macro_rules! capabilities {
    ($($variant:ident = $code:tt),* $(,)?) => {
        /// One right. Accepting and activating are two; seeing personal data is a third.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
        pub enum Capability { $(#[serde(rename = $code)] $variant),* }

        impl Capability {
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name in configuration, on the wire and in the audit.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
        }
    };
}

capabilities! {
    ApplicationSearch = "application.search",
    ApplicationCreate = "application.create",
    ApplicationAccept = "application.accept",
    ApplicationReject = "application.reject",
    ApplicationReturn = "application.return",
    ApplicationCorrect = "application.correct",
    ApplicationTakeover = "application.takeover",
    ApplicationResolveDuplicate = "application.resolve_duplicate",
    CertificateActivate = "certificate.activate",
    CertificateSuspend = "certificate.suspend",
    CertificateReissue = "certificate.reissue",
    PersonalView = "personal.view",
    ProgrammeEdit = "programme.edit",
    ProgrammePublish = "programme.publish",
    ProgrammeReview = "programme.review",
    ModulePrice = "module.price",
    EnrolmentView = "enrolment.view",
    EnrolmentCreate = "enrolment.create",
    EnrolmentConfirm = "enrolment.confirm",
    EnrolmentRefuse = "enrolment.refuse",
    ContractConclude = "contract.conclude",
    ContractTerminate = "contract.terminate",
    Print = "print",
    ReportView = "report.view",
    SettingsEdit = "settings.edit",
    ClerkAdmin = "clerk.admin",
    AuditView = "audit.view",
}

impl std::str::FromStr for Capability {
    type Err = String;

    fn from_str(code: &str) -> Result<Self, String> {
        Self::ALL
            .iter()
            .copied()
            .find(|c| c.code() == code)
            .ok_or_else(|| {
                let known: Vec<_> = Self::ALL.iter().map(|c| c.code()).collect();
                format!(
                    "no capability is called {code:?}; known: {}",
                    known.join(", ")
                )
            })
    }
}

/// The set that one clerk holds; on the wire a list of codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "server", schema(value_type = Vec<Capability>))]
#[serde(from = "Vec<Capability>", into = "Vec<Capability>")]
pub struct Capabilities(u32);

impl Capabilities {
    #[must_use]
    pub fn has(self, capability: Capability) -> bool {
        self.0 & (1 << capability as u32) != 0
    }

    #[must_use]
    pub fn with(self, capability: Capability) -> Self {
        Self(self.0 | 1 << capability as u32)
    }

    #[must_use]
    pub fn without(self, capability: Capability) -> Self {
        Self(self.0 & !(1 << capability as u32))
    }
}

impl FromIterator<Capability> for Capabilities {
    fn from_iter<I: IntoIterator<Item = Capability>>(capabilities: I) -> Self {
        capabilities.into_iter().fold(Self::default(), Self::with)
    }
}

impl From<Vec<Capability>> for Capabilities {
    fn from(list: Vec<Capability>) -> Self {
        list.into_iter().collect()
    }
}

impl From<Capabilities> for Vec<Capability> {
    fn from(set: Capabilities) -> Self {
        Capability::ALL
            .iter()
            .copied()
            .filter(|c| set.has(*c))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_round_trips_as_codes() {
        let set: Capabilities = [Capability::ApplicationAccept, Capability::PersonalView]
            .into_iter()
            .collect();
        let json = serde_json::to_string(&set).unwrap();
        assert_eq!(json, r#"["application.accept","personal.view"]"#);
        assert_eq!(serde_json::from_str::<Capabilities>(&json).unwrap(), set);
        assert!(
            !set.without(Capability::PersonalView)
                .has(Capability::PersonalView)
        );
    }

    #[test]
    fn every_code_parses_and_an_unknown_one_lists_them() {
        for capability in Capability::ALL {
            assert_eq!(capability.code().parse(), Ok(*capability));
        }
        assert!(
            "certificate.fly"
                .parse::<Capability>()
                .unwrap_err()
                .contains("certificate.activate")
        );
    }
}
