//! Files that were flipped, cut, swapped and zeroed in any place: no panic, and no silent difference. Either all that was
//! acknowledged is there, or the clerk is told that it isn't.

use std::fs;
use std::path::{Path, PathBuf};

use reestr::api::personal::PersonalSyncAnswer;
use reestr::api::sync::{Delta, Outcome, Scope, SyncAnswer};
use reestr::domain::{Case, MunicipalityCode, Refusal};
use reestr::store::Unlocked;
use reestr::store::ground::{Files, Ground, Slot};
use reestr::store::seal::Cost;
use reestr::store::worker::{Event, Outbox, Request, Wanted};
use reestr::store::{StoreError, act::Mismatch};
use serde_json::json;

use crate::bench::{Bench, answer, number, unlocked};
use crate::chance::{Chance, times};

const SCOPE: Scope = Scope::Municipality(MunicipalityCode(1));
const CURSOR: u64 = 70;
/// What the register has taken of this desk's acts.
const HIGH_WATER: u64 = 2;
const BLOCK: usize = 512;

/// Stores in a directory, with passwords that cost nothing to try.
struct Cheap(Files);

impl Ground for Cheap {
    fn find(&self, login: &str) -> Result<Option<Box<dyn Slot>>, StoreError> {
        self.0.find(login)
    }

    fn create(&self, login: &str) -> Result<Box<dyn Slot>, StoreError> {
        self.0.create(login)
    }

    fn left(&self, login: &str) -> Result<Vec<Box<dyn Slot>>, StoreError> {
        self.0.left(login)
    }

    fn cost(&self) -> Cost {
        Cost::LEAST
    }
}

fn bench(data: &Path) -> Bench {
    Bench::on(Box::new(Cheap(Files::new(data.to_owned()))))
}

fn case(serial: u32) -> Case {
    let certificate = reestr::domain::CertificateNumber::new(MunicipalityCode(1), serial);
    serde_json::from_value(json!({
        "application": {
            "ref": {"number": number(serial), "date": "2026-09-01"}, "version": 1,
            "organisation": 17, "source": "portal", "state": "accepted",
            "consents": [], "duplicate": {"state": "clear"}, "paper_due": "2027-10-01",
        },
        "certificate": {"number": certificate, "kind": "accounting", "state": "reserved"},
    }))
    .unwrap()
}

/// A store as a day leaves it: records, a draft, acts that wait, one that needs a person, one that is over.
fn filled() -> (tempfile::TempDir, Unlocked) {
    let data = tempfile::tempdir().unwrap();
    let mut desk = bench(data.path());
    desk.make();
    let delta = Delta {
        set: (1..=60).map(case).collect(),
        ..Delta::empty(SCOPE, CURSOR)
    };
    let answer = SyncAnswer {
        deltas: vec![delta],
        ..SyncAnswer::default()
    };
    let cards = Vec::new();
    desk.ask(Request::Absorb(Box::new(PersonalSyncAnswer {
        answer,
        cards,
    })));
    desk.ask(Request::Draft {
        key: "place".into(),
        text: "activation".into(),
    });
    for serial in 1..=6 {
        desk.give(serial).unwrap();
    }
    assert!(desk.settle(1, Outcome::Applied { version: 2 }));
    let why = Refusal::DocumentsIncomplete;
    assert!(desk.settle(2, Outcome::Refused { why }));
    desk.ask(Request::Stop);
    let mut desk = bench(data.path());
    let whole = unlocked(desk.unlock()).unwrap();
    desk.ask(Request::Stop);
    assert_eq!((whole.acts.len(), whole.cases.len()), (5, 60));
    (data, whole)
}

/// The files that a damage can hit: name and number of bytes that are in use.
fn files(data: &Path) -> Vec<(PathBuf, usize)> {
    let mut found = Vec::new();
    let mut dirs = vec![data.to_owned()];
    while let Some(dir) = dirs.pop() {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                dirs.push(path);
                continue;
            }
            let bytes = fs::read(&path).unwrap();
            if let Some(last) = bytes.iter().rposition(|byte| *byte != 0) {
                let name = path.strip_prefix(data).unwrap();
                found.push((name.to_owned(), last + 1));
            }
        }
    }
    found.sort();
    found
}

