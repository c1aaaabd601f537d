//! Reestr: the desk program of offices that issue certificates of supplementary education, and its central register.
//!
//! Clerks work a queue of applications by the keyboard alone, often over a slow line that breaks. Two promises shape
//! everything below: a key is answered at once whatever the line does, and what was called saved is never lost and never
//! done twice.
//!
//! # Rooms
//!
//! | room | what it is for | what it must never do |
//! |---|---|---|
//! | [`domain`] | records, states, [`domain::Command`], rules, validation | I/O, clock, chance, async |
//! | [`api`] | the wire: what both sides say to each other | decide anything |
//! | [`config`], [`i18n`] | settings with located errors; texts, dates, folding of names | know another room |
//! | `client` | HTTP to one listener, typed errors | retry, or judge what an error means |
//! | `store` | the outbox journal, the sealed cache, the slots | talk to the register |
//! | `sync` | drains the outbox, refreshes the cache | name a type of the interface |
//! | `documents` | papers: their content, PDF pages, what prints them | know a clock, or put a name outside of the paper |
//! | `server` | routes, sessions, channels, storage, audit, nightly work | know the desk's side |
//! | `tui` | keys, screens, the output of frames | wait for a disk, a line or a terminal |
//! | [`doctor`] | looks why it doesn't work, for `reestr doctor` | change or repair anything, log in, be needed by another room |
//! | `demo` | an invented register on this machine | be needed by another room |
//!
//! Imports go one way: `domain` ← `api` ← `client`, `server`; `api` ← `store`; `client` and `store` ← `sync`; `domain` and
//! `i18n` ← `documents` ← `server`; all of these but `server` ← `tui`; `client` and `server` ← `demo`; the command line stands
//! on top. Each large library has one owner: only `client` names reqwest, only `store` sled, only `documents` printpdf, only
//! `server` axum and sqlx, only `tui` ratatui and crossterm. The features `tui` and `server` build alone.
//! `tests/architecture.rs` checks all of this on the sources.
//!
//! # One kind of write
//!
//! Every change is a [`domain::Command`], and [`domain::decide`] is the one place where it is judged: a pure function
//! from the record, the command and its context (who, when, with which rights) to the new record or a
//! [`domain::Refusal`]. It runs at the desk, to answer at once, and at the register, which alone is the authority: what
//! only it can know (duplicates, taken numbers, who was faster) is added there.
//!
//! # The path of a command, from the key to the register and back
//!
//! 1. `tui::keymap` turns the key into an action of the focused screen. The screen's `update` gives back effects; it
//!    never waits. `view` only reads. The shell sends the effect as a `sync::desk::Ask` and shows *being saved*.
//! 2. The store thread puts the command into an [`api::sync::Envelope`]: the next seq without a gap, an identifier, a
//!    hash, and the version that the clerk saw, or the seq of the waiting act that it follows. The envelope is sealed and
//!    appended to the journal. Only after `fdatasync` is `News::Saved` told, and only then does the screen say *saved
//!    here*: snapshot and waiting commands, put through [`domain::decide`] by `store::projection`.
//! 3. The sync thread hears of it from the store and sends `POST /v1/sync` when its state machine allows: commands and
//!    claims up, results, leases and what changed down, one round trip. On a far line an act waits a moment for its
//!    companions, so that an application costs one exchange; the next ones are there before they are asked for.
//! 4. The register takes the commands in the order of seq. Effect, counter of the scope, audit row, stored result and
//!    high-water mark commit in one transaction. A repeat gets the stored result, another payload under a taken seq is
//!    refused loudly, a gap is answered with the mark. A refused command uses its seq up and holds up none behind it.
//! 5. The answer goes to the store first. Results are durable in the journal, the delta is in the cache, and only then
//!    does the interface hear `News::Settled` and `News::Changed`: *applied*, or *needs a person*, with who and when.
//!
//! A crash between any two steps ends in a repeat, and a repeat changes nothing.
//!
//! # Threads of the desk
//!
//! - **interface**: the loop over news, keys and signals, and drawing into a buffer. No tick; idle, it never wakes.
//! - **store**: owns the journal and the cache, works requests off in order.
//! - **sync**: a runtime of its own, one state machine (connected, degraded, offline, locked out).
//! - **terminal writer**: takes the newest whole frame and sends the fewest bytes that lead there from the last one.
//!   Frames may be skipped; a blocked terminal stops neither keys nor sync.
//!
//! While something is printed there is one thread more, which makes the pages, with the family's password where one stands
//! on them, hands them over and ends.
//!
//! They share no state but messages and the writer's mailbox of frames. sled's own threads live in a short-lived process
//! beside them, the cache's keeper, so that the idle program sleeps and a damaged cache can't bring it down.
//!
//! # Two listeners
//!
//! Nothing inside a request proves that it came over the protected line. So the register listens twice, and the class of
//! the channel is a type that the listener sets when it accepts. Routes that give personal data demand the proof
//! `Protected`, which only the protected router can make, and the right `Granted<PersonalView>`; on the open router they
//! don't compile. Personal fields are absent from every other answer. Each look is audited in the transaction that reads;
//! the desk journals that it shows a card before it draws it.
//!
//! # Where truth lies
//!
//! - Of records: the register's database. Its audit is chained by hash per scope, so that a changed row shows.
//! - Of acts that the register has not confirmed: the desk's journal. It is never repaired by guessing: damage in the
//!   middle stops the desk, says so, and keeps the file. Where journal and register differ, because one of them was lost,
//!   set back or copied, the journal goes on under a name that was never used, its acts keep their identifiers, by which
//!   the register knows what it has taken, and the clerk is told what nobody can prove.
//! - Of numbers: the register's rows, which say to which journal each pair is leased, and under which none is taken twice.
//!   A desk gives them without the line, so a copy of its store could give them again. Numbers are bound to the machine, to
//!   the name of the journal and to how far it has come; where these don't agree they are burnt, and nobody gives them
//!   (`store::worker`, `bond`). What stays is a clone of the whole disk, or a virtual machine that is set back, at which
//!   people work without the line: both give the same numbers. The register takes the first application under a number and
//!   refuses the others with [`domain::Refusal::NumberTaken`]; their drafts come back with all that was typed, their papers
//!   are printed again under other numbers, and the family of a refused one has to be called for a second signature. Until
//!   the register has confirmed an application, its papers and the screen say that it has not.
//! - The cache holds nothing that can't be fetched again but drafts and numbers, which cost work and no act. Damaged, it
//!   is moved aside and filled anew.
//! - Time and chance come in by the context or a clock that is handed in, so that every run can be repeated.
//!
//! All text from outside is [`domain::Clean`] before anything draws it, and nothing personal stands in logs, errors, file
//! names, titles or URLs.

pub mod api;
#[cfg(feature = "tui")]
pub mod client;
pub mod config;
#[cfg(all(feature = "tui", feature = "server"))]
pub mod demo;
pub mod doctor;
#[cfg(feature = "documents")]
pub mod documents;
pub mod domain;
pub mod fault;
pub mod i18n;
#[cfg(feature = "server")]
pub mod server;
#[cfg(feature = "tui")]
pub mod store;
#[cfg(feature = "tui")]
pub mod sync;
#[cfg(feature = "tui")]
pub mod tui;
