//! The desk of the demonstration: four clerks who differ in what they may do, a senior who decides on duplicates and
//! takes applications over, and a clerk of another organisation who reviews the municipality's programmes.

use super::{DESK, REVIEW};
use crate::domain::{Capabilities, Capability, OrganisationId};

/// The password of every demonstration clerk. The register behind it is synthetic and listens on loopback only.
pub const PASSWORD: &str = "reestr-demo";

pub struct DemoClerk {
    pub login: &'static str,
    pub name: &'static str,
    pub organisation: OrganisationId,
    personal: bool,
    activate: bool,
    senior: bool,
}

pub const CLERKS: &[DemoClerk] = &[
    clerk("demo", "Попова Анна Ивановна", true, true, false),
    clerk("demo-open", "Рочева Ольга Петровна", false, true, false),
    clerk("demo-accept", "Канев Пётр Олегович", true, false, false),
    clerk("demo-basic", "Уляшева Вера Павловна", false, false, false),
    clerk(
        "demo-senior",
        "Безносикова Галина Юрьевна",
        true,
        true,
        true,
    ),
    DemoClerk {
        organisation: REVIEW,
        ..clerk(
            "demo-review",
            "Терентьева Нина Васильевна",
            false,
            false,
            false,
        )
    },
];

const fn clerk(
    login: &'static str,
    name: &'static str,
    personal: bool,
    activate: bool,
    senior: bool,
) -> DemoClerk {
    DemoClerk {
        login,
        name,
        organisation: DESK,
        personal,
        activate,
        senior,
    }
}

impl DemoClerk {
    /// The clerk who differs from `demo` in just these rights.
    #[must_use]
    pub fn with(personal: bool, activate: bool) -> &'static Self {
        let plain = |c: &&Self| !c.senior && !c.reviews();
        let fits = |c: &&Self| plain(c) && c.personal == personal && c.activate == activate;
        CLERKS.iter().find(fits).unwrap_or(&CLERKS[0])
    }

    /// Whether the clerk decides on programmes that others have sent to the review.
    #[must_use]
    pub fn reviews(&self) -> bool {
        self.organisation == REVIEW
    }

    #[must_use]
    pub fn capabilities(&self) -> Capabilities {
        let (reviews, works) = (self.reviews(), !self.reviews());
        let granted = [
            (true, Capability::ApplicationSearch),
            (works, Capability::ApplicationCreate),
            (works, Capability::ApplicationAccept),
            (works, Capability::ApplicationReject),
            (works, Capability::ApplicationReturn),
            (works, Capability::ApplicationCorrect),
            (true, Capability::Print),
            (true, Capability::ReportView),
            (true, Capability::SettingsEdit),
            (true, Capability::EnrolmentView),
            (works, Capability::EnrolmentCreate),
            (works, Capability::EnrolmentConfirm),
            (works, Capability::EnrolmentRefuse),
            (works, Capability::ContractConclude),
            (works, Capability::ContractTerminate),
            (works, Capability::ProgrammeEdit),
            (works, Capability::ProgrammePublish),
            (works, Capability::ModulePrice),
            (reviews, Capability::ProgrammeReview),
            (self.personal, Capability::PersonalView),
            (self.activate, Capability::CertificateActivate),
            (self.activate, Capability::CertificateSuspend),
            (self.activate, Capability::CertificateReissue),
            (self.senior, Capability::ApplicationResolveDuplicate),
            (self.senior, Capability::ApplicationTakeover),
        ];
        granted
            .into_iter()
            .filter(|(has, _)| *has)
            .map(|(_, capability)| capability)
            .collect()
    }
}
