//! The sealed cache: cases, programmes, requests, money, cards, drafts and cursors. It may be lost at any time and never costs an act.
//!
//! It is opened on demand and closed after a short quiet time. A damaged one is moved aside and begun anew, with the
//! cursors at the start, so that the register fills it again. Keys name applications by number and nothing personal.

mod blocks;
mod cards;
mod enrolment;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::act::{EnrolmentRecords, HeldHere};
use super::files::json;
use super::ground::ShelfPlace;
use super::handbook::KeptHandbook;
use super::seal::Key;
use super::shelf::{Shelf, ShelfError};
use super::worker::KeptNumbers;
use crate::api::forms::Forms;
use crate::api::overview::OverviewAnswer;
use crate::api::sync::{Delta, Scope};
use crate::domain::overview::OverviewPeriod;
use crate::domain::{ApplicationNumber, Case, MunicipalityCode, Target};
use blocks::Blocks;
use enrolment::Changes;

/// How long the cache stays open after its last use.
pub const QUIET: Duration = Duration::from_secs(2);

/// Binds values to this form of the cache: one of another form does not open, and is filled anew.
const FORM: &[u8] = b"cache 1 ";
/// First byte of a key: what kind of value it names.
const CASES: u8 = b'c';
const DRAFT: u8 = b'd';
const META: u8 = b'm';
/// Leased numbers, with what they are bound to.
const NUMBERS: &[u8] = b"stock";
/// Cases of 2^3 neighbouring serials are sealed together: few values to open at unlock, little to rewrite at a change.
const BLOCK_BITS: u32 = 3;

/// What the register is asked to go on from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cursors {
    pub at: BTreeMap<Scope, u64>,
    /// The generation of the register in which they were true. Records whose cursors were lost are of it, too.
    pub generation: Option<u64>,
}

/// What the cache holds, read at once at unlock.
#[derive(Debug, Default)]
pub struct Contents {
    pub cases: Vec<Case>,
    pub enrolment: EnrolmentRecords,
    pub drafts: Vec<(String, String)>,
    pub cursors: Cursors,
    /// Leased numbers: for applications and certificates, and of the organisation's journal.
    pub numbers: KeptNumbers,
    /// What applications are filled in by.
    pub forms: Option<Forms>,
    /// Videos, and what the clerk has read.
    pub handbook: KeptHandbook,
    /// What other clerks hold.
    pub held: Vec<HeldHere>,
}

impl Contents {
    /// The version of each record.
    pub fn versions(&self) -> impl Iterator<Item = (Target, u64)> {
        let EnrolmentRecords {
            programmes,
            requests,
            funding,
            accounts,
        } = &self.enrolment;
        let cases = self.cases.iter();
        let cases = cases.map(|case| (case.number().into(), case.application.version));
        let programmes = programmes.iter();
        let programmes = programmes.map(|p| (Target::Programme(p.id), p.version));
        let requests = requests.iter();
        let requests = requests.map(|r| (Target::Request(r.id), r.version));
        let funding = funding.iter();
        let funding = funding.map(|f| (Target::Funding(f.municipality), f.version));
        let accounts = accounts.iter();
        let accounts = accounts.map(|a| (Target::Account(a.certificate), a.version));
        let money = funding.chain(accounts);
        cases.chain(programmes).chain(requests).chain(money)
    }
}

/// A key, and what lies under it from now on; `None`: nothing.
type Change = (Vec<u8>, Option<Vec<u8>>);

pub struct Cache {
    place: Box<dyn ShelfPlace>,
    key: Key,
    shelf: Option<Box<dyn Shelf>>,
    used: Instant,
    moved_to: Option<PathBuf>,
    /// A change was lost (full disk): the cursors would skip it, so that the shelf keeps none until the next start.
    behind: bool,
}

impl Cache {
    /// The cache in `place`; `shelf` may be opening already.
    #[must_use]
    pub fn new(place: Box<dyn ShelfPlace>, key: Key, shelf: Option<Box<dyn Shelf>>) -> Self {
        Self {
            place,
            key,
            shelf,
            used: Instant::now(),
            moved_to: None,
            behind: false,
        }
    }

    /// Where a damaged cache was moved to since the last call.
    pub fn take_moved(&mut self) -> Option<PathBuf> {
        self.moved_to.take()
    }

    /// When to call [`Cache::close_if_quiet`]; `None` while it is closed and nothing has to be done.
    #[must_use]
    pub fn closes_at(&self) -> Option<Instant> {
        self.shelf.as_ref().map(|_| self.used + QUIET)
    }

    pub fn close_if_quiet(&mut self) {
        if self.used.elapsed() >= QUIET {
            self.shelf = None;
        }
    }

