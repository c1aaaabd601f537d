//! An open store: journal, cache and identity of one slot, and what may be done with them.

use std::collections::HashMap;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::numbers::Numbers;
use super::{Event, Outbox};
use crate::api::personal::{PersonalSyncAnswer, RevealedCard};
use crate::api::session::{Channel, LoginAnswer, Profile, Secret};
use crate::api::sync::{Base, CommandResult, Envelope, JournalRange, Outcome};
use crate::domain::{ApplicationNumber, Command, Target};
use crate::store::act::{Act, Device, Differs, Mismatch, Unlocked, needs_person};
use crate::store::cache::{Cache, Cursors};
use crate::store::files::{StoreError, json};
use crate::store::ground::{Slot, Small};
use crate::store::header::Header;
use crate::store::journal::{Entry, Journal};
use crate::store::seal::{Cost, Key, Wrapped};
use crate::store::shelf::{Shelf, ShelfError};

/// How long a clerk may unlock without the register (DESIGN section 7).
const LEASE: chrono::Duration = chrono::Duration::hours(12);
/// A contact is written down when the one on disk is older than this: an early end of the lease, never a late one.
const CONTACT_STEP: chrono::Duration = chrono::Duration::minutes(10);
/// A clock may stand a little before the one that wrote the contact down.
const CLOCK_SLACK: chrono::Duration = chrono::Duration::minutes(5);
const IDENTITY: &[u8] = b"identity 1";

/// Who the slot belongs to, as the register last said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Identity {
    login: String,
    profile: Profile,
    channel: Channel,
    last_contact: DateTime<Utc>,
}

impl Identity {
    /// Nobody in particular, never heard of: no lease, no rights.
    fn unknown(login: &str) -> Self {
        Self {
            login: login.to_owned(),
            profile: Profile::nobody(),
            channel: Channel::Open,
            last_contact: DateTime::UNIX_EPOCH,
        }
    }
}

pub struct OpenStore {
    slot: Box<dyn Slot>,
    header: Header,
    key: Key,
    journal: Journal,
    pub cache: Cache,
    identity: Identity,
    /// The contact that the file of the identity has.
    written: DateTime<Utc>,
    cursors: Cursors,
    numbers: Numbers,
    /// The version that the last act on a record brought, of those that the register applied in this session.
    applied: HashMap<Target, u64>,
}

impl OpenStore {
    /// Makes the store of a clerk whom the register has let in, in a free slot. It exists only when all of it is on disk.
    pub fn create(
        slot: Box<dyn Slot>,
        cost: Cost,
        login: &str,
        password: &Secret,
        answer: &LoginAnswer,
        now: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        let key = Key::random()?;
        let header = Header::new(Wrapped::new(&key, password, cost)?);
        let device = Device {
            id: answer.device,
            epoch: answer.epoch,
        };
        let journal = Journal::create(&*slot, &key, device, answer.high_water + 1)?;
        let identity = Identity {
            login: login.to_owned(),
            profile: answer.profile.clone(),
            channel: answer.channel,
            last_contact: now,
        };
        write_identity(&*slot, &key, &identity)?;
        header.write(&*slot)?;
        Ok(Self::with(slot, header, key, journal, identity, None))
    }

    /// Opens the store of `login`. An identity that can't be read costs no act: the register has to be asked who it is.
    pub fn open(
        slot: Box<dyn Slot>,
        header: Header,
        login: &str,
        key: Key,
        shelf: Option<Box<dyn Shelf>>,
    ) -> Result<Self, StoreError> {
        let journal = Journal::open(&*slot, &key)?;
        let identity = slot
            .read(Small::Identity)?
            .and_then(|sealed| key.open(IDENTITY, &sealed))
            .and_then(|plain| serde_json::from_slice(&plain).ok())
            .unwrap_or_else(|| Identity::unknown(login));
        Ok(Self::with(slot, header, key, journal, identity, shelf))
    }

    fn with(
        slot: Box<dyn Slot>,
        header: Header,
        key: Key,
        journal: Journal,
        identity: Identity,
        shelf: Option<Box<dyn Shelf>>,
    ) -> Self {
        Self {
            cache: Cache::new(slot.shelf(), key.clone(), shelf),
            header,
            slot,
            key,
            journal,
            written: identity.last_contact,
            identity,
            cursors: Cursors::new(),
            numbers: Numbers::default(),
            applied: HashMap::new(),
        }
    }

    pub fn login(&self) -> &str {
        &self.identity.login
    }

    pub fn device(&self) -> Device {
        self.journal.device()
    }

    pub fn opens_with(&self, password: &Secret) -> bool {
        self.header.key.open(password).is_ok()
    }

    pub fn lease_holds(&self, now: DateTime<Utc>) -> bool {
        let since = now - self.identity.last_contact;
        since < LEASE && since > -CLOCK_SLACK
    }

