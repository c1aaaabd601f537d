//! Screen = snapshot + pending commands applied by `domain`. Pure; the interface thread owns it.

use std::collections::BTreeMap;

use crate::api::session::Profile;
use crate::domain::{ApplicationNumber, Case};

/// The register as this desk sees it.
pub struct Projection {
    profile: Profile,
    cases: BTreeMap<ApplicationNumber, Case>,
}

impl Projection {
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
