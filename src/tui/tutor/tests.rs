//! The coach without a shell: texts that fit, progress that reads back, lessons in their order.

use super::board_view::explanation;
use super::case::{Arrival, Material};
use super::checks::Wrong;
use super::coach::Coach;
use super::lessons::LessonId;
use super::progress::{Mark, Progress};
use super::strip::{self, ROWS};
use super::{papers, steps_in_all, words};
use crate::domain::{ApplicationNumber, CertificateNumber, Clean, Field, MunicipalityCode};
use crate::i18n::{Language, Texts};
use crate::tui::testing::World;
use crate::tui::widgets::ink;

/// Columns beside the sign in the strip, and inside of the board, at 80 columns.
const STRIP: u16 = 78;
const BOARD: u16 = 76;
/// Columns of the strip's title, beside its key.
const TITLE: usize = 63;
/// Rows of the board that the longest list leaves for text at 80×24.
const EXPLAINED: usize = 8;

/// Every mistake that a lesson can tell of.
const WRONGS: [&str; 17] = [
    "rejected",
    "returned",
    "withdrawn",
    "marked",
    "missed",
    "accepted-differing",
    "rejected-differing",
    "return-reason",
    "typed-otherwise",
    "handed-in-otherwise",
    "archived",
    "price",
    "refused-first",
    "refuse-reason",
    "moved-group",
    "later-first",
    "contract-date",
];

fn world(language: Language) -> World {
    World {
        texts: Texts::new(language),
        ..World::new()
    }
}

fn material() -> Material {
    let home = MunicipalityCode(1);
    Material {
        application: Some(ApplicationNumber::new(home, 2026, 123_456)),
        certificate: Some(CertificateNumber::new(home, 123_456)),
        ..Material::default()
    }
}

fn coach_at(lesson: LessonId, step: usize) -> Coach {
    let mut coach = Coach::default();
    coach.resume(None);
    coach.choose(lesson);
    coach.wish();
    coach.arrived(Arrival {
        lesson,
        case: Ok(material()),
    });
    coach.progress.step = step;
    coach
}

#[test]
fn what_to_do_fits_into_the_strip_and_its_reason_onto_the_board() {
    let mut looked_at = 0;
    for language in Language::ALL {
        let world = world(language);
        let desk = world.desk();
        for lesson in LessonId::ALL {
            for (at, step) in lesson.lesson().steps.iter().enumerate() {
                let coach = coach_at(lesson, at);
                // A programme's name is longer than the sign that stands for it here.
                let task = words::task(&coach, lesson, step, &desk);
                let task = task.replace('…', "Робототехника, набор 123");
                let rows = ink::wrap(&task, STRIP).len();
                assert!(rows < usize::from(ROWS), "{rows} rows: {task}");
                let title = strip::title(&coach, &desk);
                assert!(title.chars().count() <= TITLE, "{title}");
                let rows = explanation(&coach, &desk, BOARD).len();
                assert!(rows <= EXPLAINED, "{rows} rows: {lesson:?} {}", step.code);
                looked_at += 1;
            }
        }
    }
    assert_eq!(looked_at, steps_in_all() * Language::ALL.len());
}

#[test]
fn every_mistake_is_told_and_cured_within_the_board() {
    for language in Language::ALL {
        let world = world(language);
        let desk = world.desk();
        for code in WRONGS.into_iter().chain(["other-programme"]) {
            let mut coach = coach_at(LessonId::Accept, 0);
            let wrong = Wrong {
                code,
                field: Some(Field::ChildDocumentNumber),
            };
            let told = words::wrong(&coach, wrong, &desk);
            assert!(!told.starts_with("tutor-"), "{told}");
            assert!(ink::wrap(&told, STRIP).len() <= 2, "{told}");
            assert!(!words::cure(&coach, wrong, &desk).starts_with("tutor-"));
            coach.wrong = Some(wrong);
            let rows = explanation(&coach, &desk, BOARD).len();
            assert!(rows <= EXPLAINED, "{rows} rows: {code}");
        }
    }
}

#[test]
fn progress_reads_back_and_what_is_not_understood_begins_anew() {
    let mut progress = Progress::fresh();
    progress.step = 3;
    progress.material = Some(material());
    progress.marks.insert(LessonId::Issue, Mark::Skipped);
    assert_eq!(Progress::from_text(&progress.text()), progress);
    assert_eq!(Progress::from_text("of another version"), Progress::fresh());
}

#[test]
fn a_case_is_asked_for_once_and_a_lesson_that_was_left_gets_none() {
    let mut coach = Coach::default();
    assert_eq!(coach.wish(), None);
    coach.resume(None);
    assert_eq!(coach.wish(), Some(LessonId::Accept));
    assert_eq!(coach.wish(), None);
    coach.choose(LessonId::Requests);
    assert_eq!(coach.wish(), Some(LessonId::Requests));
    let case = Ok(material());
    let lesson = LessonId::Accept;
    coach.arrived(Arrival { lesson, case });
    assert!(coach.material().is_none());
}

#[test]
fn a_case_that_can_t_be_made_is_told_and_asked_for_again() {
    let mut coach = Coach::default();
    coach.resume(None);
    coach.wish();
    let lesson = LessonId::Accept;
    let case = Err(Clean::new("no numbers are left"));
    coach.arrived(Arrival { lesson, case });
    assert_eq!(coach.wish(), None);
    let world = world(Language::English);
    let told = explanation(&coach, &world.desk(), BOARD);
    assert!(
        told.iter()
            .any(|line| line.as_str().contains("no numbers are left"))
    );
    coach.anew();
    assert_eq!(coach.wish(), Some(LessonId::Accept));
}

#[test]
fn skipping_ends_in_the_next_lesson_and_is_remembered() {
    let mut coach = coach_at(LessonId::Accept, 0);
    for _ in LessonId::Accept.lesson().steps {
        coach.skip();
    }
    assert_eq!(coach.mark(LessonId::Accept), Some(Mark::Skipped));
    assert_eq!(coach.wish(), Some(LessonId::Differ));
    let world = world(Language::Russian);
    let title = strip::title(&coach, &world.desk());
    assert!(title.contains("шаг 1 из 3"), "{title}");
}

#[test]
fn behind_the_last_lesson_there_is_none() {
    let mut coach = coach_at(LessonId::Requests, 0);
    for _ in LessonId::Requests.lesson().steps {
        coach.skip();
    }
    assert!(coach.lesson().is_none());
    assert_eq!(coach.wish(), None);
    coach.anew();
    assert_eq!(coach.wish(), Some(LessonId::Accept));
}

#[test]
fn without_a_family_there_are_no_documents() {
    let world = world(Language::Russian);
    assert_eq!(papers::lines(None, &world.desk(), BOARD).len(), 1);
}
