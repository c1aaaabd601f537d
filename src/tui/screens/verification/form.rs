//! The open application: its marks, the cursor, the card and what the register said.

use chrono::NaiveDate;

use crate::api::personal::Alike;
use crate::api::sync::{Doer, Outcome};
use crate::domain::validate::{self, Finding};
use crate::domain::{
    ApplicationNumber, ApplicationState, Capability, Case, CertificateState, Check, CheckKind,
    Checks, Command, Consent, ConsentCode, Context, Field, IntakeRegistration, Section,
};
use crate::tui::screens::Desk;
use crate::tui::screens::common::{asking, people};

use super::card::CardState;
use super::dialog::Dialog;
use super::differences::Had;
use super::marks::{Aim, Draft, Marks};

/// What the register said against an act on this application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// Someone changed the record; who and when, where the register tells.
    Conflict(Option<Doer>),
    Refused(crate::domain::Refusal),
}

impl Word {
    /// `None` when there is nothing for a person to do.
    #[must_use]
    pub fn of(outcome: &Outcome) -> Option<Self> {
        match outcome {
            Outcome::Applied { .. } | Outcome::Already { .. } => None,
            Outcome::Conflict { by, .. } => Some(Self::Conflict(by.clone())),
            Outcome::Refused { why } => Some(Self::Refused(why.clone())),
        }
    }
}

/// What of a record a clerk decides on. Versions also grow by the register's own work, which is nobody's change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    state: ApplicationState,
    certificate: CertificateState,
    intake: Option<IntakeRegistration>,
    consents: Vec<Consent>,
    checks: Checks,
    documents_complete: bool,
}

impl Known {
    #[must_use]
    pub fn of(case: &Case) -> Self {
        let application = &case.application;
        Self {
            state: application.state,
            certificate: case.certificate.state,
            intake: application.intake.clone(),
            consents: application.consents.clone(),
            checks: application.checks,
            documents_complete: application.documents_complete,
        }
    }
}

#[derive(Debug)]
pub struct Form {
    pub number: ApplicationNumber,
    pub marks: Marks,
    /// The marks as they were last given or read: what tells whether a `Verify` is needed.
    pub given: Marks,
    pub field: Field,
    pub aim: Aim,
    pub card: CardState,
    pub dialog: Option<Dialog>,
    pub word: Option<Word>,
    /// The record as this screen knows it, with the clerk's own acts; `None` until it is here.
    pub expected: Option<Known>,
    /// Someone changed the record, and the clerk has not yet pressed a key on it.
    pub moved: bool,
    /// Which of the alike records stands beside.
    pub alike: usize,
    /// What looks wrong in the card that is shown.
    pub findings: Vec<(Field, Finding)>,
    /// Alike records whose showing is on the disk.
    pub beside: Vec<ApplicationNumber>,
    /// The decision that was refused or not saved: its dialog is filled with it again.
    pub again: Option<Command>,
    /// What the clerk had when an act was given that is worked on once more.
    pub had: Option<Had>,
    /// This clerk has taken the application over from a colleague.
    pub taken: bool,
    /// The lease was this desk's and is over.
    pub lost: bool,
}

impl Form {
    #[must_use]
    pub fn new(number: ApplicationNumber, case: Option<&Case>, draft: Option<Draft>) -> Self {
        let given = case.map(Marks::of).unwrap_or_default();
        let (marks, field, aim, again) = match draft {
            Some(draft) => (draft.marks, draft.field, draft.aim, draft.again),
            None => (
                given.clone(),
                Field::ApplicationNumber,
                Aim::default(),
                None,
            ),
        };
        Self {
            number,
            marks,
            given,
            field,
            aim,
            card: CardState::default(),
            dialog: None,
            word: None,
            expected: case.map(Known::of),
            moved: false,
            alike: 0,
            findings: Vec::new(),
            beside: Vec::new(),
            again,
            had: None,
            taken: false,
            lost: false,
        }
    }

    #[must_use]
    pub fn section(&self) -> Section {
        self.field.section()
    }

    /// Whether marks can be made now: the paper can be taken, and this clerk takes papers.
    #[must_use]
    pub fn editable(case: &Case, desk: &Desk<'_>) -> bool {
        case.application.state.awaits_acceptance()
            && people::may(desk, Capability::ApplicationAccept)
    }

    #[must_use]
    pub fn changed(&self) -> bool {
        self.marks != self.given
    }

    /// Whether the register's value of the field is before the clerk's eyes.
    #[must_use]
    pub fn sees(&self, field: Field) -> bool {
        field.in_register() && (!field.personal() || self.card.shown().is_some())
    }

    /// The showing of the card is on the disk: it may be drawn, with what looks wrong in it.
    pub fn card_journalled(&mut self, today: NaiveDate) {
        self.card.journalled();
        self.judge(today);
    }