    /// Where a damaged cache was moved to since the last call. What it held is fetched again from the start.
    pub fn take_moved(&mut self) -> Option<PathBuf> {
        let moved = self.cache.take_moved()?;
        self.cursors.clear();
        Some(moved)
    }

    /// Reads the cache and gives all there is. A cache that can't be read now counts as empty.
    pub fn everything(&mut self, now: DateTime<Utc>) -> Unlocked {
        let contents = self.cache.load(now).inspect_err(lost).unwrap_or_default();
        let acts: Vec<_> = self.journal.acts().cloned().collect();
        self.cursors = contents.cursors;
        self.numbers = Numbers::new(contents.journal);
        self.numbers.pass(&acts);
        Unlocked {
            profile: self.identity.profile.clone(),
            channel: self.identity.channel,
            cases: contents.cases,
            acts,
            drafts: contents.drafts,
            journal: self.numbers.current(),
            held: Vec::new(),
            renewal: None,
        }
    }

    /// The register let the clerk in with a password that is not the store's: from now on it is.
    pub fn rewrap(&mut self, password: &Secret, cost: Cost) -> Result<(), StoreError> {
        if self.opens_with(password) {
            return Ok(());
        }
        let header = Header::new(Wrapped::new(&self.key, password, cost)?);
        header.write(&*self.slot)?;
        self.header = header;
        Ok(())
    }

    /// Notes what the register says about the clerk; gives the profile if it is another than before.
    pub fn takes_profile(
        &mut self,
        answer: &LoginAnswer,
        now: DateTime<Utc>,
    ) -> Option<Box<Profile>> {
        let moved = self.identity.profile != answer.profile;
        self.identity.profile = answer.profile.clone();
        self.identity.channel = answer.channel;
        self.identity.last_contact = now;
        self.write_contact();
        moved.then(|| Box::new(answer.profile.clone()))
    }

    /// Compares the journal with what the register knows of this device. With nothing at stake the register's word is
    /// taken over; with acts at stake a difference stops the sending.
    pub fn admit(&mut self, answer: &LoginAnswer) -> Result<Box<Outbox>, Differs> {
        let theirs = Device {
            id: answer.device,
            epoch: answer.epoch,
        };
        let ours = self.journal.device();
        let expected = self.journal.acts().find(|a| a.waits());
        let expected = expected.map_or(self.journal.next(), |a| a.envelope.seq);
        let taken = answer.high_water;
        let mismatch = if theirs.id != ours.id {
            Some(Mismatch::OtherDevice)
        } else if theirs.epoch != ours.epoch {
            Some(Mismatch::OldEpoch)
        } else if taken >= self.journal.next() {
            Some(Mismatch::JournalBehind)
        } else if taken + 1 < expected {
            Some(Mismatch::RegisterBehind)
        } else {
            None
        };
        if let Some(mismatch) = mismatch {
            let takes_over = Entry::Device {
                device: theirs,
                next: taken + 1,
            };
            let at_stake = self.journal.acts().next().is_some();
            if at_stake || self.write(&[takes_over]).is_err() {
                return Err(Differs {
                    why: mismatch,
                    device: ours,
                    next: self.journal.next(),
                });
            }
        }
        Ok(Box::new(Outbox {
            device: self.journal.device(),
            cursors: self.cursors.clone(),
            waiting: self
                .journal
                .acts()
                .filter(|a| a.waits())
                .map(|a| a.envelope.clone())
                .collect(),
            journal_left: self.numbers.left(),
        }))
    }

    /// Writes a command to the journal. When this returns it is durable.
    pub fn give(
        &mut self,
        id: Uuid,
        target: Target,
        seen: u64,
        at: DateTime<Utc>,
        command: Command,
    ) -> Result<Act, StoreError> {
        let envelope = Envelope::new(
            self.journal.next(),
            id,
            target,
            self.base(target, seen),
            None,
            at,
            command,
        );
        self.write(&[Entry::Act(envelope.clone())])?;
        Ok(Act {
            envelope,
            outcome: None,
        })
    }

    /// What the clerk saw. An act of this desk that waits is named instead of a version; of one that was applied after
    /// the screen was drawn the version counts: the clerk saw its effect.
    fn base(&self, target: Target, seen: u64) -> Base {
        let waiting = self
            .journal
            .acts()
            .rev()
            .filter(|a| a.waits() && a.envelope.target == target)
            .find(|a| a.envelope.command.changes_record());
        if let Some(act) = waiting {
            return Base::After(act.envelope.seq);
        }
        let applied = self.applied.get(&target).copied().unwrap_or(0);
        Base::Version(seen.max(applied))
    }

