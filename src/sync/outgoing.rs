//! Acts on their way: which go into the next request, and what an answer leaves of them. Pure.

use std::collections::VecDeque;

use crate::api::pack;
use crate::api::sync::{Envelope, MOST_BYTES, MOST_COMMANDS, Outcome, SyncAnswer};
use crate::domain::ApplicationNumber;

/// A request's commands stay below this on the line, packed as they go, so that a lost segment costs no more than one
/// retransmission.
const PACKED_BYTES: usize = 16 * 1024;
/// And below this when they are unpacked, so that they and what goes beside them stay within what the register reads.
const PLAIN_BYTES: usize = MOST_BYTES / 4 * 3;

/// Acts that the register has not answered, in the order of seq.
#[derive(Debug)]
pub struct Outgoing {
    waiting: VecDeque<Envelope>,
    /// How many go into one request. Less than usual while the register refuses a batch as a whole.
    most: usize,
}

impl Default for Outgoing {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl Outgoing {
    #[must_use]
    pub fn new(waiting: Vec<Envelope>) -> Self {
        Self {
            waiting: waiting.into(),
            most: MOST_COMMANDS,
        }
    }

    pub fn push(&mut self, envelope: Envelope) {
        // An act that was saved while a login read the journal is there already.
        if self
            .waiting
            .back()
            .is_none_or(|last| last.seq < envelope.seq)
        {
            self.waiting.push_back(envelope);
        }
    }

    /// The seq of the last act; 0 without one.
    #[must_use]
    pub fn last(&self) -> u64 {
        self.waiting.back().map_or(0, |last| last.seq)
    }

    /// A batch of `sent` acts was refused as a whole: the next one is half as large, so that in the end only the one at
    /// fault stays. Gives whether it can be smaller.
    pub fn halve(&mut self, sent: usize) -> bool {
        self.most = (sent / 2).max(1);
        sent > 1
    }

    /// The oldest acts, as many as fit; one always does.
    #[must_use]
    pub fn batch(&self) -> Vec<Envelope> {
        let (mut plain, mut packed) = (0, 0);
        self.waiting
            .iter()
            .take(self.most)
            .take_while(|envelope| {
                let first = plain == 0;
                let json = serde_json::to_vec(envelope).unwrap_or_default();
                plain += json.len();
                // Together they pack better than each by itself.
                packed += pack::pack(&json).map_or(json.len(), |packed| packed.len());
                first || plain <= PLAIN_BYTES && packed <= PACKED_BYTES
            })
            .cloned()
            .collect()
    }

    /// The applications on which the answer says that acts were applied.
    #[must_use]
    pub fn worked(&self, answer: &SyncAnswer) -> Vec<ApplicationNumber> {
        let applied = |seq| {
            let result = answer.results.iter().find(|r| r.seq == seq);
            result.is_some_and(|r| matches!(r.outcome, Outcome::Applied { .. }))
        };
        let worked = self.waiting.iter().filter(|e| applied(e.seq));
        worked.filter_map(|e| e.target.case()).collect()
    }

    /// Takes out what the answer settles. Gives whether the answer settled anything of a batch that was sent.
    pub fn settle(&mut self, answer: &SyncAnswer) -> bool {
        let before = self.waiting.len();
        self.waiting
            .retain(|e| !answer.results.iter().any(|r| r.seq == e.seq));
        let settled = self.waiting.len() < before;
        if settled {
            self.most = (self.most * 2).min(MOST_COMMANDS);
        }
        settled
    }

