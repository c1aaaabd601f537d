//! Names of organisations, and who can do what this clerk can't.

use crate::api::session::Profile;
use crate::domain::{Capability, ClerkId, OrganisationId};
use crate::i18n::Arg;
use crate::tui::screens::Desk;

/// The organisation's name, or its number where the profile doesn't hold it.
#[must_use]
pub fn organisation(profile: &Profile, id: OrganisationId) -> String {
    profile
        .organisations
        .iter()
        .find(|organisation| organisation.id == id)
        .map_or_else(|| format!("№ {}", id.0), |o| o.name.to_string())
}

/// The colleague's name, or the number where the profile doesn't hold it.
#[must_use]
pub fn clerk(profile: &Profile, id: ClerkId) -> String {
    if id == profile.clerk {
        return profile.clerk_name.to_string();
    }
    profile
        .colleagues
        .iter()
        .find(|colleague| colleague.id == id)
        .map_or_else(|| format!("№ {}", id.0), |c| c.name.to_string())
}

#[must_use]
pub fn may(desk: &Desk<'_>, capability: Capability) -> bool {
    desk.register.profile().capabilities.has(capability)
}

/// Names of colleagues who have the right, or where to turn when nobody has.
#[must_use]
pub fn names(desk: &Desk<'_>, capability: Capability) -> String {
    let names = colleagues(desk, capability);
    if names.is_empty() {
        desk.texts.get("panel-who-nobody")
    } else {
        names.join(", ")
    }
}

fn colleagues<'a>(desk: &Desk<'a>, capability: Capability) -> Vec<&'a str> {
    let profile = desk.register.profile();
    let others = profile.colleagues.iter().filter(|c| c.id != profile.clerk);
    let entitled = others.filter(|c| c.capabilities.has(capability));
    entitled.map(|c| c.name.as_str()).collect()
}

/// Who of the organisation has the right, as a sentence that tells where to go.
#[must_use]
pub fn who_can(desk: &Desk<'_>, capability: Capability) -> String {
    let key = match capability {
        Capability::CertificateActivate => "panel-who-activates",
        Capability::ApplicationAccept => "panel-who-accepts",
        Capability::ApplicationReject => "panel-who-rejects",
        Capability::ApplicationReturn => "panel-who-returns",
        Capability::ApplicationResolveDuplicate => "panel-who-resolves",
        _ => "panel-who-else",
    };
    let names = colleagues(desk, capability);
    if names.is_empty() {
        return desk.texts.get("panel-who-turn-to");
    }
    desk.texts
        .with(key, &[("names", Arg::Text(&names.join(", ")))])
}