    /// Takes in an answer: results are durable first, then the cache, and only then is anything told.
    pub fn absorb(&mut self, answer: PersonalSyncAnswer, now: DateTime<Utc>, tell: &dyn Fn(Event)) {
        let PersonalSyncAnswer { answer, cards } = answer;
        let news: Vec<_> = answer
            .results
            .into_iter()
            .filter(|r| self.journal.act(r.seq).is_some_and(Act::waits))
            .collect();
        let entries: Vec<_> = news.iter().flat_map(|r| self.entries_of(r)).collect();
        if !entries.is_empty()
            && let Err(error) = self.write(&entries)
        {
            tracing::warn!("results could not be written down: {error}");
            return tell(Event::Absorbed(None));
        }
        for delta in &answer.deltas {
            self.cursors.insert(delta.scope, delta.cursor);
        }
        if !answer.deltas.is_empty()
            && let Err(error) = self.cache.absorb(&answer.deltas, &self.cursors)
        {
            lost(&error);
        }
        // Results before records: a record that already holds an act must not get the act on top once more.
        for CommandResult { seq, outcome } in news {
            tell(Event::Settled { seq, outcome });
        }
        for delta in answer.deltas {
            tell(Event::Changed(Box::new(delta)));
        }
        if let Some(range) = answer.journal {
            self.numbers.lease(range);
            self.write_numbers();
            self.numbers
                .current()
                .into_iter()
                .for_each(|range| tell(Event::Journal(range)));
        }
        for card in &cards {
            self.keep_card(card, now);
        }
        self.contact(now);
        tell(Event::Absorbed(Some((
            self.cursors.clone(),
            self.numbers.left(),
        ))));
        if let Err(error) = self.journal.compact_if_large(&*self.slot) {
            tracing::warn!("the journal could not be written anew: {error}");
        }
    }

    fn entries_of(&mut self, result: &CommandResult) -> Vec<Entry> {
        let mut entries = vec![Entry::Result(result.clone())];
        let Some(act) = self.journal.act(result.seq) else {
            return entries;
        };
        let Envelope { seq, target, .. } = act.envelope;
        match result.outcome {
            Outcome::Applied { version } if act.envelope.command.changes_record() => {
                self.applied.insert(target, version);
            }
            Outcome::Applied { .. } => {}
            _ if needs_person(&act.envelope, &result.outcome, self.identity.profile.clerk) => {}
            _ => entries.push(Entry::Dismissed { seq }),
        }
        entries
    }

    /// Takes an answered act, and those that only followed it, from the list.
    pub fn dismiss(&mut self, seq: u64) {
        let over: Vec<_> = self
            .journal
            .acts()
            .filter(|a| !a.waits() && (a.envelope.seq == seq || a.root() == Some(seq)))
            .map(|a| Entry::Dismissed {
                seq: a.envelope.seq,
            })
            .collect();
        if !over.is_empty()
            && let Err(error) = self.write(&over)
        {
            tracing::warn!("a dismissal could not be written down: {error}");
        }
    }

    pub fn card(&mut self, number: ApplicationNumber, now: DateTime<Utc>) -> Option<RevealedCard> {
        let card = self.cache.card(number, now);
        card.inspect_err(lost).ok().flatten()
    }

    pub fn keep_card(&mut self, card: &RevealedCard, now: DateTime<Utc>) {
        let _ = self.cache.keep_card(card, now).inspect_err(lost);
    }

    pub fn set_draft(&mut self, name: &str, text: &str) {
        let _ = self.cache.set_draft(name, text).inspect_err(lost);
    }

    /// Notes the next number; gives the range in use if it is another one now.
    pub fn journal_used(&mut self, next: u32) -> Option<JournalRange> {
        let last = self.numbers.current().map(|r| r.last);
        self.numbers.next_is(next);
        self.write_numbers();
        self.numbers.current().filter(|r| Some(r.last) != last)
    }

    pub fn contact(&mut self, now: DateTime<Utc>) {
        self.identity.last_contact = now;
        if now - self.written >= CONTACT_STEP {
            self.write_contact();
        }
    }

    /// Writes what may still be in memory.
    pub fn leave(&mut self) {
        if self.written != self.identity.last_contact {
            self.write_contact();
        }
    }

    fn write_contact(&mut self) {
        match write_identity(&*self.slot, &self.key, &self.identity) {
            Ok(()) => self.written = self.identity.last_contact,
            Err(error) => tracing::warn!("the identity could not be written down: {error}"),
        }
    }

    fn write_numbers(&mut self) {
        let _ = self
            .cache
            .set_journal(self.numbers.ranges())
            .inspect_err(lost);
    }

    fn write(&mut self, entries: &[Entry]) -> Result<(), StoreError> {
        self.journal.append(entries)
    }
}

fn write_identity(slot: &dyn Slot, key: &Key, identity: &Identity) -> Result<(), StoreError> {
    slot.replace(Small::Identity, &key.seal(IDENTITY, &json(identity)?)?)
}

/// The cache costs no act: what could not be kept is asked for again.
fn lost(error: &ShelfError) {
    tracing::warn!("{error}");
}
