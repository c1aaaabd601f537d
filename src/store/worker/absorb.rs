//! Taking in what the register answered: results are durable first, then the cache, and only then is anything told.

use chrono::{DateTime, Utc};

use super::open::{OpenStore, lost};
use super::{Absorbed, Event};
use crate::api::personal::{PersonalSyncAnswer, RevealedCard};
use crate::api::sync::{CommandResult, Delta, Envelope, Outcome, SyncAnswer};
use crate::domain::{ApplicationNumber, Target};
use crate::fault::{self, Fault};
use crate::store::act::{Act, Mismatch, needs_person};
use crate::store::followed::followed;
use crate::store::journal::{Entry, settled};

impl OpenStore {
    pub fn absorb(&mut self, answer: PersonalSyncAnswer, now: DateTime<Utc>, tell: &dyn Fn(Event)) {
        let PersonalSyncAnswer { answer, cards } = answer;
        let SyncAnswer {
            results,
            deltas,
            generation,
            leases,
            journal,
            contracts,
            numbers,
            numbers_again,
            numbers_back,
            high_water,
            now: registers,
            ..
        } = answer;
        let behind = self.register_behind(&results, high_water);
        let news: Vec<_> = results
            .into_iter()
            .filter(|r| self.journal.act(r.seq).is_some_and(Act::waits))
            .collect();
        let mut entries: Vec<_> = news.iter().flat_map(|r| self.entries_of(r, now)).collect();
        if fault::on(Fault::CacheForTruth) {
            let shown = |act: &&Act| {
                let mut cases = deltas.iter().flat_map(|delta| &delta.set);
                act.waits() && cases.any(|case| act.envelope.target == case.number())
            };
            let shown = self.journal.acts().filter(shown);
            entries.extend(shown.map(|act| Entry::Dismissed {
                seq: act.envelope.seq,
            }));
        }
        let versions: Vec<_> = news.iter().filter_map(|r| self.version_of(r)).collect();
        if !entries.is_empty()
            && let Err(error) = self.write(&entries)
        {
            tracing::warn!("results could not be written down: {error}");
            return tell(Event::Absorbed(None));
        }
        self.applied.extend(versions);
        let ended = self.leases.own(&leases);
        self.forget_changed(&news, &deltas);
        self.keep_cards(&cards, &ended, now);
        let held = self.keep_deltas(&deltas, generation, now);
        // Results before records: a record that already holds an act must not get the act on top once more.
        for CommandResult { seq, outcome } in news {
            tell(Event::Settled { seq, outcome });
        }
        for delta in deltas {
            tell(Event::Changed(Box::new(delta)));
        }
        if held {
            tell(Event::Held(self.leases.others()));
        }
        let (brings_range, brings_contracts) = (journal.is_some(), contracts.is_some());
        let blocks: Vec<_> = numbers_again.into_iter().chain(numbers).collect();
        for block in self.take_numbers(&blocks, &numbers_back, [journal, contracts], registers) {
            tell(Event::Numbers(block));
        }
        if let Some(range) = self.numbers.current().filter(|_| brings_range) {
            tell(Event::Journal(range));
        }
        if let Some(range) = self.contracts.current().filter(|_| brings_contracts) {
            tell(Event::Contracts(range));
        }
        self.take_stock()
            .into_iter()
            .for_each(|stock| tell(Event::Stock(stock)));
        self.contact(now);
        tell(Event::Absorbed(Some(Absorbed {
            cursors: self.cursors.clone(),
            journal_left: self.numbers.left(),
            contracts_left: self.contracts_left(),
            numbers_left: self.numbers_left(registers),
            numbers_after: self.pairs.after(),
            numbers_back: self.pairs.back_now(),
        })));
        if behind {
            tell(Event::Admitted(Err(self.differs(Mismatch::RegisterBehind))));
        }
        if self.journal.is_large() {
            // What acts bear that it forgets now, the cache knows to be used.
            self.write_stock();
            if let Err(error) = self.journal.rewrite(&*self.slot, now) {
                tracing::warn!("the journal could not be written anew: {error}");
            }
        }
    }

    /// Whether an answer to a request without commands shows that the register lacks what it had confirmed. Where commands
    /// were sent, the register itself finds the gap.
    fn register_behind(&mut self, results: &[CommandResult], high_water: u64) -> bool {
        let behind = results.is_empty() && high_water < self.journal.confirmed();
        if behind {
            self.register_is_at(Some(high_water));
        }
        behind
    }

    /// Keeps the cards that came, and forgets those whose lease has ended.
    fn keep_cards(
        &mut self,
        cards: &[RevealedCard],
        ended: &[ApplicationNumber],
        now: DateTime<Utc>,
    ) {
        for application in ended {
            let _ = self.cache.forget_card(*application).inspect_err(lost);
        }
        for card in cards {
            self.keep_card(card, now);
        }
    }

    /// Takes deltas into the cache; gives whether other clerks hold something else now.
    fn keep_deltas(
        &mut self,
        deltas: &[Delta],
        generation: Option<u64>,
        now: DateTime<Utc>,
    ) -> bool {
        if generation.is_some() {
            self.cursors.generation = generation;
        }
        for delta in deltas {
            self.cursors.at.insert(delta.scope, delta.cursor);
        }
        // Others were not sent with those: they are of an earlier generation, or of the past of this clerk.
        let followed = followed(&self.identity.profile);
        self.cursors.at.retain(|scope, _| followed.contains(scope));
        let me = self.identity.profile.clerk;
        let moved = self.leases.absorb(deltas, me, now);
        let kept = if deltas.is_empty() && generation.is_none() {
            Ok(())
        } else {
            self.cache.absorb(deltas, &self.cursors)
        };
        let kept = kept.and_then(|()| {
            if moved {
                self.cache.set_held(&self.leases.others())
            } else {
                Ok(())
            }
        });
        let _ = kept.inspect_err(lost);
        moved
    }

    /// The version to which an act has brought its record.
    fn version_of(&self, result: &CommandResult) -> Option<(Target, u64)> {
        let Outcome::Applied { version } = result.outcome else {
            return None;
        };
        let Envelope {
            target, command, ..
        } = &self.journal.act(result.seq)?.envelope;
        command.changes_record().then_some((*target, version))
    }

    fn entries_of(&self, result: &CommandResult, now: DateTime<Utc>) -> Vec<Entry> {
        let CommandResult { seq, outcome } = result;
        let mut entries = vec![settled(*seq, outcome.clone(), Some(now))];
        let concerns = self.journal.act(*seq).is_some_and(|act| {
            let me = self.identity.profile.clerk;
            needs_person(&act.envelope, outcome, me)
        });
        if !concerns && !matches!(outcome, Outcome::Applied { .. }) {
            entries.push(Entry::Dismissed { seq: *seq });
        }
        entries
    }
}
