//! The handbook as a clerk meets it: every place has its article, what is typed finds one, what is read is kept, and a
//! telephone reads the code off the screen.

mod code;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::state::{Mode, State};
use super::{changed, offers, open, place, typing, update, view};
use crate::api::handbook::Video;
use crate::i18n::handbook::{self, Name, names};
use crate::i18n::{Language, Texts};
use crate::store::handbook::mark;
use crate::sync::desk::{Ask, HandbookHere, News};
use crate::tui::action::{Action, Place};
use crate::tui::screens::{Effect, Event, Goto};
use crate::tui::testing::{World, text};

pub(super) fn video(code: &str, article: &str) -> Video {
    Video {
        code: code.into(),
        title_ru: "Сверка заявления с документами за две минуты".into(),
        title_en: "Comparing an application in two minutes".into(),
        address: format!("https://video.example/reestr/{code}").into(),
        article: article.into(),
        seconds: 125,
    }
}

pub(super) struct Bench {
    pub world: World,
    pub state: State,
}

impl Bench {
    pub fn at(place: Place) -> Self {
        Self::of(World::new(), place)
    }

    pub fn of(world: World, place: Place) -> Self {
        let mut state = State {
            unlocked: true,
            ..State::default()
        };
        open(&mut state, place, None, &world.desk());
        Self { world, state }
    }

    pub fn event(&mut self, event: Event<'_>) -> Vec<Effect> {
        update(&mut self.state, event, &self.world.desk())
    }

    pub fn press(&mut self, action: Action) -> Vec<Effect> {
        self.event(Event::Action(action))
    }

    pub fn write(&mut self, text: &str) {
        for c in text.chars() {
            let key = KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE);
            self.event(Event::Text(key));
        }
    }

    pub fn hear(&mut self, here: HandbookHere) {
        self.event(Event::News(&News::Handbook(Box::new(here))));
    }

    pub fn screen(&self, width: u16, height: u16) -> String {
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        view(&self.state, &self.world.desk(), area, &mut buf);
        text(&buf)
    }

    fn shown(&self) -> &'static str {
        self.state.article().unwrap().code
    }
}

fn asked(effects: &[Effect]) -> Option<(String, u16)> {
    effects.iter().find_map(|effect| match effect {
        Effect::Ask(Ask::Read { mark }) => Some((mark.article.as_str().to_owned(), mark.revision)),
        _ => None,
    })
}

#[test]
fn every_place_has_an_article_of_its_own() {
    for language in Language::ALL {
        for place in Place::ALL {
            let found = handbook::of_place(language, place.code());
            assert!(found.is_some(), "no article for {}", place.code());
        }
        for article in handbook::articles(language) {
            for code in &article.places {
                let known = Place::ALL.iter().any(|place| place.code() == *code);
                assert!(known, "{}: {code} is no place", article.code);
            }
        }
    }
}

#[test]
fn every_key_that_an_article_names_is_one_in_every_bundled_keymap() {
    for name in crate::config::KEYMAPS {
        let texts = Texts::new(Language::Russian);
        let source = crate::config::DataFile::Bundled((*name).to_owned());
        let keymap = crate::tui::keymap::Keymap::load(&source, &texts).unwrap();
        for article in handbook::articles(Language::Russian) {
            for named in article.blocks.iter().flat_map(|block| names(block.text())) {
                let Name::Key(at, action) = named else {
                    continue;
                };
                let code = article.code;
                let action = Action::ALL.iter().find(|a| a.code() == action);
                let action = *action.unwrap_or_else(|| panic!("{code}: {named:?} is no action"));
                let place = |code: &str| {
                    let place = Place::ALL.iter().find(|place| place.code() == code);
                    *place.unwrap_or_else(|| panic!("{code} is no place"))
                };
                let places: Vec<Place> = match at {
                    Some(at) => vec![place(at)],
                    None => article.places.iter().map(|code| place(code)).collect(),
                };
                let mut places = places.into_iter().chain([Place::Global]);
                let found = places.any(|place| keymap.hint(place, action).is_some());
                assert!(found, "{name}, {code}: {named:?} has no key");
            }
        }
    }
}

#[test]
fn the_keys_in_the_text_are_those_of_the_loaded_keymap() {
    let mut bench = Bench::at(Place::Search);
    let read = |bench: &Bench| {
        let blocks = &bench.state.article().unwrap().blocks;
        blocks
            .iter()
            .map(|b| b.text().to_owned())
            .collect::<String>()
    };
    assert!(read(&bench).contains("[F2]"));
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("own.toml");
    let own = "inherits = \"default\"\n\n[global]\nopen_search = [\"ctrl+f\"]\n";
    std::fs::write(&file, own).unwrap();
    let source = crate::config::DataFile::File(file);
    bench.world.keymap = crate::tui::keymap::Keymap::load(&source, &bench.world.texts).unwrap();
    open(&mut bench.state, Place::Search, None, &bench.world.desk());
    assert!(read(&bench).contains("[Ctrl+F]"));
}

#[test]
fn it_opens_at_the_place_and_leads_back_there() {
    let mut bench = Bench::at(Place::Queue);
    assert_eq!(bench.shown(), "a1-queue");
    let screen = bench.screen(80, 20);
    assert!(screen.contains("Очередь заявлений"), "{screen}");
    assert!(screen.contains("Клавиши этой панели"), "{screen}");
    let back = bench.press(Action::Cancel);
    assert!(matches!(back[..], [Effect::Go(Goto::Back)]));
    assert_eq!(place(&bench.state), Place::Help);
}