    /// Whether acts are left.
    #[must_use]
    pub fn more(&self) -> bool {
        !self.waiting.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use uuid::Uuid;

    use super::*;
    use crate::api::sync::{Base, CommandResult};
    use crate::domain::{
        Check, CheckKind, Checks, Command, Field, MunicipalityCode, Remark, ReturnReason,
    };

    fn envelope(seq: u64, letters: usize) -> Envelope {
        let target = ApplicationNumber::new(MunicipalityCode(1), 2026, 1);
        let command = Command::Return {
            reason: ReturnReason::Other,
            text: "x".repeat(letters).into(),
        };
        let at = DateTime::<Utc>::UNIX_EPOCH;
        Envelope::new(
            seq,
            Uuid::nil(),
            target,
            Base::Version(1),
            None,
            at,
            command,
        )
    }

    fn answer(seqs: &[u64]) -> SyncAnswer {
        SyncAnswer {
            results: seqs
                .iter()
                .map(|seq| CommandResult {
                    seq: *seq,
                    outcome: Outcome::Applied { version: 1 },
                })
                .collect(),
            ..SyncAnswer::default()
        }
    }

    fn seqs(batch: &[Envelope]) -> Vec<u64> {
        batch.iter().map(|e| e.seq).collect()
    }

    fn bytes(batch: &[Envelope]) -> (usize, usize) {
        let json = serde_json::to_vec(batch).unwrap();
        (json.len(), pack::pack(&json).unwrap().len())
    }

    #[test]
    fn a_batch_is_the_oldest_acts_that_fit_a_slow_line_and_the_register() {
        let mut outgoing = Outgoing::new((1..=200).map(|seq| envelope(seq, 1_500)).collect());
        let batch = outgoing.batch();
        let (plain, packed) = bytes(&batch);
        assert!(plain <= MOST_BYTES && packed <= PACKED_BYTES && batch.len() > 20);
        assert_eq!(batch[0].seq, 1);
        let sent = seqs(&batch);
        assert!(outgoing.settle(&answer(&sent)));
        assert_eq!(outgoing.batch()[0].seq, sent.len() as u64 + 1);
        assert!(outgoing.more());
    }

    #[test]
    fn an_answer_without_results_settles_nothing_and_an_act_is_taken_in_once() {
        let mut outgoing = Outgoing::new(vec![envelope(1, 1)]);
        assert!(!outgoing.settle(&answer(&[])));
        outgoing.push(envelope(1, 1));
        outgoing.push(envelope(2, 1));
        assert_eq!(seqs(&outgoing.batch()), [1, 2]);
        assert_eq!(outgoing.last(), 2);
        assert!(outgoing.settle(&answer(&[1])), "fewer results than acts");
        assert!(outgoing.more());
    }

    #[test]
    fn twenty_acts_of_ten_applications_fit_one_exchange() {
        let at = DateTime::from_timestamp_millis(1_790_000_000_123).unwrap();
        let mut acts = Vec::new();
        for serial in 1..=10 {
            let target = ApplicationNumber::new(MunicipalityCode(1), 2026, serial);
            let mut checks = Checks::default();
            for field in Field::ALL {
                checks.set(CheckKind::PaperDocuments, *field, Check::Match);
                checks.set(CheckKind::PaperRegister, *field, Check::Match);
            }
            let remark = Remark {
                field: Field::ALL[serial as usize % Field::ALL.len()],
                note: "опечатка в заявлении".into(),
                right_value: Some("ул. Коммунистическая, д. 15".into()),
            };
            let verify = Command::Verify {
                checks,
                documents_complete: true,
                remarks: vec![remark],
            };
            let accept = Command::Accept {
                journal_number: format!("01-12/{serial}").into(),
                date: at.date_naive(),
            };
            for (command, base) in [(verify, Base::Version(3)), (accept, Base::After(1))] {
                let seq = acts.len() as u64 + 1;
                let id = Uuid::from_u128(u128::MAX - u128::from(seq));
                acts.push(Envelope::new(seq, id, target, base, Some(4), at, command));
            }
        }
        let (plain, packed) = bytes(&acts);
        let sent = Outgoing::new(acts).batch().len();
        assert_eq!(sent, 20, "{plain} bytes, {packed} packed");
        assert!(packed <= 4 * 1024, "{packed} bytes");
    }

    /// A register that refuses every batch with the act `bad` in it, as a whole.
    fn drain(outgoing: &mut Outgoing, bad: u64) -> usize {
        for request in 1.. {
            let sent = seqs(&outgoing.batch());
            if !sent.contains(&bad) {
                outgoing.settle(&answer(&sent));
            } else if !outgoing.halve(sent.len()) {
                return request;
            }
        }
        0
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config::with_cases(32))]
        #[test]
        fn of_a_batch_that_is_refused_only_the_act_at_fault_and_those_behind_it_stay(
            acts in 1..300u64, bad in 1..300u64,
        ) {
            let bad = bad.min(acts);
            let mut outgoing = Outgoing::new((1..=acts).map(|seq| envelope(seq, 1)).collect());
            let requests = drain(&mut outgoing, bad);
            proptest::prop_assert_eq!(seqs(&outgoing.batch()), [bad]);
            proptest::prop_assert!(requests <= 40, "{} requests", requests);
            outgoing.settle(&answer(&[bad]));
            proptest::prop_assert!(outgoing.batch().len() > 1 || acts - bad < 2);
        }
    }
}
