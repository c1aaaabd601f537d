//! What a desk has in store to fill in applications: numbers, texts, and the name by which consents tell where they were
//! ticked.

use chrono::{Datelike, NaiveDate};
use uuid::Uuid;

use crate::api::forms::Forms;
use crate::api::sync::NumberBlock;
use crate::domain::{ApplicationNumber, CertificateNumber};

#[derive(Clone, Debug, Default)]
pub struct Supplies {
    device: Uuid,
    forms: Option<Forms>,
    numbers: Vec<(ApplicationNumber, CertificateNumber)>,
}

impl Supplies {
    #[must_use]
    pub fn new(
        device: Uuid,
        forms: Option<Forms>,
        numbers: Vec<(ApplicationNumber, CertificateNumber)>,
    ) -> Self {
        Self {
            device,
            forms,
            numbers,
        }
    }

    /// The device of this desk's journal.
    #[must_use]
    pub fn device(&self) -> Uuid {
        self.device
    }

    /// The texts of consents and what the office has typed before; `None` until the register has told it once.
    #[must_use]
    pub fn forms(&self) -> Option<&Forms> {
        self.forms.as_ref()
    }

    /// The numbers for the next application of that day's year; `None` when they are used up and the line is away.
    #[must_use]
    pub fn next_numbers(&self, today: NaiveDate) -> Option<(ApplicationNumber, CertificateNumber)> {
        let fits = |number: &ApplicationNumber| i32::from(number.year()) == today.year();
        self.numbers
            .iter()
            .copied()
            .find(|(number, _)| fits(number))
    }

    /// The numbers of that application are given.
    pub fn use_up(&mut self, number: ApplicationNumber) {
        self.numbers.retain(|(own, _)| *own != number);
    }

    pub(crate) fn add(&mut self, block: &NumberBlock) {
        self.numbers.extend(block.pairs());
    }

    pub(crate) fn set_forms(&mut self, forms: Forms) {
        self.forms = Some(forms);
    }

    pub(crate) fn rename(&mut self, device: Uuid) {
        self.device = device;
    }
}