/// Does something to the file, and says what.
fn damage(path: &Path, used: usize, chance: &mut Chance) -> String {
    let mut bytes = fs::read(path).unwrap();
    let at = chance.below(used);
    let what = match chance.below(5) {
        0 => {
            let bit = chance.below(8);
            bytes[at] ^= 1 << bit;
            format!("bit {bit} of byte {at} flipped")
        }
        1 => {
            bytes.truncate(at);
            format!("cut at {at}")
        }
        2 => {
            let len = (1 + chance.below(BLOCK)).min(used - at);
            bytes[at..at + len].fill(0);
            format!("{len} bytes zeroed at {at}")
        }
        3 => {
            let len = (1 + chance.below(64)).min(used - at);
            bytes[at..at + len]
                .iter_mut()
                .for_each(|byte| *byte = chance.next() as u8);
            format!("{len} bytes of rubbish at {at}")
        }
        _ => {
            let blocks = used.div_ceil(BLOCK).min(bytes.len() / BLOCK);
            if blocks < 2 {
                bytes.reverse();
                "turned round".to_owned()
            } else {
                let (one, other) = (chance.below(blocks), chance.below(blocks));
                for n in 0..BLOCK {
                    bytes.swap(one * BLOCK + n, other * BLOCK + n);
                }
                format!("blocks {one} and {other} swapped")
            }
        }
    };
    fs::write(path, &bytes).unwrap();
    what
}

/// What the desk said when it opened.
#[derive(Debug, Default)]
struct Said {
    opened: Option<Unlocked>,
    outbox: Option<Box<Outbox>>,
    differs: Option<Mismatch>,
    rebuilt: bool,
    refused: bool,
}

impl Said {
    fn hear(&mut self, told: Vec<Event>) -> Option<Wanted> {
        let mut wanted = None;
        for event in told {
            match event {
                Event::Unlocked(unlocked) => self.opened = Some(*unlocked),
                Event::LogIn { wanted: w, .. } => wanted = Some(w),
                Event::Admitted(Ok(outbox)) => self.outbox = Some(outbox),
                Event::Admitted(Err(differs)) => self.differs = Some(differs.why),
                Event::CacheRebuilt { .. } => self.rebuilt = true,
                Event::Unusable(_) | Event::WrongPassword => self.refused = true,
                _ => {}
            }
        }
        wanted
    }
}

/// Opens the store as the desk does: with the password, then with what the register says.
fn open(data: &Path) -> Said {
    let mut said = Said::default();
    let mut desk = bench(data);
    let wanted = said.hear(desk.unlock());
    if let Some(wanted) = wanted {
        said.hear(desk.admit(answer(1, 1, HIGH_WATER), wanted));
    }
    desk.ask(Request::Stop);
    said
}

/// Nothing is missing, or what is missing is told.
fn judge(said: &Said, whole: &Unlocked) -> Result<(), String> {
    let Some(opened) = &said.opened else {
        return if said.refused {
            Ok(())
        } else {
            Err("neither opened nor refused".to_owned())
        };
    };
    if opened.acts != whole.acts && said.differs.is_none() && !said.refused {
        let found: Vec<_> = opened.acts.iter().map(|a| a.envelope.seq).collect();
        return Err(format!(
            "of the acts, {found:?} are there, and nothing was said"
        ));
    }
    let asked_again = said
        .outbox
        .as_ref()
        .is_some_and(|outbox| outbox.cursors.at.get(&SCOPE).copied().unwrap_or(0) < CURSOR);
    if opened.cases != whole.cases && !asked_again && !said.rebuilt && !said.refused {
        let found = opened.cases.len();
        return Err(format!(
            "{found} records are there, and the register is not asked again"
        ));
    }
    if opened.drafts != whole.drafts && !opened.drafts.is_empty() {
        return Err("a draft is another one".to_owned());
    }
    Ok(())
}

#[test]
fn damage_is_told_or_does_not_matter() {
    let mut chance = Chance::new();
    let (template, whole) = filled();
    let files = files(template.path());
    let count = times("REESTR_DAMAGES", 60);
    let (mut opened, mut told) = (0, 0);
    for n in 0..count {
        let left = crate::copy::of(template.path());
        let (name, used) = &files[n % files.len()];
        let what = damage(&left.path().join(name), *used, &mut chance);
        let said = open(left.path());
        if let Err(why) = judge(&said, &whole) {
            panic!(
                "{} ({chance}, damage {n}): {what}: {why}\n{said:#?}",
                name.display()
            );
        }
        opened += usize::from(said.opened.is_some());
        told += usize::from(said.refused || said.rebuilt || said.differs.is_some());
    }
    println!("{count} damages: {opened} opened, {told} told ({chance})");
    assert!(told > 0 && opened > 0, "{opened} opened, {told} told");
}
