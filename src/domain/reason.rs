//! Reasons that a clerk chooses from a list; free text beside them is personal data and is kept with the card.

use serde::{Deserialize, Serialize};

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident = $code:tt),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
        pub enum $name { $(#[serde(rename = $code)] $variant),* }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
        }
    )*};
}

reasons! {
    /// Why an application ends without a certificate.
    RejectReason {
        CertificateExists = "certificate_exists",
        OtherMunicipality = "other_municipality",
        Age = "age",
        DataMismatch = "data_mismatch",
        DocumentsMissing = "documents_missing",
        NotRepresentative = "not_representative",
        Other = "other",
    }
    /// Why an application goes back to wait for another paper.
    ReturnReason {
        DataMismatch = "data_mismatch",
        DocumentsMissing = "documents_missing",
        NotSigned = "not_signed",
        Illegible = "illegible",
        Other = "other",
    }
    /// Why two alike records are not, or are, one child.
    ResolveReason {
        Twins = "twins",
        Namesakes = "namesakes",
        DocumentReplaced = "document_replaced",
        TypingError = "typing_error",
    }
    /// Why a clerk goes on with an application that another one holds.
    TakeOverReason {
        HolderAway = "holder_away",
        ParentAtMyDesk = "parent_at_my_desk",
        HolderAsked = "holder_asked",
        Urgent = "urgent",
    }
    /// Why the family gets its extract once more, with another password.
    ReissueReason {
        NumberLost = "number_lost",
        PasswordLost = "password_lost",
        ExtractLost = "extract_lost",
        PasswordKnownToOthers = "password_known_to_others",
    }
    /// Why a programme is not certified.
    ProgrammeRefuseReason {
        Incomplete = "incomplete",
        Price = "price",
        Ages = "ages",
        Content = "content",
        Other = "other",
    }
    /// Why a request ends without a contract.
    RequestRefuseReason {
        NoPlaces = "no_places",
        Age = "age",
        Health = "health",
        GroupCancelled = "group_cancelled",
        OfferOverdue = "offer_overdue",
        FamilyAsked = "family_asked",
        CertificateSuspended = "certificate_suspended",
        Other = "other",
    }
    /// Why a contract ends before its time.
    TerminateReason {
        FamilyAsked = "family_asked",
        Moved = "moved",
        UnlawfulAdmission = "unlawful_admission",
        Arrears = "arrears",
        ChildsConduct = "childs_conduct",
        CertificateSuspended = "certificate_suspended",
        Authority = "authority",
        Other = "other",
    }
    SuspendReason {
        ParentRequest = "parent_request",
        DataChecked = "data_checked",
        Moved = "moved",
        Other = "other",
    }
    ExcludeReason {
        ParentRequest = "parent_request",
        OtherMunicipality = "other_municipality",
        IssuedByMistake = "issued_by_mistake",
        Death = "death",
    }
}
