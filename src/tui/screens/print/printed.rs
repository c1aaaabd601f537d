//! What this desk has printed before: whatever is printed again is a copy.
//!
//! Kept as a draft, so that a restart knows it. Names of records and forms alone, nothing personal.

use std::collections::VecDeque;

use crate::domain::{PrintedForm, Target};

/// The most prints that are remembered, the newest: some weeks of an office.
const MOST: usize = 400;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    known: VecDeque<(Target, PrintedForm)>,
}

impl Printed {
    #[must_use]
    pub fn has(&self, about: Target, form: PrintedForm) -> bool {
        self.known.contains(&(about, form))
    }

    /// Whether it is new.
    pub fn add(&mut self, about: Target, form: PrintedForm) -> bool {
        if self.has(about, form) {
            return false;
        }
        self.known.push_back((about, form));
        if self.known.len() > MOST {
            self.known.pop_front();
        }
        true
    }

    /// A line for each, as the draft keeps it.
    #[must_use]
    pub fn text(&self) -> String {
        let line = |(about, form): &(Target, PrintedForm)| format!("{about} {}\n", form.code());
        self.known.iter().map(line).collect()
    }

    /// What is not understood is passed over.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let mut printed = Self::default();
        for line in text.lines() {
            let Some((about, code)) = line.split_once(' ') else {
                continue;
            };
            let form = PrintedForm::ALL.iter().copied().find(|f| f.code() == code);
            if let (Ok(about), Some(form)) = (about.parse(), form) {
                printed.add(about, form);
            }
        }
        printed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::screens::common::rig::number;

    #[test]
    fn what_was_printed_reads_back_and_the_oldest_go_first() {
        let mut printed = Printed::default();
        for serial in 0..=MOST as u32 {
            assert!(printed.add(number(serial).into(), PrintedForm::Receipt));
        }
        assert!(!printed.has(number(0).into(), PrintedForm::Receipt));
        assert!(!printed.add(number(1).into(), PrintedForm::Receipt));
        let again = Printed::from_text(&printed.text());
        assert_eq!(again, printed);
        assert!(!again.has(number(1).into(), PrintedForm::Statement));
        assert_eq!(Printed::from_text("x\n1 2\n"), Printed::default());
    }
}
