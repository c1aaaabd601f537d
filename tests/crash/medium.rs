//! A disk in memory under the store: it remembers every write and sync, fails where it is told to, and gives what a power
//! cut would leave at any of its moments.
//!
//! Small files and names change whole or not at all (rename, directory sync); only the bytes of a journal can be torn.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};

use reestr::store::StoreError;
use reestr::store::ground::{Ground, ShelfPlace, Slot, Small};
use reestr::store::journal::Disk;
use reestr::store::seal::Cost;
use reestr::store::shelf::{Batch, PAGE, Pair, Shelf, ShelfError};

/// Zeros behind the last byte that a file holds, as of the room that was reserved for it.
const BEHIND: usize = 4096;

/// What lies on the medium at a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Image {
    pub small: BTreeMap<Small, Vec<u8>>,
    pub journal: Option<Vec<u8>>,
    pub shelf: BTreeMap<Vec<u8>, Vec<u8>>,
}

/// How a call fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Broken,
    Full,
    /// Half of the bytes are written, then the disk is full.
    Short,
}

/// Which call fails, counted from the start; from then on every one if it is sticky.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    pub at: usize,
    pub kind: Kind,
    pub sticky: bool,
}

#[derive(Clone, Debug)]
enum Op {
    Write {
        file: usize,
        offset: usize,
        bytes: Vec<u8>,
    },
    Sync {
        file: usize,
    },
    Replace(Small, Vec<u8>),
    /// The file takes the journal's name.
    Name(usize),
    Shelf(Batch),
    Clear,
}

#[derive(Default)]
struct State {
    small: BTreeMap<Small, Vec<u8>>,
    files: Vec<Vec<u8>>,
    journal: Option<usize>,
    fresh: Option<usize>,
    shelf: BTreeMap<Vec<u8>, Vec<u8>>,
    /// Done since the start, or since [`Medium::settle`].
    ops: Vec<Op>,
    /// The journal of that moment.
    first: Option<usize>,
    calls: usize,
    fault: Option<Fault>,
    held: bool,
}

#[derive(Clone, Default)]
pub struct Medium(Arc<Mutex<State>>);

impl Medium {
    pub fn holding(image: &Image) -> Self {
        let state = State {
            small: image.small.clone(),
            files: image.journal.iter().cloned().collect(),
            journal: image.journal.as_ref().map(|_| 0),
            first: image.journal.as_ref().map(|_| 0),
            shelf: image.shelf.clone(),
            ..State::default()
        };
        Self(Arc::new(Mutex::new(state)))
    }

    pub fn failing(fault: Fault) -> Self {
        let medium = Self::default();
        medium.lock().fault = Some(fault);
        medium
    }

    /// How many calls there were that a fault could have hit.
    pub fn calls(&self) -> usize {
        self.lock().calls
    }

    /// No call fails any more.
    pub fn heal(&self) {
        self.lock().fault = None;
    }

    /// What a process sees that is started next: also what was never synced.
    pub fn seen(&self) -> Image {
        let state = self.lock();
        Image {
            small: state.small.clone(),
            journal: state.journal.map(|file| state.files[file].clone()),
            shelf: state.shelf.clone(),
        }
    }

    /// Takes all that is there for synced, and gives it: what is done from now on is cut and counted from here.
    pub fn settle(&self) -> Image {
        let mut state = self.lock();
        state.ops.clear();
        state.first = state.journal;
        drop(state);
        self.seen()
    }

    /// Everything that a power cut can leave of what was done since `start`, with the number of calls that were over by
    /// then: each prefix of each write that was not synced, with each choice of the others.
    pub fn cuts(&self, start: &Image) -> Vec<(usize, Image)> {
        let state = self.lock();
        let mut seen = BTreeSet::new();
        let mut cuts = Vec::new();
        for done in 0..=state.ops.len() {
            for image in left(start, state.first, &state.ops[..done]) {
                if seen.insert((done == state.ops.len(), image.clone())) {
                    cuts.push((done, image));
                }
            }
        }
        cuts
    }

