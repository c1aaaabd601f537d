//! What tests of screens and widgets stand on: a desk with everything that a screen reads, and a screen as text.

use chrono::{DateTime, NaiveDate, Utc};
use ratatui::buffer::Buffer;
use uuid::Uuid;

use crate::api::session::{Channel, Profile};
use crate::config::DataFile;
use crate::domain::{ApplicationNumber, Command, MunicipalityCode};
use crate::i18n::{Language, Texts};
use crate::store::act::{EnrolmentRecords, Stock, Unlocked};
use crate::store::projection::Projection;
use crate::sync::desk::{Ask, Link, LinkState, Ticket};
use crate::tui::keymap::Keymap;
use crate::tui::screens::Desk;
use crate::tui::screens::common::holders::Holders;
use crate::tui::theme::Theme;

/// Everything that a [`Desk`] borrows.
pub struct World {
    pub texts: Texts,
    pub theme: Theme,
    pub keymap: Keymap,
    pub register: Projection,
    pub holders: Holders,
    pub link: Link,
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
}

impl World {
    pub fn new() -> Self {
        let now = DateTime::from_timestamp(1_795_340_000, 0).unwrap();
        Self {
            texts: Texts::new(Language::Russian),
            theme: theme(),
            keymap: keymap(),
            register: register(),
            holders: Holders::default(),
            link: Link {
                state: LinkState::Connected,
                channel: Channel::Open,
                last_contact: Some(now),
            },
            now,
            today: crate::domain::Zone::MOSCOW.date(now),
        }
    }

    pub fn desk(&self) -> Desk<'_> {
        Desk {
            texts: &self.texts,
            theme: &self.theme,
            keymap: &self.keymap,
            register: &self.register,
            holders: &self.holders,
            link: self.link,
            now: self.now,
            today: self.today,
            ticket: Ticket(1),
        }
    }
}

/// A store that was opened and holds nothing.
pub fn opened(profile: Profile) -> Unlocked {
    Unlocked {
        profile,
        channel: Channel::Open,
        cases: Vec::new(),
        enrolment: EnrolmentRecords::default(),
        acts: Vec::new(),
        applied: Vec::new(),
        drafts: Vec::new(),
        journal: None,
        contracts: None,
        numbers: Vec::new(),
        forms: None,
        held: Vec::new(),
        device: Uuid::nil(),
        renewal: None,
        stock: Stock::default(),
    }
}

pub fn theme() -> Theme {
    let bundled = DataFile::Bundled("default".to_owned());
    Theme::load(&bundled).unwrap()
}

pub fn keymap() -> Keymap {
    let bundled = DataFile::Bundled("default".to_owned());
    Keymap::load(&bundled, &Texts::new(Language::Russian)).unwrap()
}

pub fn register() -> Projection {
    Projection::empty()
}

/// The screen as lines of text, without styles and trailing blanks.
pub fn text(buf: &Buffer) -> String {
    let width = usize::from(buf.area.width).max(1);
    let rows = buf.content().chunks(width).map(|row| {
        let line: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
        line.trim_end().to_owned()
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// What plain mode promises of every screen: no style, no frame, nothing that a poor terminal has no form for.
pub fn assert_plain(buf: &Buffer) {
    let screen = text(buf);
    for cell in buf.content() {
        assert_eq!(
            cell.style(),
            ratatui::buffer::Cell::EMPTY.style(),
            "{screen}"
        );
        for c in cell.symbol().chars() {
            let known = c.is_ascii() || c.is_alphanumeric();
            assert!(known, "{c:?} in\n{screen}");
        }
    }
    for line in screen.lines() {
        assert!(
            !line.contains("  ") && !line.starts_with(' '),
            "{line:?} in\n{screen}"
        );
    }
}

/// An activation on its way to the disk, with `n` as ticket and serial.
pub fn give(n: u64) -> Ask {
    let target = ApplicationNumber::new(MunicipalityCode(1), 2026, n as u32);
    Ask::Give {
        ticket: Ticket(n),
        target: target.into(),
        seen: 1,
        at: DateTime::from_timestamp(1_795_340_000 - 60 * n as i64, 0).unwrap(),
        command: Command::Activate,
    }
}
