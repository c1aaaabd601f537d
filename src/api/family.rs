//! What the family's portal asks with the login and the password from the extract.

use serde::{Deserialize, Serialize};

use super::session::Secret;
use crate::domain::{Certificate, CertificateNumber};

/// Body of `POST /v1/family/login`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct FamilyLogin {
    pub certificate: CertificateNumber,
    pub password: Secret,
}

/// The password is the one that is in force. Nothing personal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct FamilyAnswer {
    pub certificate: Certificate,
}