    /// What a power cut leaves now if nothing but what was synced came to the medium.
    pub fn synced(&self, start: &Image) -> Image {
        let state = self.lock();
        let (image, _) = durable(start, state.first, &state.ops);
        image
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    fn call(&self) -> Result<(), Kind> {
        self.lock().call()
    }
}

impl State {
    /// Counts a call, and fails it where it has to fail.
    fn call(&mut self) -> Result<(), Kind> {
        self.calls += 1;
        match self.fault {
            Some(f) if self.calls == f.at || (f.sticky && self.calls > f.at) => Err(f.kind),
            _ => Ok(()),
        }
    }
}

/// The synced part, and the writes on the file named journal that were not synced.
fn durable(start: &Image, first: Option<usize>, ops: &[Op]) -> (Image, Vec<(usize, Vec<u8>)>) {
    let mut image = start.clone();
    let mut files: BTreeMap<usize, Vec<u8>> =
        first.into_iter().zip(start.journal.clone()).collect();
    let mut open: Vec<(usize, usize, &[u8])> = Vec::new();
    let mut named = first;
    for op in ops {
        match op {
            Op::Write {
                file,
                offset,
                bytes,
            } => open.push((*file, *offset, bytes)),
            Op::Sync { file } => open.retain(|(of, offset, bytes)| {
                if of == file {
                    put(files.entry(*file).or_default(), *offset, bytes);
                }
                of != file
            }),
            Op::Replace(small, bytes) => {
                image.small.insert(*small, bytes.clone());
            }
            Op::Name(file) => named = Some(*file),
            Op::Shelf(batch) => apply(&mut image.shelf, batch),
            Op::Clear => {
                image = Image::default();
                named = None;
            }
        }
    }
    image.journal = named.map(|file| files.remove(&file).unwrap_or_default());
    let open = open
        .into_iter()
        .filter(|(file, ..)| Some(*file) == named)
        .map(|(_, offset, bytes)| (offset, bytes.to_vec()))
        .collect();
    (image, open)
}

fn left(start: &Image, first: Option<usize>, ops: &[Op]) -> Vec<Image> {
    let (image, open) = durable(start, first, ops);
    let Some(journal) = &image.journal else {
        return vec![image];
    };
    let with = |chosen: usize, torn: usize, len: usize| {
        let mut bytes = journal.clone();
        for (n, (offset, written)) in open.iter().enumerate() {
            if n == torn {
                put(&mut bytes, *offset, &written[..len]);
            } else if chosen & (1 << n) != 0 {
                put(&mut bytes, *offset, written);
            }
        }
        Image {
            journal: Some(bytes),
            ..image.clone()
        }
    };
    if open.is_empty() {
        return vec![image.clone()];
    }
    let mut all = Vec::new();
    for torn in 0..open.len() {
        for chosen in (0..1usize << open.len()).filter(|c| c & (1 << torn) == 0) {
            all.extend((0..=open[torn].1.len()).map(|len| with(chosen, torn, len)));
        }
    }
    all
}

fn put(file: &mut Vec<u8>, offset: usize, bytes: &[u8]) {
    let end = offset + bytes.len();
    if file.len() < end {
        file.resize(end, 0);
    }
    file[offset..end].copy_from_slice(bytes);
}

fn apply(shelf: &mut BTreeMap<Vec<u8>, Vec<u8>>, batch: &Batch) {
    for (key, value) in batch {
        match value {
            Some(value) => shelf.insert(key.clone(), value.clone()),
            None => shelf.remove(key),
        };
    }
}

fn error(kind: Kind) -> io::Error {
    match kind {
        Kind::Broken => io::Error::other("EIO"),
        Kind::Full | Kind::Short => io::ErrorKind::StorageFull.into(),
    }
}

fn failed(what: &'static str) -> impl FnOnce(Kind) -> StoreError {
    move |kind| StoreError::Io {
        what,
        path: path(),
        source: error(kind),
    }
}

fn path() -> PathBuf {
    PathBuf::from("medium/outbox")
}

impl Ground for Medium {
    fn find(&self, _: &str) -> Result<Option<Box<dyn Slot>>, StoreError> {
        let there = self.lock().small.contains_key(&Small::Header);
        Ok(self.take().filter(|_| there))
    }

    fn create(&self, _: &str) -> Result<Box<dyn Slot>, StoreError> {
        self.call().map_err(failed("making"))?;
        let slot = self.take().expect("nobody else works here");
        slot.clear()?;
        Ok(slot)
    }

    fn left(&self, login: &str) -> Result<Vec<Box<dyn Slot>>, StoreError> {
        Ok(self.find(login)?.into_iter().collect())
    }

    fn cost(&self) -> Cost {
        Cost::LEAST
    }
}

impl Medium {
    /// The only slot, unless it is held.
    fn take(&self) -> Option<Box<dyn Slot>> {
        let free = !std::mem::replace(&mut self.lock().held, true);
        free.then(|| Box::new(Held(self.clone())) as Box<dyn Slot>)
    }
}

/// The slot under its lock.
struct Held(Medium);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.lock().held = false;
    }
}

impl Slot for Held {
    fn journal_path(&self) -> PathBuf {
        path()
    }

