//! Every place in plain mode: what is on the screen, where the cursor stands, what is announced.

use std::collections::BTreeSet;

use ratatui::layout::Position;

use super::*;
use crate::domain::{ApplicationState, Capability, CertificateState};
use crate::sync::desk::Mismatch;
use crate::tui::action::Place;
use crate::tui::screens::common::rig::{accepted, forms};
use crate::tui::testing::assert_plain;
use crate::tui::theme::Theme;
use crate::tui::tutor::{Arrival, LessonId, Material};

/// What a screen reader has of a page.
struct Page {
    rows: Vec<String>,
    cursor: Position,
}

impl Page {
    fn of(bench: &Bench, width: u16, height: u16) -> Self {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        let cursor = bench.shell.draw(buf.area, &mut buf);
        assert_plain(&buf);
        let rows = text(&buf).lines().map(str::to_owned).collect();
        let cursor = cursor.expect("the cursor stands somewhere");
        Self { rows, cursor }
    }

    fn line(&self) -> &str {
        self.rows
            .get(usize::from(self.cursor.y))
            .map_or("", String::as_str)
    }

    /// The last rows, over which an announcement may go.
    fn said(&self) -> String {
        let rows = &self.rows[self.rows.len().saturating_sub(3)..];
        rows.join(" ")
    }

    fn all(&self) -> String {
        self.rows.join("\n")
    }
}

fn plain(mut bench: Bench) -> Bench {
    bench.shell.context.theme = Theme::plain();
    bench
}

fn desk() -> Bench {
    let cases = vec![case(1), case(2), accepted(3)];
    let mut bench = Bench::locked();
    bench.news(unlocked(cases, vec![act(3, 9, None)], Vec::new()));
    bench.news(News::Link(link(LinkState::Connected, Some(moment()))));
    plain(bench)
}

fn at(key: KeyCode) -> Bench {
    let mut bench = desk();
    bench.press(key);
    bench
}

fn then(mut bench: Bench, keys: &[KeyCode]) -> Bench {
    for key in keys {
        bench.press(*key);
    }
    bench
}

/// A clerk with `more` rights than usual.
fn allowed(more: &[Capability], cases: Vec<Case>) -> Bench {
    let News::Unlocked(mut news) = unlocked(cases, Vec::new(), Vec::new()) else {
        panic!("a store that opens");
    };
    news.profile = profile(&[FULL.as_slice(), more].concat());
    news.forms = Some(forms());
    let mut bench = plain(Bench::locked());
    bench.news(News::Unlocked(news));
    bench.news(News::Link(link(LinkState::Connected, Some(moment()))));
    bench
}

fn creating() -> Bench {
    allowed(&[Capability::ApplicationCreate], Vec::new())
}

/// A certificate in use, opened by a clerk who may suspend it.
fn suspending() -> Bench {
    let mut used = accepted(7);
    used.application.state = ApplicationState::Confirmed;
    used.certificate.state = CertificateState::Active;
    let more = [Capability::CertificateSuspend, Capability::Print];
    let mut bench = allowed(&more, vec![used]);
    bench.shell.open_case(number(7));
    bench.collect();
    bench
}

/// A desk in each place, some in more than one of its states.
fn everywhere() -> Vec<(Place, Bench)> {
    use KeyCode::{Char, Enter, F};
    let mut all = vec![
        (Place::Login, plain(Bench::locked())),
        (Place::Search, at(F(2))),
        (Place::Search, then(at(F(2)), &[Char('0'), Char('1')])),
        (Place::Queue, at(F(3))),
        (Place::Verification, then(at(F(3)), &[Enter])),
        (Place::Activation, at(F(4))),
        (Place::NewApplication, at(F(5))),
        (Place::NewApplication, then(at(F(5)), &[Enter])),
        (Place::Overview, then(plain(overview::bench()), &[F(8)])),
        (Place::Outbox, at(F(9))),
        (Place::Outbox, then(at(F(9)), &[Enter])),
        (Place::Help, at(F(1))),
        (Place::Global, desk()),
    ];
    let mut palette = at(F(2));
    palette.control('p');
    all.push((Place::Palette, palette));
    let mut dialog = at(F(3));
    dialog.press(Enter);
    dialog.press(Char('r'));
    all.push((Place::Dialog, dialog));
    let mut changes = suspending();
    changes.press(Char('ь'));
    all.push((Place::Changes, changes));
    let mut paper = suspending();
    for key in [Char('ь'), Char('ы'), Enter] {
        paper.press(key);
    }
    all.push((Place::Paper, paper));
    all.push((Place::NewApplication, then(creating(), &[F(5)])));
    let mut form = then(creating(), &[F(5)]);
    for _ in 0..4 {
        form.press(Char(' '));
    }
    form.press(Enter);
    all.push((Place::ApplicationForm, form));
    let mut renewed = at(F(3));
    renewed.news(News::Renewed(Box::new(told::renewal(
        Mismatch::JournalBehind,
        12,
    ))));
    all.push((Place::Dialog, renewed));
    all.push((Place::Applicant, plain(consent::handed_over("default"))));
    all.push((Place::Print, plain(printing::printing_seven())));
    all.push((Place::Requests, plain(requests::desk(5, (9, 9)))));
    all.push((
        Place::Request,
        then(plain(requests::desk(5, (9, 9))), &[Enter]),
    ));
    let mut enrol = plain(enrol::enrolling(LinkState::Connected));
    enrol.control('п');
    for digit in "1101000042".chars() {
        enrol.press(Char(digit));
    }
    enrol.press(Enter);
    all.push((Place::Enrol, enrol));
    let robots = programmes::programme(1, "Робототехника", "certified");
    all.push((
        Place::Programmes,
        plain(programmes::full(vec![robots.clone()])),
    ));
    let opened = then(plain(programmes::full(vec![robots])), &[Enter]);
    all.push((Place::Programme, opened));
    let mut typed = plain(programmes::full(Vec::new()));
    programmes::filled_in(&mut typed);
    all.push((Place::ProgrammeForm, typed));
    let mut funding = plain(funding::editor(Vec::new()));
    funding.press(F(11));
    all.push((Place::Funding, funding));
    let mut period = plain(funding::editor(Vec::new()));
    period.press(F(11));
    period.press(Char('ф'));
    all.push((Place::Dialog, period));
    all
}

