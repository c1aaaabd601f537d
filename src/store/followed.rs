//! Which scopes of the register a desk follows.

use std::collections::BTreeSet;

use crate::api::session::Profile;
use crate::api::sync::Scope;
use crate::domain::Capability;

/// The clerk's own municipality and organisation.
#[must_use]
pub fn own(profile: &Profile) -> BTreeSet<Scope> {
    BTreeSet::from([
        Scope::Municipality(profile.municipality),
        Scope::Organisation(profile.organisation),
    ])
}

/// The clerk's own scopes; for who reviews programmes, also every organisation that the profile names.
#[must_use]
pub fn followed(profile: &Profile) -> BTreeSet<Scope> {
    let reviews = profile.capabilities.has(Capability::ProgrammeReview);
    let named = profile.organisations.iter().filter(|_| reviews);
    let mut followed = own(profile);
    followed.extend(named.map(|named| Scope::Organisation(named.id)));
    followed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::session::OrganisationName;
    use crate::domain::{MunicipalityCode, OrganisationId};
    use crate::store::fixture::profile;

    #[test]
    fn who_reviews_programmes_follows_all_organisations_and_others_their_own() {
        let mut profile = profile();
        for id in [17, 21] {
            profile.organisations.push(OrganisationName {
                id: OrganisationId(id),
                name: "Школа".into(),
            });
        }
        let mut all = BTreeSet::from([
            Scope::Municipality(MunicipalityCode(1)),
            Scope::Organisation(OrganisationId(17)),
        ]);
        assert_eq!(followed(&profile), all);
        profile.capabilities = profile.capabilities.with(Capability::ProgrammeReview);
        all.insert(Scope::Organisation(OrganisationId(21)));
        assert_eq!(followed(&profile), all);
    }
}