    fn marker(&self) -> Result<String, StoreError> {
        Ok("here".to_owned())
    }

    fn read(&self, file: Small) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.0.lock().small.get(&file).cloned())
    }

    fn replace(&self, file: Small, bytes: &[u8]) -> Result<(), StoreError> {
        let mut state = self.0.lock();
        state.call().map_err(failed("replacing"))?;
        state.small.insert(file, bytes.to_vec());
        state.ops.push(Op::Replace(file, bytes.to_vec()));
        Ok(())
    }

    fn journal(&self) -> Result<Option<Box<dyn Disk>>, StoreError> {
        let file = self.0.lock().journal;
        Ok(file.map(|file| Box::new(Platter(self.0.clone(), file)) as Box<dyn Disk>))
    }

    fn fresh_journal(&self) -> Result<Box<dyn Disk>, StoreError> {
        let mut state = self.0.lock();
        state.call().map_err(failed("creating"))?;
        state.files.push(Vec::new());
        let file = state.files.len() - 1;
        state.fresh = Some(file);
        Ok(Box::new(Platter(self.0.clone(), file)))
    }

    fn put_journal(&self) -> Result<(), StoreError> {
        let mut state = self.0.lock();
        state.call().map_err(failed("naming"))?;
        let fresh = state.fresh.take().expect("a fresh journal");
        state.journal = Some(fresh);
        state.ops.push(Op::Name(fresh));
        Ok(())
    }

    fn shelf(&self) -> Box<dyn ShelfPlace> {
        Box::new(self.0.clone())
    }

    fn set_aside(&self) -> Result<(), StoreError> {
        self.clear()
    }

    fn clear(&self) -> Result<(), StoreError> {
        let mut state = self.0.lock();
        state.call().map_err(failed("clearing"))?;
        state.small.clear();
        state.journal = None;
        state.shelf.clear();
        state.ops.push(Op::Clear);
        Ok(())
    }
}

impl ShelfPlace for Medium {
    fn open(&self) -> Result<Box<dyn Shelf>, ShelfError> {
        Ok(Box::new(self.clone()))
    }

    fn open_early(&self) -> Option<Box<dyn Shelf>> {
        None
    }

    fn move_aside(&self) -> Result<PathBuf, ShelfError> {
        self.lock().shelf.clear();
        Ok(PathBuf::from("medium/cache.damaged"))
    }
}

impl Shelf for Medium {
    fn get(&mut self, key: &[u8]) -> Result<Option<Vec<u8>>, ShelfError> {
        Ok(self.lock().shelf.get(key).cloned())
    }

    fn page(&mut self, prefix: &[u8], after: &[u8]) -> Result<Vec<Pair>, ShelfError> {
        let state = self.lock();
        let pairs = state
            .shelf
            .iter()
            .filter(|(key, _)| key.starts_with(prefix));
        let behind = pairs.filter(|(key, _)| after.is_empty() || key.as_slice() > after);
        Ok(behind
            .take(PAGE)
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect())
    }

    fn apply(&mut self, batch: &Batch) -> Result<(), ShelfError> {
        let mut state = self.lock();
        if let Err(kind) = state.call() {
            return Err(ShelfError::Unavailable(error(kind).to_string()));
        }
        apply(&mut state.shelf, batch);
        state.ops.push(Op::Shelf(batch.clone()));
        Ok(())
    }
}

/// The bytes of one journal.
struct Platter(Medium, usize);

impl Disk for Platter {
    fn read_all(&self) -> io::Result<Vec<u8>> {
        let mut bytes = self.0.lock().files[self.1].clone();
        bytes.resize(bytes.len() + BEHIND, 0);
        Ok(bytes)
    }

    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        let offset = usize::try_from(offset).map_err(io::Error::other)?;
        let mut state = self.0.lock();
        let (written, done) = match state.call() {
            Ok(()) => (bytes, Ok(())),
            Err(Kind::Short) => (&bytes[..bytes.len() / 2], Err(error(Kind::Short))),
            Err(kind) => (&bytes[..0], Err(error(kind))),
        };
        put(&mut state.files[self.1], offset, written);
        state.ops.push(Op::Write {
            file: self.1,
            offset,
            bytes: written.to_vec(),
        });
        done
    }

    fn sync(&mut self) -> io::Result<()> {
        let mut state = self.0.lock();
        state.call().map_err(error)?;
        state.ops.push(Op::Sync { file: self.1 });
        Ok(())
    }

    fn reserve(&mut self, _: u64) -> io::Result<()> {
        self.0.call().map_err(error)
    }
}
