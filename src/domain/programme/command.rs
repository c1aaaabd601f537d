//! Changes of a programme.

use serde::{Deserialize, Serialize};

use super::group::GroupId;
use super::module::ModuleId;
use super::outline::{GroupOutline, Outline};
use crate::domain::capability::Capability;
use crate::domain::money::Kopecks;
use crate::domain::reason::ProgrammeRefuseReason;
use crate::domain::text::Clean;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "act")]
pub enum ProgrammeCommand {
    /// Create a programme as a draft, or change one that is not published.
    SaveProgramme {
        outline: Box<Outline>,
    },
    /// Ask for the review that its register wants.
    SendProgramme,
    /// Publish a draft whose register wants no review.
    PublishProgramme,
    /// Publish what is on review; by another one than who sent it.
    ApproveProgramme,
    RefuseProgramme {
        reason: ProgrammeRefuseReason,
        #[serde(default, skip_serializing_if = "Clean::is_empty")]
        text: Clean,
    },
    /// Go on with a refused programme as a draft.
    ReviseProgramme,
    /// Take it out of the navigator; contracts go on.
    ArchiveProgramme,
    /// Open or close enrolment on modules.
    SetEnrolment {
        modules: Vec<ModuleId>,
        open: bool,
    },
    SetPrice {
        module: ModuleId,
        price: Kopecks,
    },
    /// Add a group to a module, or change one.
    SaveGroup {
        module: ModuleId,
        group: GroupOutline,
    },
    /// The group takes nobody any more.
    ArchiveGroup {
        module: ModuleId,
        group: GroupId,
    },
}

impl ProgrammeCommand {
    /// The name on the wire, in the audit and in text keys.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::SaveProgramme { .. } => "save_programme",
            Self::SendProgramme => "send_programme",
            Self::PublishProgramme => "publish_programme",
            Self::ApproveProgramme => "approve_programme",
            Self::RefuseProgramme { .. } => "refuse_programme",
            Self::ReviseProgramme => "revise_programme",
            Self::ArchiveProgramme => "archive_programme",
            Self::SetEnrolment { .. } => "set_enrolment",
            Self::SetPrice { .. } => "set_price",
            Self::SaveGroup { .. } => "save_group",
            Self::ArchiveGroup { .. } => "archive_group",
        }
    }

    /// The right that it needs.
    #[must_use]
    pub fn capability(&self) -> Capability {
        match self {
            Self::SaveProgramme { .. }
            | Self::SendProgramme
            | Self::ReviseProgramme
            | Self::SaveGroup { .. }
            | Self::ArchiveGroup { .. } => Capability::ProgrammeEdit,
            Self::PublishProgramme | Self::ArchiveProgramme | Self::SetEnrolment { .. } => {
                Capability::ProgrammePublish
            }
            Self::ApproveProgramme | Self::RefuseProgramme { .. } => Capability::ProgrammeReview,
            Self::SetPrice { .. } => Capability::ModulePrice,
        }
    }
}
