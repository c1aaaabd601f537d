//! The papers that an office hands over or files. What stands on them is made by `documents`.

use serde::{Deserialize, Serialize};

macro_rules! forms {
    ($($(#[$doc:meta])* $variant:ident = $code:tt),* $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
        pub enum PrintedForm { $($(#[$doc])* #[serde(rename = $code)] $variant),* }

        impl PrintedForm {
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name on the wire, in the audit and in text keys.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
        }
    };
}

forms! {
    /// Заявление: what the applicant signs, the `paper_statement`.
    Statement = "statement",
    /// Выписка из реестра сертификатов.
    RegisterExtract = "register_extract",
    /// Расписка о приёме заявления.
    Receipt = "receipt",
    /// Заявление об отзыве.
    WithdrawalRequest = "withdrawal_request",
    /// Заявление об изменении данных: as they were, as they are.
    ChangeRequest = "change_request",
    /// Заявление о повторной выдаче выписки.
    ReissueRequest = "reissue_request",
    SuspensionRequest = "suspension_request",
    RestorationRequest = "restoration_request",
    ExclusionRequest = "exclusion_request",
    /// Заявление о переводе в другой муниципалитет.
    TransferRequest = "transfer_request",
    /// Уведомление о возврате: what to bring, and until when.
    ReturnNotice = "return_notice",
    /// Уведомление об отказе.
    RejectionNotice = "rejection_notice",
    /// Решение об объединении сертификатов: signed by the clerk.
    MergeDecision = "merge_decision",
    /// Договор-оферта.
    Offer = "offer",
    /// Заявление о зачислении: signed by the family, it concludes the contract.
    EnrolmentStatement = "enrolment_statement",
    /// Уведомление о расторжении договора, by the family.
    TerminationByFamily = "termination_by_family",
    /// Уведомление о расторжении договора, by the organisation.
    TerminationByOrganisation = "termination_by_organisation",
    /// Заявление на смену группы.
    GroupChangeRequest = "group_change_request",
}
