//! Screen = snapshot + pending commands applied by `domain`. Pure; the interface thread owns it.

use std::collections::BTreeMap;

use crate::api::session::Profile;
use crate::domain::{
    ApplicationNumber, Capabilities, Case, Clean, ClerkId, MunicipalityCode, OrganisationId,
};

/// The register as this desk sees it.
pub struct Projection {
    profile: Profile,
    cases: BTreeMap<ApplicationNumber, Case>,
}

impl Projection {
    /// What a desk sees before it is unlocked: nothing, and no right.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            profile: Profile {
                clerk: ClerkId(0),
                clerk_name: Clean::default(),
                organisation: OrganisationId(0),
                municipality: MunicipalityCode(0),
                municipality_name: Clean::default(),
                capabilities: Capabilities::default(),
                organisations: Vec::new(),
                colleagues: Vec::new(),
            },
            cases: BTreeMap::new(),
        }
    }

    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The record with everything applied that this desk has given and the register has not answered yet.
    #[must_use]
    pub fn case(&self, number: ApplicationNumber) -> Option<Case> {
        self.cases.get(&number).cloned()
    }
}
