//! What the checks of a lesson look at: records and the places of the screen, nothing that was pressed.

use super::case::Material;
use crate::domain::{
    ApplicationNumber, Case, Check, CheckKind, Checks, EnrolmentRequest, Field, PrintedForm,
    Programme, Target,
};
use crate::store::projection::Projection;
use crate::tui::screens::{new_application, print, search};
use crate::tui::shell::Panel;

#[derive(Clone, Copy)]
pub struct Sight<'a> {
    pub register: &'a Projection,
    pub material: &'a Material,
    pub panel: Panel,
    /// The application on the screen, with the marks that stand beside its fields.
    pub opened: Option<(ApplicationNumber, Checks)>,
    pub search: &'a search::State,
    pub filled_in: &'a new_application::State,
    pub printing: &'a print::State,
}

impl<'a> Sight<'a> {
    /// The lesson's application as the register has it.
    pub(super) fn case(&self) -> Option<&'a Case> {
        self.register.confirmed(self.material.application?)
    }

    /// Its marks: those on the screen, else those of the record.
    pub(super) fn marks(&self) -> Option<Checks> {
        let number = self.material.application?;
        match self.opened {
            Some((opened, marks)) if opened == number => Some(marks),
            _ => Some(self.case()?.application.checks),
        }
    }

    /// What the eyes said of a field.
    pub(super) fn seen(&self, field: Field) -> Check {
        self.marks().map_or(Check::NotChecked, |marks| {
            marks.get(CheckKind::PaperDocuments, field)
        })
    }

    pub(super) fn is_open(&self) -> bool {
        let opened = self.opened.map(|(number, _)| number);
        opened.is_some() && opened == self.material.application
    }

    /// One of the lesson's programmes.
    pub(super) fn programme(&self, index: usize) -> Option<&'a Programme> {
        let id = self.material.programmes.get(index)?;
        self.register.enrolment().programme(*id)
    }

    /// One of the lesson's requests, as the register has it.
    pub(super) fn request(&self, index: usize) -> Option<&'a EnrolmentRequest> {
        let id = self.material.requests.get(index)?;
        self.register.enrolment().confirmed_request(*id)
    }

    pub(super) fn has_printed(&self, about: Target, forms: &[PrintedForm]) -> bool {
        forms
            .iter()
            .all(|form| self.printing.has_printed(about, *form))
    }

    /// The application that was filled in here since the case was made.
    pub(super) fn draft(&self) -> Option<&'a new_application::Draft> {
        self.filled_in.begun_since(self.material.made)
    }
}