    /// Everything but the cards. Cards that are too old at `now` are dropped on the way.
    pub fn load(&mut self, now: DateTime<Utc>) -> Result<Contents, ShelfError> {
        self.drop_old_cards(now)?;
        self.run(|cache| {
            let mut contents = Contents {
                cursors: Cursors {
                    at: cache.meta(b"cursors")?.unwrap_or_default(),
                    generation: cache.meta(b"generation")?,
                },
                numbers: cache.meta(NUMBERS)?.unwrap_or_default(),
                forms: cache.meta(b"forms")?,
                handbook: cache.meta(b"handbook")?.unwrap_or_default(),
                held: cache.meta(b"held")?.unwrap_or_default(),
                ..Contents::default()
            };
            contents.cases = cache.records(&[CASES])?;
            contents.enrolment = cache.enrolment()?;
            cache.each(&[DRAFT], |cache, key, sealed| {
                contents.drafts.push(cache.open(key, sealed)?);
                Ok(())
            })?;
            Ok(contents)
        })
    }

    /// Takes in deltas and the cursors behind them, all or nothing.
    pub fn absorb(&mut self, deltas: &[Delta], cursors: &Cursors) -> Result<(), ShelfError> {
        let absorbed = self.run(|cache| {
            let (mut cases, mut enrolment) = (Blocks::default(), Changes::default());
            for delta in deltas {
                if delta.reset {
                    cases.forget(cache, delta.scope)?;
                }
                for case in &delta.set {
                    cases.set(cache, block_key(case.number()), case)?;
                }
                for number in &delta.gone {
                    cases.remove(cache, *number)?;
                }
                enrolment.take(cache, delta)?;
            }
            let mut batch = cases.sealed(cache)?;
            batch.extend(enrolment.sealed(cache)?);
            batch.push(cache.meta_change(b"cursors", &cursors.at)?);
            if let Some(generation) = cursors.generation {
                batch.push(cache.meta_change(b"generation", &generation)?);
            }
            if cache.behind || cache.moved_to.is_some() {
                let none = BTreeMap::<Scope, u64>::new();
                batch = vec![cache.meta_change(b"cursors", &none)?];
            }
            cache.shelf()?.apply(&batch)
        });
        self.behind |= absorbed.is_err();
        absorbed
    }

    /// Drops all records of scopes that the desk follows no more; `left` are the cursors of the others.
    pub fn forget_scopes(
        &mut self,
        scopes: &[Scope],
        left: &BTreeMap<Scope, u64>,
    ) -> Result<(), ShelfError> {
        self.run(|cache| {
            let (mut cases, mut enrolment) = (Blocks::default(), Changes::default());
            for scope in scopes {
                cases.forget(cache, *scope)?;
                enrolment.forget(cache, *scope)?;
            }
            let mut batch = cases.sealed(cache)?;
            batch.extend(enrolment.sealed(cache)?);
            batch.push(cache.meta_change(b"cursors", left)?);
            cache.shelf()?.apply(&batch)
        })
    }

    pub fn set_held(&mut self, held: &[HeldHere]) -> Result<(), ShelfError> {
        self.set_meta(b"held", held)
    }

    pub fn set_numbers(&mut self, numbers: &KeptNumbers) -> Result<(), ShelfError> {
        self.set_meta(NUMBERS, numbers)
    }

    pub fn set_forms(&mut self, forms: &Forms) -> Result<(), ShelfError> {
        self.set_meta(b"forms", forms)
    }

    /// The figures in place of those that answered the same question.
    pub fn set_overview(&mut self, answer: &OverviewAnswer) -> Result<(), ShelfError> {
        self.set_meta(&overview_name(answer.scope, answer.period), answer)
    }

    /// The figures that were told last of `scope` and `period`, whatever day it is now.
    pub fn overview(
        &mut self,
        scope: Scope,
        period: OverviewPeriod,
    ) -> Result<Option<OverviewAnswer>, ShelfError> {
        self.run(|cache| cache.meta(&overview_name(scope, period)))
    }

    pub fn set_handbook(&mut self, handbook: &KeptHandbook) -> Result<(), ShelfError> {
        self.set_meta(b"handbook", handbook)
    }

    fn set_meta<T: Serialize + ?Sized>(
        &mut self,
        name: &[u8],
        value: &T,
    ) -> Result<(), ShelfError> {
        self.run(|cache| {
            let change = cache.meta_change(name, value)?;
            cache.shelf()?.apply(&vec![change])
        })
    }

