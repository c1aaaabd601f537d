//! The lessons: their steps in order, what each needs of the keymap, and the checks that say whether it is done. Data only.
//!
//! Texts: `tutor-lesson-<lesson>`, `tutor-do-<lesson>-<step>`, `tutor-why-<lesson>-<step>`.

use serde::{Deserialize, Serialize};

use super::checks::{Wrong, application, issue, programmes, requests};
use super::sight::Sight;
use crate::tui::action::{Action, Place};

/// A lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LessonId {
    /// A: the parent brings a signed application.
    Accept,
    /// A: the documents say something else.
    Differ,
    /// B: the parent comes to obtain a certificate.
    Issue,
    /// C: programmes, prices, enrolment.
    Programmes,
    /// C: requests and contracts.
    Requests,
}

impl LessonId {
    pub const ALL: [Self; 5] = [
        Self::Accept,
        Self::Differ,
        Self::Issue,
        Self::Programmes,
        Self::Requests,
    ];

    /// The name in text keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Differ => "differ",
            Self::Issue => "issue",
            Self::Programmes => "programmes",
            Self::Requests => "requests",
        }
    }

    /// The one behind it.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        let at = Self::ALL.iter().position(|lesson| *lesson == self)?;
        Self::ALL.get(at + 1).copied()
    }

    pub(super) fn lesson(self) -> &'static Lesson {
        match self {
            Self::Accept => &ACCEPT,
            Self::Differ => &DIFFER,
            Self::Issue => &ISSUE,
            Self::Programmes => &PROGRAMMES,
            Self::Requests => &REQUESTS,
        }
    }
}

/// How many steps all lessons have together.
#[must_use]
pub fn steps_in_all() -> usize {
    let steps = LessonId::ALL.iter().map(|id| id.lesson().steps.len());
    steps.sum()
}

pub(super) struct Lesson {
    pub steps: &'static [Step],
    /// What was done that would be a mistake in the work, whichever step it is.
    pub wrong: fn(&Sight<'_>) -> Option<Wrong>,
}

pub(super) struct Step {
    /// The name in text keys, behind that of the lesson.
    pub code: &'static str,
    /// Keys that the texts name: the variable, where the key is pressed, what it does.
    pub keys: &'static [(&'static str, Place, Action)],
    pub done: fn(&Sight<'_>) -> bool,
}

const fn step(
    code: &'static str,
    keys: &'static [(&'static str, Place, Action)],
    done: fn(&Sight<'_>) -> bool,
) -> Step {
    Step { code, keys, done }
}

const SEARCH: (&str, Place, Action) = ("search", Place::Global, Action::OpenSearch);
const MATCH: (&str, Place, Action) = ("match", Place::Verification, Action::Match);
const SECTION: (&str, Place, Action) = ("section", Place::Verification, Action::SectionMatches);
const MISMATCH: (&str, Place, Action) = ("mismatch", Place::Verification, Action::Mismatch);
const CLEAR: (&str, Place, Action) = ("clear", Place::Verification, Action::ClearMark);
const ACCEPTS: (&str, Place, Action) = ("accept", Place::Verification, Action::Accept);
const ACTIVATES: (&str, Place, Action) = ("activate", Place::Verification, Action::Activate);
const RETURNS: (&str, Place, Action) = ("return", Place::Verification, Action::Return);
const CORRECTS: (&str, Place, Action) = ("correct", Place::Verification, Action::Correct);
const PAPERS: (&str, Place, Action) = ("papers", Place::Global, Action::TutorPapers);
const OPENS_PROGRAMMES: (&str, Place, Action) =
    ("programmes", Place::Global, Action::OpenProgrammes);
const OPENS_REQUESTS: (&str, Place, Action) = ("requests", Place::Global, Action::OpenRequests);

static ACCEPT: Lesson = Lesson {
    steps: &[
        step("find", &[SEARCH], application::found),
        step("open", &[SEARCH], application::opened),
        step("compare", &[PAPERS, MATCH, SECTION], application::compared),
        step("accept", &[ACCEPTS], application::accepted),
        step("activate", &[ACTIVATES], application::activated),
    ],
    wrong: application::wrong,
};

static DIFFER: Lesson = Lesson {
    steps: &[
        step("open", &[SEARCH], application::opened),
        step(
            "mark",
            &[PAPERS, MATCH, MISMATCH, CLEAR],
            application::difference_marked,
        ),
        step("return", &[RETURNS, CORRECTS], application::returned),
    ],
    wrong: application::wrong_where_they_differ,
};

static ISSUE: Lesson = Lesson {
    steps: &[
        step(
            "documents",
            &[
                ("new", Place::Global, Action::OpenNewApplication),
                ("tick", Place::NewApplication, Action::Toggle),
            ],
            issue::documents_checked,
        ),
        step(
            "fill",
            &[
                PAPERS,
                ("next", Place::ApplicationForm, Action::NextField),
                ("error", Place::ApplicationForm, Action::NextError),
            ],
            issue::filled_in,
        ),
        step(
            "consents",
            &[
                ("tick", Place::Applicant, Action::Tick),
                ("back", Place::Applicant, Action::TakeBack),
            ],
            issue::consented,
        ),
        step(
            "hand-in",
            &[("submit", Place::NewApplication, Action::Submit)],
            issue::handed_in,
        ),
        step(
            "print",
            &[("print", Place::NewApplication, Action::Print)],
            issue::printed,
        ),
        step(
            "accept",
            &[
                ("signed", Place::NewApplication, Action::PaperSigned),
                SECTION,
                ACCEPTS,
            ],
            application::accepted,
        ),
        step("activate", &[ACTIVATES], application::activated),
    ],
    wrong: issue::wrong,
};

static PROGRAMMES: Lesson = Lesson {
    steps: &[
        step(
            "publish",
            &[
                OPENS_PROGRAMMES,
                ("filter", Place::Programmes, Action::Filter),
                ("publish", Place::Programme, Action::PublishProgramme),
            ],
            programmes::published,
        ),
        step(
            "send",
            &[
                OPENS_PROGRAMMES,
                ("send", Place::Programme, Action::SendProgramme),
            ],
            programmes::sent,
        ),
        step(
            "price",
            &[
                OPENS_PROGRAMMES,
                ("price", Place::Programme, Action::SetPrice),
            ],
            programmes::priced,
        ),
        step(
            "open",
            &[("open", Place::Programme, Action::OpenEnrolment)],
            programmes::enrolment_opened,
        ),
    ],
    wrong: programmes::wrong,
};

static REQUESTS: Lesson = Lesson {
    steps: &[
        step(
            "confirm",
            &[
                OPENS_REQUESTS,
                ("filter", Place::Requests, Action::Filter),
                ("confirm", Place::Requests, Action::ConfirmRequest),
            ],
            requests::confirmed,
        ),
        step(
            "refuse",
            &[
                OPENS_REQUESTS,
                ("refuse", Place::Requests, Action::RefuseRequest),
            ],
            requests::refused,
        ),
        step(
            "in-person",
            &[("enrol", Place::Global, Action::Enrol)],
            requests::in_person,
        ),
        step(
            "print",
            &[
                OPENS_REQUESTS,
                ("tab", Place::Requests, Action::Right),
                ("print", Place::Request, Action::Print),
            ],
            requests::printed,
        ),
        step(
            "conclude",
            &[("conclude", Place::Request, Action::Conclude)],
            requests::concluded,
        ),
        step(
            "help",
            &[("help", Place::Global, Action::Help)],
            requests::helped,
        ),
    ],
    wrong: requests::wrong,
};