#[test]
fn every_place_is_lines_of_text_with_the_cursor_at_the_work() {
    let mut seen = BTreeSet::new();
    let mut wrong: Vec<String> = Vec::new();
    for (place, bench) in everywhere() {
        seen.insert(place);
        for (width, height) in [(80, 24), (40, 12), (132, 43), (20, 5), (1, 1)] {
            let page = Page::of(&bench, width, height);
            assert!(page.cursor.x < width && page.cursor.y < height);
        }
        let (page, really) = (Page::of(&bench, 80, 24), bench.shell.place());
        if page.line().is_empty() || (place != Place::Global && place != really) {
            wrong.push(format!("{place:?}, in truth {really:?}:\n{}", page.all()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(seen.len(), Place::ALL.len(), "{seen:?}");
}

#[test]
fn a_wider_terminal_stays_one_column() {
    for (place, bench) in everywhere() {
        let rows = |width, height| {
            let page = Page::of(&bench, width, height);
            let body = &page.rows[..page.rows.len().min(height as usize - 3)];
            let words = body.iter().flat_map(|row| row.split_whitespace());
            words.map(str::to_owned).collect::<Vec<_>>()
        };
        let (narrow, wide) = (rows(80, 60), rows(160, 60));
        assert_eq!(narrow, wide, "{place:?}");
    }
}

#[test]
fn the_announcement_tells_each_change_and_then_is_still() {
    let mut bench = at(KeyCode::F(3));
    let page = Page::of(&bench, 80, 24);
    assert!(page.said().contains("1 из 2"), "{}", page.all());
    assert!(page.line().starts_with("01-2026"), "{}", page.line());
    let first = page.line().to_owned();
    bench.press(KeyCode::Down);
    let page = Page::of(&bench, 80, 24);
    assert!(page.said().contains("2 из 2"), "{}", page.said());
    assert_ne!(page.line(), first);
    let again = Page::of(&bench, 80, 24);
    assert_eq!((again.rows, again.cursor), (page.rows, page.cursor));
    // A key that means nothing here says so, and says it again.
    bench.press(KeyCode::Char('ъ'));
    let unknown = Page::of(&bench, 80, 24).said();
    bench.press(KeyCode::Char('ъ'));
    let repeated = Page::of(&bench, 80, 24).said();
    assert_ne!(unknown, repeated);
    bench.press(KeyCode::Char('ъ'));
    assert_eq!(Page::of(&bench, 80, 24).said(), unknown);
    bench.news(News::Link(link(LinkState::Offline, Some(moment()))));
    assert!(Page::of(&bench, 80, 24).said().contains("Нет связи"));
}

#[test]
fn the_check_of_a_field_is_heard() {
    let mut bench = then(at(KeyCode::F(3)), &[KeyCode::Enter]);
    let before = Page::of(&bench, 80, 24);
    assert!(before.line().contains("не сверено"), "{}", before.all());
    bench.press(KeyCode::Char(' '));
    let after = Page::of(&bench, 80, 24);
    assert_ne!(before.line(), after.line(), "the next field");
    assert!(after.said().contains("2 из"), "{}", after.said());
    bench.press(KeyCode::Up);
    let back = Page::of(&bench, 80, 24);
    assert!(back.line().contains("совпадает"), "{}", back.line());
}

#[test]
fn the_steps_and_lessons_of_the_training_are_heard() {
    let mut bench = plain(Bench::locked());
    bench.shell.train();
    bench.news(unlocked(vec![case(1)], Vec::new(), Vec::new()));
    let material = Material {
        application: Some(number(1)),
        ..Material::default()
    };
    bench.shell.case_arrived(Arrival {
        lesson: LessonId::Accept,
        case: Ok(material),
    });
    let page = Page::of(&bench, 80, 24);
    assert!(page.said().contains("Мама принесла"), "{}", page.all());
    bench.press(KeyCode::F(12));
    let page = Page::of(&bench, 80, 24);
    assert!(page.all().contains("идёт: А. Принять"), "{}", page.all());
    assert!(page.all().contains("не пройден: Б."), "{}", page.all());
}

#[test]
fn a_key_in_an_article_is_told_by_its_name() {
    let mut bench = at(KeyCode::F(3));
    bench.press(KeyCode::F(1));
    let page = Page::of(&bench, 80, 60);
    assert!(
        page.all().contains("Откройте очередь: F3"),
        "{}",
        page.all()
    );
}