    /// Keeps a draft; an empty text forgets it.
    pub fn set_draft(&mut self, name: &str, text: &str) -> Result<(), ShelfError> {
        let key = draft_key(name);
        self.run(|cache| {
            let value = if text.is_empty() {
                None
            } else {
                Some(cache.seal(&key, &(name, text))?)
            };
            cache.shelf()?.apply(&vec![(key.clone(), value)])
        })
    }

    /// Does `work`; a cache that is damaged twice over is moved aside, and `work` gets an empty one.
    fn run<T>(
        &mut self,
        mut work: impl FnMut(&mut Self) -> Result<T, ShelfError>,
    ) -> Result<T, ShelfError> {
        for _ in 0..2 {
            match work(self) {
                Err(ShelfError::Damaged(_)) => self.shelf = None,
                done => return done,
            }
        }
        self.move_aside()?;
        work(self)
    }

    fn move_aside(&mut self) -> Result<(), ShelfError> {
        self.shelf = None;
        self.moved_to = Some(self.place.move_aside()?);
        Ok(())
    }

    fn shelf(&mut self) -> Result<&mut dyn Shelf, ShelfError> {
        self.used = Instant::now();
        let open = if let Some(open) = self.shelf.take() {
            open
        } else {
            self.place.open()?
        };
        Ok(self.shelf.insert(open).as_mut())
    }

    /// Shows every pair under `prefix` to `see`, page by page.
    fn each(
        &mut self,
        prefix: &[u8],
        mut see: impl FnMut(&Self, &[u8], &[u8]) -> Result<(), ShelfError>,
    ) -> Result<(), ShelfError> {
        let mut after = Vec::new();
        loop {
            let page = self.shelf()?.page(prefix, &after)?;
            for (key, sealed) in &page {
                see(self, key, sealed)?;
            }
            match page.into_iter().next_back() {
                Some((last, _)) => after = last,
                None => return Ok(()),
            }
        }
    }

    fn meta<T: DeserializeOwned>(&mut self, name: &[u8]) -> Result<Option<T>, ShelfError> {
        let key = meta_key(name);
        match self.shelf()?.get(&key)? {
            Some(sealed) => self.open(&key, &sealed).map(Some),
            None => Ok(None),
        }
    }

    fn meta_change<T: Serialize + ?Sized>(
        &self,
        name: &[u8],
        value: &T,
    ) -> Result<Change, ShelfError> {
        let key = meta_key(name);
        let sealed = self.seal(&key, value)?;
        Ok((key, Some(sealed)))
    }

    fn seal<T: Serialize + ?Sized>(&self, key: &[u8], value: &T) -> Result<Vec<u8>, ShelfError> {
        let plain = json(value).map_err(unavailable)?;
        self.seal_bytes(key, &Zeroizing::new(plain))
    }

    fn seal_bytes(&self, key: &[u8], plain: &[u8]) -> Result<Vec<u8>, ShelfError> {
        self.key.seal(&place(key), plain).map_err(unavailable)
    }

    fn open<T: DeserializeOwned>(&self, key: &[u8], sealed: &[u8]) -> Result<T, ShelfError> {
        self.open_bytes(key, sealed)
            .and_then(|plain| serde_json::from_slice(&plain).map_err(|_| altered()))
    }

    fn open_bytes(&self, key: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, ShelfError> {
        let plain = self.key.open(&place(key), sealed);
        plain.map(Zeroizing::new).ok_or_else(altered)
    }
}

/// Why the shelf can't be written.
fn unavailable(error: impl std::fmt::Display) -> ShelfError {
    ShelfError::Unavailable(error.to_string())
}

fn altered() -> ShelfError {
    ShelfError::Damaged("a value was altered".into())
}

fn place(key: &[u8]) -> Vec<u8> {
    [FORM, key].concat()
}

fn number_key(kind: u8, number: ApplicationNumber, serial: u32) -> Vec<u8> {
    let MunicipalityCode(municipality) = number.municipality();
    let mut key = vec![kind, municipality];
    key.extend_from_slice(&number.year().to_be_bytes());
    key.extend_from_slice(&serial.to_be_bytes());
    key
}

fn block_key(number: ApplicationNumber) -> Vec<u8> {
    number_key(CASES, number, number.serial() >> BLOCK_BITS)
}

fn draft_key(name: &str) -> Vec<u8> {
    let hash = Sha256::digest(name.as_bytes());
    [&[DRAFT], &hash[..16]].concat()
}

fn overview_name(scope: Scope, period: OverviewPeriod) -> Vec<u8> {
    format!("overview {scope} {}", period.code()).into_bytes()
}

fn meta_key(name: &[u8]) -> Vec<u8> {
    [&[META], name].concat()
}