#[test]
fn an_article_that_fits_better_is_opened_with_the_keys_of_the_place() {
    let mut bench = Bench::at(Place::Queue);
    let desk = bench.world.desk();
    open(
        &mut bench.state,
        Place::NewApplication,
        Some("b3-papers"),
        &desk,
    );
    assert_eq!(bench.shown(), "b3-papers");
    assert!(bench.screen(80, 20).contains("Клавиши этой панели"));
}

#[test]
fn what_is_typed_finds_articles_and_opens_them_where_it_stands() {
    let mut bench = Bench::at(Place::Queue);
    bench.press(Action::ListArticles);
    assert!(typing(&bench.state));
    assert_eq!(bench.state.rows(), bench.state.library.len());
    bench.write("ДВОЙНЯ");
    let screen = bench.screen(80, 20);
    assert!(screen.contains("двойня"), "{screen}");
    bench.press(Action::Submit);
    assert_eq!(bench.shown(), "duplicates");
    let screen = bench.screen(80, 20);
    assert!(screen.contains("двойня"), "the place is in view: {screen}");
    // Back to what was typed, then to the article of the place, then to the place.
    assert!(bench.press(Action::Cancel).is_empty());
    assert_eq!(bench.state.mode, Mode::List);
    assert_eq!(bench.state.input.value(), "ДВОЙНЯ");
    bench.press(Action::Cancel);
    assert_eq!(bench.state.input.value(), "");
    bench.press(Action::Cancel);
    assert_eq!(bench.state.mode, Mode::Article);
    let back = bench.press(Action::Cancel);
    assert!(matches!(back[..], [Effect::Go(Goto::Back)]));
}

#[test]
fn nothing_found_says_what_to_do() {
    let mut bench = Bench::at(Place::Queue);
    bench.press(Action::ListArticles);
    bench.write("бегемот");
    assert_eq!(bench.state.rows(), 0);
    assert!(bench.screen(80, 20).contains("наберите меньше слов"));
    bench.press(Action::Submit);
    assert_eq!(bench.state.mode, Mode::List);
}

#[test]
fn articles_are_turned_over_and_sections_jumped_to() {
    let mut bench = Bench::at(Place::Global);
    bench.screen(80, 20);
    let first = bench.shown();
    let told = bench.press(Action::Left);
    assert!(
        matches!(told[..], [Effect::Notice(_)]),
        "the first one has none before it"
    );
    bench.press(Action::Right);
    assert_ne!(bench.shown(), first);
    bench.press(Action::Left);
    assert_eq!(bench.shown(), first);
    bench.screen(80, 20);
    bench.press(Action::NextSection);
    let after = bench.screen(80, 20);
    assert_ne!(after.lines().next(), bench.screen(80, 5).lines().nth(4));
    assert!(bench.state.scroll.top() > 0);
    bench.press(Action::PreviousSection);
    assert_eq!(bench.state.scroll.top(), 0);
}

#[test]
fn what_is_read_is_marked_once_and_asked_again_when_it_changes() {
    let mut bench = Bench::at(Place::Queue);
    assert!(offers(&bench.state, Action::MarkRead));
    let (article, revision) = asked(&bench.press(Action::MarkRead)).unwrap();
    assert_eq!(article, "a1-queue");
    bench.hear(HandbookHere {
        videos: Vec::new(),
        read: vec![mark(&article, revision)],
    });
    assert!(!offers(&bench.state, Action::MarkRead));
    assert!(asked(&bench.press(Action::MarkRead)).is_none());
    assert_eq!(changed(&bench.state, Language::Russian), 0);
    assert!(bench.screen(80, 20).contains("Вы это прочитали"));
    // A later revision than the one that was read.
    bench.state.here.read = vec![mark(&article, 0)];
    assert_eq!(changed(&bench.state, Language::Russian), 1);
    assert!(bench.screen(80, 20).contains("Текст изменён"));
    bench.press(Action::ListArticles);
    assert!(bench.screen(80, 20).contains("! изменено"));
    // Opening it anew forgets nothing.
    let desk = bench.world.desk();
    open(&mut bench.state, Place::Search, None, &desk);
    assert_eq!(changed(&bench.state, Language::Russian), 1);
}

#[test]
fn before_the_login_nothing_is_marked() {
    let mut bench = Bench::at(Place::Login);
    bench.state.unlocked = false;
    assert!(!offers(&bench.state, Action::MarkRead));
    assert!(asked(&bench.press(Action::MarkRead)).is_none());
}

#[test]
fn an_article_looks_so() {
    let bench = Bench::at(Place::Queue);
    insta::assert_snapshot!("article_80", bench.screen(80, 20));
    insta::assert_snapshot!("article_120", bench.screen(120, 36));
    let mut world = World::new();
    world.texts = Texts::new(Language::English);
    let mut bench = Bench::of(world, Place::Verification);
    bench.screen(80, 20);
    bench.press(Action::NextSection);
    bench.screen(80, 20);
    bench.press(Action::NextSection);
    insta::assert_snapshot!("article_english_80", bench.screen(80, 20));
}

#[test]
fn the_list_looks_so() {
    let mut bench = Bench::at(Place::Queue);
    bench.hear(HandbookHere {
        videos: Vec::new(),
        read: vec![mark("start", 1), mark("a1-search", 0)],
    });
    bench.press(Action::ListArticles);
    insta::assert_snapshot!("list_80", bench.screen(80, 20));
    bench.write("пароль");
    insta::assert_snapshot!("found_80", bench.screen(80, 20));
    insta::assert_snapshot!("found_120", bench.screen(120, 20));
}
