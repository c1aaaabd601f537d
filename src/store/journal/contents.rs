//! What the entries of a journal come to, one after the other.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::Datelike;

use super::form::Superblock;
use super::frame::{Entry, Lost, SHOWN};
use crate::api::sync::{Envelope, Outcome};
use crate::domain::{ApplicationNumber, CertificateNumber, Command, EnrolmentCommand};
use crate::store::act::{Act, Applied, Device, Renewal};

/// What the entries of a journal come to.
#[derive(Clone, Debug)]
pub(super) struct Contents {
    pub device: Device,
    pub next: u64,
    pub acts: BTreeMap<u64, Act>,
    pub applied: VecDeque<Applied>,
    /// The numbers of applications that were handed in, and of their certificates, whatever became of them.
    pub handed_in: BTreeMap<ApplicationNumber, CertificateNumber>,
    /// Years and numbers under which acts enter papers in the organisation's journal, whatever became of them.
    pub entered: BTreeSet<(i32, u32)>,
    /// The same of contracts.
    pub contracted: BTreeSet<(i32, u32)>,
    /// From this seq on every act of the present name is in the file, whatever became of it.
    pub whole_from: u64,
    pub lost: Option<Lost>,
    pub renewal: Option<Renewal>,
    /// What the next act gets that is settled under a name of the past.
    pub shown: u64,
}

impl Contents {
    pub fn of(device: Device, next: u64) -> Self {
        Self {
            device,
            next,
            acts: BTreeMap::new(),
            applied: VecDeque::new(),
            handed_in: BTreeMap::new(),
            entered: BTreeSet::new(),
            contracted: BTreeSet::new(),
            whole_from: next,
            lost: None,
            renewal: None,
            shown: SHOWN,
        }
    }

    pub fn take(&mut self, entry: Entry) {
        match entry {
            Entry::Device { device, next } => {
                if device != self.device {
                    self.applied.clear();
                }
                self.device = device;
                self.next = next;
                self.whole_from = next;
            }
            Entry::Act(envelope) => {
                self.note_numbers(&envelope);
                if envelope.seq < SHOWN {
                    self.next = envelope.seq + 1;
                } else {
                    self.shown = self.shown.max(envelope.seq + 1);
                }
                let act = Act {
                    envelope,
                    outcome: None,
                };
                self.acts.insert(act.envelope.seq, act);
            }
            Entry::Result { result, .. } => {
                if let Outcome::Applied { version } = result.outcome {
                    if let Some(Act { envelope, .. }) = self.acts.remove(&result.seq) {
                        self.note_applied(Applied { envelope, version });
                    }
                } else if let Some(act) = self.acts.get_mut(&result.seq) {
                    act.outcome = Some(result.outcome);
                }
            }
            Entry::Dismissed { seq } => {
                self.acts.remove(&seq);
            }
            Entry::Past(past) => {
                self.note_numbers(&past.envelope);
                self.note_past(*past);
            }
            Entry::Lost(lost) => {
                self.next = self.next.max(lost.next);
                self.whole_from = self.whole_from.max(lost.next);
                self.lost = Some(lost);
            }
            Entry::Renewal(renewal) => self.renewal = renewal.map(|renewal| *renewal),
        }
    }

    fn note_numbers(&mut self, envelope: &Envelope) {
        match &envelope.command {
            Command::Submit(new) => {
                self.handed_in.insert(new.reference.number, new.certificate);
            }
            Command::Accept {
                journal_number,
                date,
            } => {
                let number = journal_number.as_str().parse().ok();
                self.entered.extend(number.map(|n| (date.year(), n)));
            }
            Command::Enrolment(EnrolmentCommand::Conclude {
                contract_number,
                date,
                ..
            }) => {
                let number = contract_number.as_str().parse().ok();
                self.contracted.extend(number.map(|n| (date.year(), n)));
            }
            _ => {}
        }
    }

    /// Notes that frames at the end are missing, as the superblock tells.
    pub fn lose(&mut self, newest: Option<Superblock>) -> Lost {
        let mut first = self.next;
        if let Some(newest) = newest {
            if newest.device != self.device {
                // The change of the name is among what was lost: nothing of the name that it has now is here.
                *self = Self {
                    device: newest.device,
                    applied: VecDeque::new(),
                    ..self.clone()
                };
                self.next = newest.next;
                first = 1;
            }
            self.next = self.next.max(newest.next);
        }
        // What was found lost before and is not settled yet stays part of it.
        let before = self.lost.map_or(first, |lost| lost.first);
        let lost = Lost {
            first: first.min(before),
            next: self.next,
        };
        self.whole_from = self.whole_from.max(lost.next);
        self.lost = Some(lost);
        lost
    }
}