    /// Finds what looks wrong in the card that is shown.
    pub fn judge(&mut self, today: NaiveDate) {
        let card = self.card.shown().map(|revealed| &revealed.card);
        self.findings = card.map_or_else(Vec::new, |card| validate::card(card, today));
    }

    /// What looks wrong in the register's value; nothing unless the value is drawn.
    pub fn findings_on(&self, field: Field) -> impl Iterator<Item = &Finding> {
        let drawn = self.sees(field);
        self.findings
            .iter()
            .filter(move |(at, _)| drawn && *at == field)
            .map(|(_, finding)| finding)
    }

    /// The alike records that may be drawn.
    pub fn shown_beside(&self) -> impl Iterator<Item = &Alike> {
        let alike = self.card.shown().map(|card| card.alike.as_slice());
        alike
            .unwrap_or_default()
            .iter()
            .filter(|other| self.beside.contains(&other.application))
    }

    #[must_use]
    pub fn context(&self, desk: &Desk<'_>) -> Context {
        let card = self.card.shown();
        let birth = card.map(|revealed| revealed.card.child.birth_date);
        asking::context(desk, card.is_some(), birth)
    }

    /// Fields that acceptance still waits for.
    pub fn unchecked(&self) -> impl Iterator<Item = Field> + use<'_> {
        self.marks.checks.unchecked(self.card.shown().is_some())
    }

    /// Rows of the section that are done, and all its rows that acceptance asks for.
    #[must_use]
    pub fn progress(&self, section: Section) -> (usize, usize) {
        let all = section.fields().iter().filter(|f| f.mandatory()).count();
        let left = self.unchecked().filter(|f| f.section() == section).count();
        (all - left, all)
    }

    #[must_use]
    pub fn differs(&self, field: Field) -> bool {
        self.marks.checks.mismatches().any(|f| f == field)
    }

    /// Marks every row of the section that isn't marked as differing. A consent that the register doesn't hold can't
    /// match: those are returned.
    pub fn section_matches(&mut self, case: &Case) -> Vec<Field> {
        let mut missing = Vec::new();
        for field in self.section().fields() {
            if lacks_consent(case, *field) {
                missing.push(*field);
            } else if !self.differs(*field) {
                let kinds = Aim::Both.kinds(self.sees(*field));
                self.marks.set(*field, kinds, Check::Match);
                self.settle(*field);
            }
        }
        missing
    }

    /// Moves to the next field that acceptance waits for, behind the cursor, then from the start. False: none is left.
    pub fn go_to_unchecked(&mut self) -> bool {
        let here = self.field;
        let next = self
            .unchecked()
            .find(|f| *f > here)
            .or_else(|| self.unchecked().next());
        if let Some(field) = next {
            self.field = field;
        }
        next.is_some()
    }

    /// Moves to the first unchecked field of the next section that has one. False: none is left.
    pub fn go_to_section_unchecked(&mut self) -> bool {
        let here = self.section();
        let next = self
            .unchecked()
            .find(|f| f.section() > here)
            .or_else(|| self.unchecked().next());
        if let Some(field) = next {
            self.field = field;
        }
        next.is_some()
    }

    pub fn step_field(&mut self, by: isize) {
        let at = self.field as usize;
        let last = Field::ALL.len() - 1;
        self.field = Field::ALL[at.saturating_add_signed(by).min(last)];
    }

    pub fn step_section(&mut self, by: isize) {
        let at = self.section() as usize;
        let last = Section::ALL.len() - 1;
        let section = Section::ALL[at.saturating_add_signed(by).min(last)];
        if let (true, Some(first)) = (section != self.section(), section.fields().first()) {
            self.field = *first;
        }
    }

    #[must_use]
    pub fn draft(&self) -> Draft {
        Draft {
            marks: self.marks.clone(),
            field: self.field,
            aim: self.aim,
            again: self.again.clone(),
        }
    }

    /// `Verify`, when the marks are others than the register will know.
    #[must_use]
    pub fn verify(&self) -> Option<Command> {
        self.changed().then(|| self.marks.command())
    }

    /// The check to draw in one of the two columns; `None` where there is nothing to compare with.
    #[must_use]
    pub fn check(&self, kind: CheckKind, field: Field) -> Option<Check> {
        let check = self.marks.checks.get(kind, field);
        let possible =
            kind == CheckKind::PaperDocuments || self.sees(field) || check != Check::NotChecked;
        possible.then_some(check)
    }
}

/// Whether the row is a consent that the register doesn't hold.
#[must_use]
pub fn lacks_consent(case: &Case, field: Field) -> bool {
    ConsentCode::ALL.into_iter().any(|code| {
        code.field() == field && !case.application.consents.iter().any(|c| c.code == code)
    })
}

/// Whether anything can still be done to the application at a desk.
#[must_use]
pub fn worked_on(case: &Case) -> bool {
    let state = case.application.state;
    state.awaits_acceptance() || state == ApplicationState::Accepted
}
