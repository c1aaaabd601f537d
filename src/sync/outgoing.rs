//! Acts on their way: which go into the next request, and what an answer leaves of them. Pure.

use std::collections::VecDeque;

use crate::api::sync::{Envelope, MOST_COMMANDS, SyncAnswer};

/// A request's commands stay below this, so that a lost segment costs no more than one retransmission.
const BATCH_BYTES: usize = 16 * 1024;

/// Acts that the register has not answered, in the order of seq.
#[derive(Debug, Default)]
pub struct Outgoing {
    waiting: VecDeque<Envelope>,
    /// The journal and the register differ: nothing is sent until a person has looked.
    held: bool,
}

impl Outgoing {
    #[must_use]
    pub fn new(waiting: Vec<Envelope>) -> Self {
        Self {
            waiting: waiting.into(),
            held: false,
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

    pub fn hold(&mut self) {
        self.held = true;
    }

    /// The oldest acts, as many as fit; one always does.
    #[must_use]
    pub fn batch(&self) -> Vec<Envelope> {
        let mut bytes = 0;
        let sendable = if self.held { 0 } else { MOST_COMMANDS };
        self.waiting
            .iter()
            .take(sendable)
            .take_while(|envelope| {
                let first = bytes == 0;
                bytes += serde_json::to_vec(envelope).map_or(0, |json| json.len());
                first || bytes <= BATCH_BYTES
            })
            .cloned()
            .collect()
    }

    /// Takes out what the answer settles. Gives whether the answer settled anything of a batch that was sent.
    pub fn settle(&mut self, answer: &SyncAnswer) -> bool {
        let before = self.waiting.len();
        self.waiting
            .retain(|e| !answer.results.iter().any(|r| r.seq == e.seq));
        self.waiting.len() < before
    }

    /// Whether acts are left that may be sent.
    #[must_use]
    pub fn more(&self) -> bool {
        !self.held && !self.waiting.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use uuid::Uuid;

    use super::*;
    use crate::api::sync::{Base, CommandResult, Outcome};
    use crate::domain::{ApplicationNumber, Command, MunicipalityCode, ReturnReason};

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

    #[test]
    fn a_batch_is_the_oldest_acts_that_fit_a_slow_line() {
        let mut outgoing = Outgoing::new((1..=40).map(|seq| envelope(seq, 1_500)).collect());
        let batch = outgoing.batch();
        let bytes: usize = batch
            .iter()
            .map(|e| serde_json::to_vec(e).unwrap().len())
            .sum();
        assert!(bytes <= BATCH_BYTES && batch.len() > 5);
        assert_eq!(batch[0].seq, 1);
        let sent = seqs(&batch);
        assert!(outgoing.settle(&answer(&sent)));
        assert_eq!(outgoing.batch()[0].seq, sent.len() as u64 + 1);
        assert!(outgoing.more());
    }

    #[test]
    fn an_answer_without_results_settles_nothing_and_held_acts_stay() {
        let mut outgoing = Outgoing::new(vec![envelope(1, 1)]);
        assert!(!outgoing.settle(&answer(&[])));
        outgoing.push(envelope(1, 1));
        outgoing.push(envelope(2, 1));
        assert_eq!(seqs(&outgoing.batch()), [1, 2]);
        outgoing.hold();
        assert!(outgoing.batch().is_empty() && !outgoing.more());
    }
}
