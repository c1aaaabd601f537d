//! What each piece of news means for what the interface shows.

use super::desk::News;
use crate::store::projection::Projection;

impl Projection {
    /// Takes in news. What is not about records or acts changes nothing here.
    pub fn apply(&mut self, news: &News) {
        match news {
            News::Unlocked(unlocked) => *self = Self::new((**unlocked).clone()),
            News::Saved { ticket, act } => self.saved(*ticket, (**act).clone()),
            News::NotSaved { ticket, .. } => self.not_saved(*ticket),
            News::Settled { seq, outcome } => self.settled(*seq, outcome),
            News::Changed { reset, set, gone } => self.changed(*reset, set.clone(), gone),
            News::Enrolment(delta) => {
                self.changed_enrolment(delta);
            }
            News::Contracts(range) => self.supplies_mut().set_contracts(*range),
            News::Profile(profile) => self.set_profile((**profile).clone()),
            News::Numbers(block) => self.supplies_mut().add(block),
            News::Stock(stock) => self.supplies_mut().set_stock(*stock),
            News::Forms(forms) => self.supplies_mut().set_forms((**forms).clone()),
            News::Renewed(renewal) => self.supplies_mut().rename(renewal.device.id),
            News::UnlockRefused(_)
            | News::Alike { .. }
            | News::Compared { .. }
            | News::Overview { .. }
            | News::OverviewKept { .. }
            | News::PasswordChecked { .. }
            | News::Submitted { .. }
            | News::Link(_)
            | News::Card { .. }
            | News::Found { .. }
            | News::Journal(_)
            | News::NextOne { .. }
            | News::Held(_)
            | News::LeaseLost { .. }
            | News::TooOld { .. }
            | News::Full(_)
            | News::Handbook(_)
            | News::CacheRebuilt { .. }
            | News::Halted(_)
            | News::Stopped => {}
        }
    }
}
