//! The press: makes papers and gives them away, on a thread for each order that ends with it. Idle, there is none.
//!
//! Nothing here decides what may be printed: an order comes only when the journal holds every print of it. What becomes
//! of it is told as [`Word`]s; a thread that nobody listens to any more ends by itself.

use std::collections::BTreeSet;
use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::mpsc::UnboundedSender;

use super::screens::print::{Failure, Order, Progress, Safe, Word};
use zeroize::Zeroize;

use crate::documents::Document;
use crate::documents::printing::{self, Job, JobState, Outlet, PrintError, Sent};
use crate::domain::Clean;
use crate::store::family::{self, NotMade};

/// How often a queue is asked what became of a paper.
const LOOK: Duration = Duration::from_secs(1);
/// How long: by then the sheets lie there, or a person has seen that they don't.
const WATCH: Duration = Duration::from_mins(2);

/// The end of the loop that starts threads.
pub struct Press {
    words: UnboundedSender<Word>,
    /// Runs whose papers are not all given away yet.
    handing: BTreeSet<u64>,
}

impl Press {
    #[must_use]
    pub fn new(words: UnboundedSender<Word>) -> Self {
        Self {
            words,
            handing: BTreeSet::new(),
        }
    }

    /// Does what is ordered, on a thread of its own. When the system gives none, that is what is told.
    pub fn order(&mut self, order: Order) {
        let failed = refusal(&order);
        if let Order::Print { run, .. } = &order {
            self.handing.insert(*run);
        }
        let words = self.words.clone();
        let spawned = thread::Builder::new()
            .name("press".to_owned())
            .spawn(move || work(order, &words));
        if let Err(error) = spawned {
            tracing::warn!(%error, "no thread for the press");
            for word in failed {
                // The loop itself holds the other end.
                let _ = self.words.send(word);
            }
        }
    }

    /// Has to see every word before it is passed on.
    pub fn hear(&mut self, word: &Word) {
        if let Word::Handed { run } = word {
            self.handing.remove(run);
        }
    }

    /// Whether a paper is just being given away: the end of the program waits for it a moment, so that it isn't cut.
    #[must_use]
    pub fn hands_over(&self) -> bool {
        !self.handing.is_empty()
    }
}

/// What is told when there is no thread for an order.
fn refusal(order: &Order) -> Vec<Word> {
    let why = || PrintError::System {
        program: "reestr",
        why: Clean::new("no thread"),
    };
    match order {
        Order::List { .. } => vec![Word::Printers(Err(why()))],
        Order::Passwords { run, at, .. } => {
            let failed = at.iter().map(|at| Word::Password {
                run: *run,
                at: *at,
                made: Err(NotMade),
            });
            failed.collect()
        }
        Order::Print { run, documents, .. } => {
            let at = documents.first().map_or(0, |(at, _)| *at);
            let progress = Progress::Failed(Failure::Print(why()));
            let failed = Word::Sheet {
                run: *run,
                at,
                progress,
            };
            vec![failed, Word::Handed { run: *run }]
        }
    }
}

/// The thread. What it says goes nowhere once the loop has ended: then it ends, too.
fn work(order: Order, words: &UnboundedSender<Word>) {
    match order {
        Order::List { server } => {
            let printers = printing::printers(server.as_deref());
            let _ = words.send(Word::Printers(printers));
        }
        Order::Passwords { run, at, safe } => {
            for at in at {
                let made = family::make().map(|made| {
                    safe.put(at, made.password);
                    made.hash
                });
                let _ = words.send(Word::Password { run, at, made });
            }
        }
        Order::Print {
            run,
            outlet,
            take_back,
            documents,
            safe,
            watch,
        } => {
            for sent in &take_back {
                // What is no longer in the queue can't be taken out of it.
                let _ = printing::cancel(sent);
            }
            let tell = |at: usize, progress: Progress| {
                let word = Word::Sheet { run, at, progress };
                words.send(word).is_ok() && !watch.ended()
            };
            let queued = hand_over(&outlet, documents, &safe, &tell);
            let _ = words.send(Word::Handed { run });
            follow(queued, || watch.ended() || words.is_closed(), &tell);
        }
    }
}

