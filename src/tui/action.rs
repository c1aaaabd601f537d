//! Everything that a key can do, and the places where keys mean something.

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $code:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($variant),* }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name in keymap files and in text keys.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
        }
    };
}

named! {
    /// A place with keys of its own. The innermost is asked first, `Global` last.
    Place {
        Global = "global",
        Login = "login",
        Search = "search",
        Queue = "queue",
        Verification = "verification",
        Changes = "changes",
        Paper = "paper",
        Activation = "activation",
        NewApplication = "new_application",
        ApplicationForm = "application_form",
        Applicant = "applicant",
        Print = "print",
        Enrol = "enrol",
        Requests = "requests",
        Request = "request",
        Outbox = "outbox",
        Help = "help",
        Palette = "palette",
        Dialog = "dialog",
    }
}

named! {
    /// What a key does. Text keys: `action-<code>` with underscores as dashes.
    Action {
        Help = "help",
        OpenSearch = "open_search",
        OpenQueue = "open_queue",
        OpenActivation = "open_activation",
        OpenNewApplication = "open_new_application",
        OpenProgrammes = "open_programmes",
        OpenRequests = "open_requests",
        OpenOverview = "open_overview",
        OpenOutbox = "open_outbox",
        Leave = "leave",
        Palette = "palette",
        SuspendProgram = "suspend_program",
        Redraw = "redraw",
        SyncNow = "sync_now",
        Up = "up",
        Down = "down",
        Left = "left",
        Right = "right",
        PageUp = "page_up",
        PageDown = "page_down",
        First = "first",
        Last = "last",
        Submit = "submit",
        Cancel = "cancel",
        NextField = "next_field",
        PreviousField = "previous_field",
        ClearInput = "clear_input",
        NextCase = "next_case",
        Match = "match",
        Mismatch = "mismatch",
        ClearMark = "clear_mark",
        SectionMatches = "section_matches",
        NextUnchecked = "next_unchecked",
        NextDifference = "next_difference",
        PreviousSection = "previous_section",
        NextSection = "next_section",
        Accept = "accept",
        Activate = "activate",
        Reject = "reject",
        Return = "return",
        ResolveDuplicate = "resolve_duplicate",
        ToggleCheckKind = "toggle_check_kind",
        Changes = "changes",
        Correct = "correct",
        Withdraw = "withdraw",
        ChangeData = "change_data",
        Reissue = "reissue",
        Suspend = "suspend",
        Restore = "restore",
        Exclude = "exclude",
        Merge = "merge",
        TransferCertificate = "transfer_certificate",
        CompareUnseen = "compare_unseen",
        ExportList = "export_list",
        Sort = "sort",
        Filter = "filter",
        Reopen = "reopen",
        Revisit = "revisit",
        Dismiss = "dismiss",
        Retry = "retry",
        Toggle = "toggle",
        Discard = "discard",
        AnotherChild = "another_child",
        ShowAlike = "show_alike",
        Print = "print",
        Preview = "preview",
        PrintNotice = "print_notice",
        PaperSigned = "paper_signed",
        Undo = "undo",
        NextError = "next_error",
        TakeOffer = "take_offer",
        Tick = "tick",
        RefuseConsent = "refuse_consent",
        TakeBack = "take_back",
        SendMail = "send_mail",
        Enrol = "enrol",
        FilterDirection = "filter_direction",
        FilterAge = "filter_age",
        FilterPlaces = "filter_places",
        FilterSchedule = "filter_schedule",
        SetAge = "set_age",
        AnotherProgramme = "another_programme",
        MarkToHere = "mark_to_here",
        MarkAll = "mark_all",
        ConfirmRequest = "confirm_request",
        RefuseRequest = "refuse_request",
        WithdrawRequest = "withdraw_request",
        Conclude = "conclude",
        ChangeGroup = "change_group",
        Terminate = "terminate",
        Complete = "complete",
    }
}
