//! The desk of the demonstration: four clerks who differ in what they may do, and a senior who decides on duplicates and
//! takes applications over.

use crate::domain::{Capabilities, Capability};

/// The password of every demonstration clerk. The register behind it is synthetic and listens on loopback only.
pub const PASSWORD: &str = "reestr-demo";

pub struct DemoClerk {
    pub login: &'static str,
    pub name: &'static str,
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
        personal,
        activate,
        senior,
    }
}

impl DemoClerk {
    /// The clerk who differs from `demo` in just these rights.
    #[must_use]
    pub fn with(personal: bool, activate: bool) -> &'static Self {
        let fits = |c: &&Self| !c.senior && c.personal == personal && c.activate == activate;
        CLERKS.iter().find(fits).unwrap_or(&CLERKS[0])
    }

    #[must_use]
    pub fn capabilities(&self) -> Capabilities {
        let granted = [
            (true, Capability::ApplicationSearch),
            (true, Capability::ApplicationCreate),
            (true, Capability::ApplicationAccept),
            (true, Capability::ApplicationReject),
            (true, Capability::ApplicationReturn),
            (true, Capability::ApplicationCorrect),
            (true, Capability::Print),
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
