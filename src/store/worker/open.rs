//! An open store: journal, cache and identity of one slot, and what may be done with them.

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Instant;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::bond::Bond;
use super::leases::Leases;
use super::numbers::Numbers;
use super::pairs::Pairs;
use crate::api::session::{Channel, LoginAnswer, Profile, Secret};
use crate::api::sync::{Base, Envelope, JournalRange};
use crate::domain::{Command, Target};
use crate::store::act::{Act, Applied, Burnt, Device, HeldHere, Stock, Unlocked};
use crate::store::cache::{Cache, Contents, Cursors, QUIET};
use crate::store::files::{StoreError, json};
use crate::store::followed::followed;
use crate::store::ground::{Slot, Small};
use crate::store::handbook::KeptHandbook;
use crate::store::header::Header;
use crate::store::journal::{Entry, Journal, Register};
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
pub(super) struct Identity {
    pub login: String,
    pub profile: Profile,
    pub channel: Channel,
    pub last_contact: DateTime<Utc>,
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
    pub(super) slot: Box<dyn Slot>,
    header: Header,
    pub(super) key: Key,
    pub(super) journal: Journal,
    pub(super) cache: Cache,
    pub(super) identity: Identity,
    /// The contact that the file of the identity has.
    written: DateTime<Utc>,
    pub(super) cursors: Cursors,
    pub(super) numbers: Numbers,
    pub(super) contracts: Numbers,
    pub(super) pairs: Pairs,
    /// To what numbers are bound, as the slot's file has it.
    pub(super) bond: Option<Bond>,
    /// Of this machine and slot.
    pub(super) marker: String,
    /// Why there are no numbers.
    pub(super) burnt: Option<Burnt>,
    /// What was told of [`OpenStore::stock`].
    pub(super) told: Option<Stock>,
    /// The revision of the forms that the cache holds.
    pub(super) forms: Option<String>,
    /// What the cache holds beside the texts of the handbook.
    pub(super) handbook: KeptHandbook,
    pub(super) leases: Leases,
    /// The version that the last act on a record brought, of those that the register applied in this session, or before
    /// and the record lacked them when it was shown.
    pub(super) applied: HashMap<Target, u64>,
    /// How far the register has come with this device, as it last said.
    pub(super) register: Option<Register>,
    /// When the journal was last written.
    used: Instant,
    full: bool,
    /// What has to be told of [`OpenStore::full`].
    turned: Option<bool>,
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
        let recovery = match &answer.recovery {
            Some(public) => key.wrap_for(public, answer.profile.clerk, answer.device)?,
            None => None,
        };
        let header = Header::new(Wrapped::new(&key, password, cost)?, recovery);
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
        now: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        let journal = Journal::open(&*slot, &key, now)?;
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
        let unknown =
            |what: &'static str| move |error: &StoreError| tracing::warn!("{what}: {error}");
        let marker = slot
            .marker()
            .inspect_err(unknown("where the store lies can't be told"));
        let bond = Bond::read(&*slot, &key)
            .inspect_err(unknown("to what numbers are bound can't be read"));
        Self {
            cache: Cache::new(slot.shelf(), key.clone(), shelf),
            marker: marker.unwrap_or_default(),
            bond: bond.ok().flatten(),
            burnt: None,
            told: None,
            header,
            slot,
            key,
            journal,
            written: identity.last_contact,
            identity,
            cursors: Cursors::default(),
            numbers: Numbers::default(),
            contracts: Numbers::default(),
            pairs: Pairs::default(),
            forms: None,
            handbook: KeptHandbook::default(),
            leases: Leases::default(),
            applied: HashMap::new(),
            register: None,
            used: Instant::now(),
            full: false,
            turned: None,
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

    /// When [`OpenStore::rest`] has something to do; `None` while it has not.
    pub fn rests_at(&self) -> Option<Instant> {
        let cache = self.cache.closes_at();
        let unsettled = self.journal.unsettled() || self.bond_is_behind();
        let journal = unsettled.then(|| self.used + QUIET);
        [cache, journal].into_iter().flatten().min()
    }

    /// Does what is left for a quiet moment.
    pub fn rest(&mut self) {
        self.cache.close_if_quiet();
        if self.used.elapsed() >= QUIET {
            self.journal.settle();
            self.bring_bond_up();
        }
    }

    /// Where a damaged cache was moved to since the last call. What it held is fetched again from the start.
    pub fn take_moved(&mut self) -> Option<PathBuf> {
        let moved = self.cache.take_moved()?;
        self.cursors.at.clear();
        self.forms = None;
        self.handbook.told.revision.clear();
        self.write_stock();
        Some(moved)
    }

    /// Whether the disk has become full, or has room again, since the last call.
    pub fn take_turned(&mut self) -> Option<bool> {
        self.turned.take()
    }

    /// Reads the cache and gives all there is. A cache that can't be read now counts as empty.
    pub fn everything(&mut self, now: DateTime<Utc>) -> Unlocked {
        let mut contents = self.cache.load(now).inspect_err(lost).unwrap_or_default();
        self.cursors = std::mem::take(&mut contents.cursors);
        if self.unfollow() {
            // Only when the clerk's organisation or rights were changed since.
            contents = self.cache.load(now).inspect_err(lost).unwrap_or_default();
        }
        let acts: Vec<_> = self.journal.acts().cloned().collect();
        let applied = self.ahead_of(&contents);
        self.load_numbers(contents.numbers);
        let stock = self.stock();
        self.told = Some(stock);
        self.forms = contents.forms.as_ref().map(|f| f.revision.clone());
        self.handbook = contents.handbook;
        self.leases.others_are(contents.held);
        self.leases.drop_expired(now);
        Unlocked {
            profile: self.identity.profile.clone(),
            channel: self.identity.channel,
            cases: contents.cases,
            enrolment: contents.enrolment,
            acts,
            applied,
            drafts: contents.drafts,
            journal: self.numbers.current(),
            contracts: self.contracts.current(),
            numbers: self.pairs.all().to_vec(),
            forms: contents.forms,
            device: self.journal.device().id,
            held: self.leases.others(),
            renewal: self.journal.renewal().cloned(),
            stock,
        }
    }

    /// Applied acts whose effect the records lack. The next act on such a record follows their version.
    fn ahead_of(&mut self, contents: &Contents) -> Vec<Applied> {
        let versions: HashMap<_, _> = contents.versions().collect();
        // A record that is not here comes as the register has it.
        let lacks = |act: &&Applied| {
            versions
                .get(&act.envelope.target)
                .is_some_and(|v| *v < act.version)
        };
        let ahead: Vec<_> = self.journal.applied().filter(lacks).cloned().collect();
        for act in &ahead {
            self.applied.insert(act.envelope.target, act.version);
        }
        ahead
    }

    /// The register let the clerk in with a password that is not the store's: from now on it is.
    pub fn rewrap(&mut self, password: &Secret, cost: Cost) -> Result<(), StoreError> {
        if self.opens_with(password) {
            return Ok(());
        }
        let wrapped = Wrapped::new(&self.key, password, cost)?;
        self.write_header(Header::new(wrapped, self.header.recovery.clone()))
    }

    /// Wraps the key to the register's, unless it is wrapped to it already.
    fn wrap_for(&mut self, answer: &LoginAnswer) -> Result<(), StoreError> {
        let known = self.header.recovery.as_ref().map(|r| &r.register);
        let Some(public) = answer.recovery.as_ref().filter(|p| Some(*p) != known) else {
            return Ok(());
        };
        let device = self.device().id;
        let recovery = self.key.wrap_for(public, answer.profile.clerk, device)?;
        if recovery.is_none() {
            return Ok(());
        }
        self.write_header(Header::new(self.header.key.clone(), recovery))
    }

    fn write_header(&mut self, header: Header) -> Result<(), StoreError> {
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
        self.unfollow();
        self.identity.channel = answer.channel;
        self.identity.last_contact = now;
        self.write_contact();
        if self.send_back(None) {
            self.write_stock();
        }
        if let Err(error) = self.wrap_for(answer) {
            tracing::warn!("the key could not be wrapped for the register: {error}");
        }
        moved.then(|| Box::new(answer.profile.clone()))
    }

    /// Drops the records of scopes that this clerk follows no more, which nothing would keep up; gives whether there were
    /// any.
    fn unfollow(&mut self) -> bool {
        let followed = followed(&self.identity.profile);
        let known = self.cursors.at.keys().copied();
        let left: Vec<_> = known.filter(|scope| !followed.contains(scope)).collect();
        if left.is_empty() {
            return false;
        }
        self.cursors.at.retain(|scope, _| followed.contains(scope));
        let forgotten = self.cache.forget_scopes(&left, &self.cursors.at);
        let _ = forgotten.inspect_err(lost);
        true
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
            target.case().and_then(|number| self.leases.fence(number)),
            at,
            command,
        );
        let written = self.write(&[Entry::Act(envelope.clone())]);
        self.turn(matches!(&written, Err(error) if error.is_full()));
        written?;
        if let Command::Submit(new) = &envelope.command {
            self.number_used(new.reference.number);
        }
        self.follow_act(&envelope);
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

    /// The clerk has read what the renewal says.
    pub fn dismiss_renewal(&mut self) {
        if self.journal.renewal().is_some()
            && let Err(error) = self.write(&[Entry::Renewal(None)])
        {
            tracing::warn!("that a renewal was read could not be written down: {error}");
        }
    }

    pub fn set_draft(&mut self, name: &str, text: &str) {
        let _ = self.cache.set_draft(name, text).inspect_err(lost);
    }

    /// Notes the next number; gives the range in use if it is another one now.
    pub fn journal_used(&mut self, next: u32) -> Option<JournalRange> {
        let last = self.numbers.current().map(|r| r.last);
        self.numbers.next_is(next);
        self.write_stock();
        self.numbers.current().filter(|r| Some(r.last) != last)
    }

    /// As [`OpenStore::journal_used`], of the contracts.
    pub fn contract_used(&mut self, next: u32) -> Option<JournalRange> {
        let last = self.contracts.current().map(|r| r.last);
        self.contracts.next_is(next);
        self.write_stock();
        self.contracts.current().filter(|r| Some(r.last) != last)
    }

    pub fn contact(&mut self, now: DateTime<Utc>) {
        self.identity.last_contact = now;
        if now - self.written >= CONTACT_STEP {
            self.write_contact();
        }
        if self.full && self.journal.has_room() {
            self.turn(false);
        }
    }

    /// Forgets leases of other clerks whose time is over; gives whether there were any.
    pub fn drop_expired(&mut self, now: DateTime<Utc>) -> bool {
        self.leases.drop_expired(now)
    }

    pub fn held(&self) -> Vec<HeldHere> {
        self.leases.others()
    }

    /// Writes what may still be in memory.
    pub fn leave(&mut self) {
        self.journal.settle();
        self.bring_bond_up();
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

    pub(super) fn write(&mut self, entries: &[Entry]) -> Result<(), StoreError> {
        self.used = Instant::now();
        self.journal.append(entries)
    }

    fn turn(&mut self, full: bool) {
        if full != self.full {
            self.full = full;
            self.turned = Some(full);
        }
    }
}

fn write_identity(slot: &dyn Slot, key: &Key, identity: &Identity) -> Result<(), StoreError> {
    slot.replace(Small::Identity, &key.seal(IDENTITY, &json(identity)?)?)
}

/// The cache costs no act: what could not be kept is asked for again.
pub(super) fn lost(error: &ShelfError) {
    tracing::warn!("{error}");
}