/// Gives the papers away in their order. The first that fails stops the rest: they would fare no better, and a clerk who
/// puts it right gets them in their order.
fn hand_over(
    outlet: &Outlet,
    documents: Vec<(usize, Document)>,
    safe: &Safe,
    tell: &dyn Fn(usize, Progress) -> bool,
) -> Vec<(usize, Sent)> {
    let mut queued = Vec::new();
    for (at, mut document) in documents {
        tell(at, Progress::Making);
        let made = write_password(&mut document, at, safe);
        match made.and_then(|()| one(outlet, &document)) {
            Ok(sent) => {
                if matches!(sent, Sent::Queued { .. }) {
                    queued.push((at, sent.clone()));
                }
                tell(at, Progress::Sent(sent));
            }
            Err(failure) => {
                let unsure = matches!(failure, Failure::Print(PrintError::TimedOut(_)));
                tell(at, Progress::Failed(failure));
                if !unsure {
                    break;
                }
            }
        }
    }
    queued
}

/// Takes the password out of the safe for the one paper on which it stands. Without it an extract is not printed.
fn write_password(document: &mut Document, at: usize, safe: &Safe) -> Result<(), Failure> {
    if let Document::RegisterExtract(extract) = document {
        extract.password = Some(safe.take(at).ok_or(Failure::Password)?);
    }
    Ok(())
}

fn one(outlet: &Outlet, document: &Document) -> Result<Sent, Failure> {
    let pdf = document.pdf().map_err(Failure::Paper)?;
    let mut job = Job {
        about: document.about(),
        form: document.form(),
        pdf,
    };
    if let Outlet::File(folder) = outlet {
        make(folder).map_err(Failure::Print)?;
    }
    let sent = printing::send(outlet, &job).map_err(Failure::Print);
    job.pdf.zeroize();
    sent
}

/// The folder of papers is its owner's alone.
fn make(folder: &Path) -> Result<(), PrintError> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(|error| PrintError::File(Clean::new(&error.to_string())))
}

/// Asks the queue about the papers until they are out, nobody waits any more, or it has taken too long. Only what is new
/// is told.
fn follow(
    queued: Vec<(usize, Sent)>,
    over: impl Fn() -> bool,
    tell: &dyn Fn(usize, Progress) -> bool,
) {
    let mut open: Vec<(usize, Sent, Option<JobState>)> = queued
        .into_iter()
        .map(|(at, sent)| (at, sent, None))
        .collect();
    let began = Instant::now();
    while !open.is_empty() && began.elapsed() < WATCH && !over() {
        for (at, sent, known) in &mut open {
            let Ok(state) = printing::state(sent) else {
                // CUPS went away: the clerk sees the printer, and is asked.
                return;
            };
            if known.as_ref() != Some(&state) {
                if !tell(*at, Progress::Became(state.clone())) {
                    return;
                }
                *known = Some(state);
            }
        }
        open.retain(|(_, _, state)| !matches!(state, Some(JobState::Done | JobState::Gone)));
        if !open.is_empty() {
            thread::sleep(LOOK);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

    use super::*;
    use crate::domain::FamilyPassword;
    use crate::sync::desk::News;
    use crate::tui::screens::common::papers;
    use crate::tui::screens::common::rig::{Rig, case, forms, printing, revealed};

    fn documents() -> Vec<(usize, Document)> {
        let mut rig = Rig::new(&printing(), Vec::new());
        rig.hear(&News::Forms(Box::new(forms())));
        let papers = papers::of(&case(7), &revealed(7).card, &rig.world.desk());
        papers.documents.into_iter().enumerate().collect()
    }

    /// With the password of the extract, the second paper.
    fn safe() -> Safe {
        let safe = Safe::default();
        safe.put(1, FamilyPassword::typed("k7mn-4p2x-w9ta"));
        safe
    }

    fn order(outlet: Outlet) -> Order {
        Order::Print {
            run: 1,
            outlet,
            take_back: Vec::new(),
            documents: documents(),
            safe: safe(),
            watch: crate::tui::screens::print::Watch::default(),
        }
    }

    /// Every word until the thread has ended.
    fn words(order: Order) -> Vec<Word> {
        let (sender, mut words): (_, UnboundedReceiver<Word>) = unbounded_channel();
        let mut press = Press::new(sender);
        press.order(order);
        assert!(press.hands_over());
        let mut said = Vec::new();
        loop {
            let word = words
                .blocking_recv()
                .expect("the press tells when it is over");
            press.hear(&word);
            let over = matches!(word, Word::Handed { .. });
            said.push(word);
            if over {
                break;
            }
        }
        assert!(!press.hands_over());
        drop(press);
        said.extend(std::iter::from_fn(|| words.blocking_recv()));
        said
    }

    fn progress(words: &[Word]) -> Vec<(usize, &Progress)> {
        let said = words.iter().filter_map(|word| match word {
            Word::Sheet { at, progress, .. } => Some((*at, progress)),
            _ => None,
        });
        said.collect()
    }

    #[test]
    fn papers_become_files_of_their_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let papers = folder.path().join("data").join("papers");
        let said = words(order(Outlet::File(papers.clone())));
        let said = progress(&said);
        assert!(matches!(
            said[..],
            [
                (0, Progress::Making),
                (0, Progress::Sent(Sent::Written(_))),
                (1, Progress::Making),
                (1, Progress::Sent(Sent::Written(_))),
            ]
        ));
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&papers), 0o700);
        for (_, progress) in said {
            if let Progress::Sent(Sent::Written(path)) = progress {
                assert_eq!(mode(path), 0o600);
                assert!(std::fs::read(path).unwrap().starts_with(b"%PDF"));
            }
        }
    }

    #[test]
    fn the_password_stays_in_the_safe_until_its_paper_is_made() {
        let (sender, mut words) = unbounded_channel();
        let safe = Safe::default();
        let order = Order::Passwords {
            run: 4,
            at: vec![1],
            safe: safe.clone(),
        };
        assert!(!format!("{order:?}").contains("password:"));
        work(order, &sender);
        let Some(Word::Password { run, at, made }) = words.blocking_recv() else {
            panic!("nothing was said of the password");
        };
        assert_eq!((run, at), (4, 1));
        let hash = made.unwrap();
        let password = safe.take(1).expect("a password lies in the safe");
        assert!(!hash.as_str().contains(password.symbols()));
        assert_eq!(safe.take(1), None, "it is taken out once");
    }

    #[test]
    fn an_extract_is_never_printed_without_its_password() {
        let folder = tempfile::tempdir().unwrap();
        let order = order(Outlet::File(folder.path().to_owned()));
        if let Order::Print { safe, .. } = &order {
            safe.wipe();
        }
        let (sender, mut heard) = unbounded_channel();
        work(order, &sender);
        drop(sender);
        let said: Vec<Word> = std::iter::from_fn(|| heard.blocking_recv()).collect();
        let said = progress(&said);
        let last = said.last().unwrap();
        assert_eq!(*last, (1, &Progress::Failed(Failure::Password)), "{said:?}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_paper_that_fails_stops_those_behind_it() {
        let said = words(order(Outlet::Command("exit 3".to_owned())));
        let said = progress(&said);
        assert!(
            matches!(
                said[..],
                [
                    (0, Progress::Making),
                    (
                        0,
                        Progress::Failed(Failure::Print(PrintError::CommandFailed { .. }))
                    ),
                ]
            ),
            "{said:?}"
        );
    }

    #[test]
    fn a_thread_that_nobody_hears_does_its_work_and_ends() {
        let folder = tempfile::tempdir().unwrap();
        let (sender, words) = unbounded_channel();
        drop(words);
        work(order(Outlet::File(folder.path().to_owned())), &sender);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
