//! Programmes by keys of the Russian layout, from a draft to open enrolment, and what is seen on the way.

use super::*;
use crate::api::session::Profile;
use crate::api::sync::Delta;
use crate::api::sync::Scope;
use crate::domain::programme::ProgrammeState;
use crate::domain::{
    Capability, EnrolmentRefusal, Funding, Kopecks, Programme, ProgrammeCommand, ProgrammeId,
};
use crate::store::EnrolmentRecords;
use crate::store::fixture;
use crate::sync::desk::Ticket;

const RIGHTS: [Capability; 4] = [
    Capability::ProgrammeEdit,
    Capability::ProgrammePublish,
    Capability::ProgrammeReview,
    Capability::ModulePrice,
];

fn clerk(id: u32, rights: &[Capability]) -> Profile {
    let mut profile = profile(rights);
    profile.clerk = ClerkId(id);
    profile
}

/// A programme of the clerk's own organisation.
pub(super) fn programme(id: u128, name: &str, register: &str) -> Programme {
    let mut programme = fixture::programme(id, register, 10);
    programme.organisation = profile(&FULL).organisation;
    programme.name = name.into();
    for group in &mut programme.modules[0].groups {
        group.schedule = crate::domain::programme::schedule::lessons(
            crate::domain::programme::Weekday(1),
            "15:00-16:30 каб. 5",
        )
        .unwrap();
    }
    programme
}

fn funding() -> Funding {
    fixture::funding(1)
}

fn desk(profile: Profile, programmes: Vec<Programme>, drafts: Vec<(String, String)>) -> Bench {
    let mut bench = Bench::locked();
    let enrolment = EnrolmentRecords {
        programmes,
        funding: vec![funding()],
        ..EnrolmentRecords::default()
    };
    let News::Unlocked(empty) = unlocked(Vec::new(), Vec::new(), drafts) else {
        panic!("a store that opens");
    };
    bench.news(News::Unlocked(Box::new(Unlocked {
        profile,
        enrolment,
        ..*empty
    })));
    bench.news(News::Link(link(LinkState::Connected, Some(moment()))));
    bench
}

pub(super) fn full(programmes: Vec<Programme>) -> Bench {
    let mut bench = desk(clerk(5, &RIGHTS), programmes, Vec::new());
    bench.press(KeyCode::F(6));
    bench
}

fn type_in(bench: &mut Bench, text: &str) {
    for c in text.chars() {
        bench.press(KeyCode::Char(c));
    }
}

/// One row of the form after the other; `\n` goes on.
fn fill(bench: &mut Bench, rows: &[&str]) {
    for row in rows {
        type_in(bench, row);
        bench.press(KeyCode::Enter);
    }
}

/// The disk and the register take everything that was given since the last time; gives the acts.
fn take(bench: &mut Bench) -> Vec<ProgrammeCommand> {
    let mut given = Vec::new();
    let asks: Vec<Ask> = bench.asks.drain(..).collect();
    for ask in asks {
        if let Ask::Give {
            ticket,
            target,
            seen,
            at,
            command,
        } = ask
        {
            let Command::Programme(of_programme) = command.clone() else {
                continue;
            };
            given.push(of_programme);
            let base = Base::Version(seen);
            let seq = ticket.0;
            let envelope = Envelope::new(seq, Uuid::nil(), target, base, None, at, command);
            let outcome = None;
            let act = Box::new(Act { envelope, outcome });
            bench.news(News::Saved { ticket, act });
        }
    }
    given
}

fn programmes(bench: &Bench) -> Vec<Programme> {
    let enrolment = bench.shell.context.register.enrolment();
    enrolment.programmes().cloned().collect()
}

fn only(bench: &Bench) -> Programme {
    let all = programmes(bench);
    assert_eq!(all.len(), 1);
    all.into_iter().next().unwrap()
}

const PROGRAMME: [&str; 10] = ["Робототехника", "с", "", "т", "", "7", "12", "", "", ""];

/// A new programme with one module and one group, up to the last row of the group.
pub(super) fn filled_in(bench: &mut Bench) {
    bench.press(KeyCode::Char('т'));
    fill(bench, &PROGRAMME);
    fill(bench, &["", "Первый год", "9", "72", "4000", "5", "12", ""]);
    fill(bench, &["", "", "", "", ""]);
    type_in(bench, "15:00-16:30 каб. 5");
}

#[test]
fn a_programme_goes_from_a_draft_to_open_enrolment_by_cyrillic_keys() {
    let mut bench = full(Vec::new());
    assert!(bench.screen(80, 24).contains("Программ здесь нет"));
    filled_in(&mut bench);
    bench.control('ч');
    assert_eq!(take(&mut bench).len(), 1, "{}", bench.screen(80, 24));
    let draft = only(&bench);
    assert_eq!(draft.state, ProgrammeState::Draft);
    assert_eq!((draft.ages.from, draft.ages.to, draft.year), (7, 12, 2026));
    let module = &draft.modules[0];
    assert_eq!(module.normative_price, Kopecks(400_000));
    assert_eq!(module.groups[0].places, 12);
    assert_eq!(
        module.groups[0].schedule[0].to_string(),
        "15:00–16:30 каб. 5"
    );
    assert!(bench.row(1).contains("сохранено"), "{}", bench.row(1));

    bench.press(KeyCode::Char('ы'));
    assert_eq!(take(&mut bench), [ProgrammeCommand::SendProgramme]);
    bench.press(KeyCode::Char('ф'));
    assert!(
        bench.row(1).contains("другой сотрудник"),
        "{}",
        bench.row(1)
    );

    let mut second = desk(clerk(8, &RIGHTS), programmes(&bench), Vec::new());
    second.press(KeyCode::F(6));
    second.press(KeyCode::Enter);
    assert!(second.screen(80, 24).contains("1. Первый год"));
    second.press(KeyCode::Char('ф'));
    second.press(KeyCode::Enter);
    assert_eq!(take(&mut second), [ProgrammeCommand::ApproveProgramme]);
    assert!(only(&second).is_published());

    second.press(KeyCode::Down);
    second.press(KeyCode::Char('щ'));
    assert!(second.row(1).contains("нет цены"), "{}", second.row(1));
    second.press(KeyCode::Char('з'));
    assert!(second.screen(80, 24).contains("не больше 6\u{a0}000,00"));
    type_in(&mut second, "6000,01");
    second.press(KeyCode::Enter);
    assert!(take(&mut second).is_empty());
    for _ in 0..7 {
        second.press(KeyCode::Backspace);
    }
    type_in(&mut second, "4500");
    second.press(KeyCode::Enter);
    second.press(KeyCode::Char('щ'));
    assert_eq!(take(&mut second).len(), 2);
    let module = only(&second).modules[0].clone();
    assert!(module.enrolment_open);
    assert_eq!(module.price(), Some(Kopecks(450_000)));
    insta::assert_snapshot!("programme_80x24", second.screen(80, 24));
    insta::assert_snapshot!("programme_120x40", second.screen(120, 40));
}

#[test]
fn what_is_typed_comes_back_after_a_break_and_goes_when_it_is_saved() {
    let mut bench = full(Vec::new());
    bench.press(KeyCode::Char('т'));
    type_in(&mut bench, "Шахматы");
    insta::assert_snapshot!("programme_form_80x24", bench.screen(80, 24));
    let (key, text) = kept(&bench);
    let mut again = desk(clerk(5, &RIGHTS), Vec::new(), vec![(key.clone(), text)]);
    again.press(KeyCode::F(6));
    assert!(again.screen(80, 24).contains("набирается"));
    again.press(KeyCode::Enter);
    assert!(again.screen(80, 24).contains("Шахматы"));
    assert!(again.row(1).contains("Продолжаем"), "{}", again.row(1));
    again.asks.clear();
    for _ in 0.."Шахматы".chars().count() {
        again.press(KeyCode::Backspace);
    }
    assert_eq!(
        kept(&again),
        (key, String::new()),
        "nothing typed, nothing kept"
    );
    again.press(KeyCode::Esc);
    assert!(again.screen(80, 24).contains("Программ здесь нет"));
}

/// The draft that the store was told last.
fn kept(bench: &Bench) -> (String, String) {
    let drafts = bench.asks.iter().rev().filter_map(|ask| match ask {
        Ask::Draft { key, text } if key.starts_with("programme/") => {
            Some((key.clone(), text.clone()))
        }
        _ => None,
    });
    drafts.into_iter().next().expect("a draft is kept")
}

#[test]
fn a_form_with_faults_is_not_saved_and_leads_to_them() {
    let mut bench = full(Vec::new());
    filled_in(&mut bench);
    for _ in 0.."30 каб. 5".chars().count() {
        bench.press(KeyCode::Backspace);
    }
    bench.control('ч');
    assert!(take(&mut bench).is_empty());
    assert!(
        bench.row(1).contains("Исправьте 1 поле"),
        "{}",
        bench.row(1)
    );
    let screen = bench.screen(80, 24);
    assert!(screen.contains("× Понедельник"), "{screen}");
    assert!(screen.contains("Впишите время занятия"), "{screen}");
    type_in(&mut bench, "30");
    bench.press(KeyCode::Esc);
    bench.press(KeyCode::Delete);
    assert!(bench.row(1).contains("Убрано"), "{}", bench.row(1));
    bench.control('u');
    assert!(bench.screen(80, 24).contains("Группа 1"));
    bench.control('ч');
    assert_eq!(take(&mut bench).len(), 1);
}

#[test]
fn a_refused_draft_comes_back_as_it_was_typed() {
    let mut bench = full(Vec::new());
    filled_in(&mut bench);
    bench.control('ч');
    let ticket = bench.asks.iter().find_map(|ask| match ask {
        Ask::Give { ticket, .. } => Some(*ticket),
        _ => None,
    });
    let Ticket(seq) = ticket.unwrap();
    take(&mut bench);
    let why = Refusal::RegisterFailed;
    let outcome = Outcome::Refused { why };
    bench.news(News::Settled { seq, outcome });
    bench.press(KeyCode::Esc);
    let screen = bench.screen(80, 24);
    assert!(
        screen.contains("Робототехника") && screen.contains("набирается"),
        "{screen}"
    );
    bench.press(KeyCode::Enter);
    assert!(bench.screen(80, 24).contains("Модуль 1. Первый год"));
}

/// The disk refuses what was given last.
fn fail(bench: &mut Bench) {
    let ticket = bench.asks.drain(..).rev().find_map(|ask| match ask {
        Ask::Give { ticket, .. } => Some(ticket),
        _ => None,
    });
    let why = crate::sync::desk::Cause::new(crate::sync::desk::CauseCode::Disk, &"full");
    bench.news(News::NotSaved {
        ticket: ticket.unwrap(),
        why,
    });
}

#[test]
fn what_the_disk_does_not_take_stands_there_again() {
    let mut bench = full(Vec::new());
    filled_in(&mut bench);
    bench.control('ч');
    fail(&mut bench);
    assert!(programmes(&bench).is_empty());
    let screen = bench.screen(80, 24);
    assert!(screen.contains("Модуль 1. Первый год"), "{screen}");
    bench.control('ч');
    assert_eq!(take(&mut bench).len(), 1);

    let mut bench = full(vec![programme(1, "Робототехника", "certified")]);
    bench.press(KeyCode::Enter);
    bench.press(KeyCode::Char('з'));
    type_in(&mut bench, "4321");
    bench.press(KeyCode::Enter);
    fail(&mut bench);
    assert!(bench.screen(80, 24).contains("4321"));
    bench.press(KeyCode::Enter);
    take(&mut bench);
    assert_eq!(only(&bench).modules[0].price(), Some(Kopecks(432_100)));
}

#[test]
fn enrolment_is_closed_on_marked_programmes_with_a_summary_and_a_result_for_each() {
    let mut draft = programme(3, "Вокал", "paid");
    draft.state = ProgrammeState::Draft;
    draft.modules[0].enrolment_open = false;
    let all = vec![
        programme(1, "Авиамоделирование", "paid"),
        programme(2, "Бокс", "general_development"),
        draft,
    ];
    let mut bench = full(all);
    insta::assert_snapshot!("programmes_80x24", bench.screen(80, 24));
    insta::assert_snapshot!("programmes_120x40", bench.screen(120, 40));
    for _ in 0..3 {
        bench.press(KeyCode::Char(' '));
    }
    assert!(bench.screen(80, 24).contains("Отмечено: 3"));
    bench.press(KeyCode::Char('с'));
    let screen = bench.screen(80, 24);
    assert!(screen.contains("Будет сделано: 2, нельзя: 1"), "{screen}");
    assert!(
        bench
            .asks
            .iter()
            .all(|ask| !matches!(ask, Ask::Give { .. }))
    );
    bench.press(KeyCode::Enter);
    let tickets: Vec<u64> = bench
        .asks
        .iter()
        .filter_map(|ask| match ask {
            Ask::Give { ticket, .. } => Some(ticket.0),
            _ => None,
        })
        .collect();
    assert_eq!(take(&mut bench).len(), 2);
    let outcome = Outcome::Applied { version: 2 };
    bench.news(News::Settled {
        seq: tickets[0],
        outcome,
    });
    let why = EnrolmentRefusal::EnrolmentClosed.into();
    let outcome = Outcome::Refused { why };
    bench.news(News::Settled {
        seq: tickets[1],
        outcome,
    });
    let screen = bench.screen(80, 24);
    assert!(
        screen.contains("Выполнено: 1, ждёт реестра: 0, не сделано: 2"),
        "{screen}"
    );
    insta::assert_snapshot!("programmes_batch_80x24", screen);
    bench.press(KeyCode::Enter);
    assert!(!bench.screen(80, 24).contains("Отмечено"));
    let closed = programmes(&bench);
    assert!(!closed[0].modules[0].enrolment_open);
    assert!(
        closed[1].modules[0].enrolment_open,
        "the register refused it"
    );
}

#[test]
fn a_programme_is_copied_to_the_next_year_without_its_prices() {
    let mut bench = full(vec![programme(1, "Робототехника", "certified")]);
    bench.press(KeyCode::Enter);
    bench.press(KeyCode::Char('н'));
    let screen = bench.screen(80, 24);
    assert!(screen.contains("Цены не переносятся"), "{screen}");
    bench.press(KeyCode::Enter);
    assert_eq!(take(&mut bench).len(), 1);
    let copy = programmes(&bench)
        .into_iter()
        .find(|p| p.year == 2027)
        .unwrap();
    assert_eq!(copy.state, ProgrammeState::Draft);
    assert_eq!(copy.modules[0].price(), None);
    let first = copy.modules[0].groups[0].period.first.to_string();
    assert_eq!(first, "2027-10-15");
    assert!(bench.screen(80, 24).contains("2027/28"));
    // The next start comes back to it.
    let places = bench.shell.kept_place.clone();
    assert_eq!(places, format!("programmes {}", copy.id));
}

#[test]
fn the_list_of_acts_tells_what_stands_against_each() {
    let mut bench = full(vec![programme(1, "Робототехника", "certified")]);
    bench.press(KeyCode::Enter);
    bench.press(KeyCode::Char('ь'));
    insta::assert_snapshot!("programme_acts_80x24", bench.screen(80, 24));
    bench.press(KeyCode::Esc);
    bench.press(KeyCode::Char('к'));
    assert!(bench.row(1).contains("Опубликована"), "{}", bench.row(1));
    bench.press(KeyCode::Char('t'));
    assert!(bench.row(1).contains("строку группы"), "{}", bench.row(1));
}

#[test]
fn groups_are_added_changed_and_closed() {
    let mut bench = full(vec![programme(1, "Робототехника", "certified")]);
    bench.press(KeyCode::Enter);
    bench.press(KeyCode::Down);
    bench.press(KeyCode::Char('т'));
    fill(&mut bench, &["", "", ""]);
    bench.control('ч');
    assert_eq!(take(&mut bench).len(), 1, "{}", bench.screen(80, 24));
    let groups = |bench: &Bench| only(bench).modules[0].groups.clone();
    assert_eq!(groups(&bench).len(), 3);
    assert_eq!(groups(&bench)[2].id.0, 3);
    for _ in 0..3 {
        bench.press(KeyCode::Down);
    }
    bench.press(KeyCode::Char('е'));
    fill(&mut bench, &["", "", ""]);
    type_in(&mut bench, "0");
    bench.control('ч');
    take(&mut bench);
    assert_eq!(groups(&bench)[2].places, 300);
    bench.press(KeyCode::Char('в'));
    bench.press(KeyCode::Enter);
    take(&mut bench);
    assert!(!groups(&bench)[2].active);
}

#[test]
fn a_refusal_needs_a_reason_and_another_clerk() {
    let mut on_review = programme(1, "Робототехника", "certified");
    on_review.state = ProgrammeState::OnReview;
    on_review.sent_by = Some(ClerkId(9));
    on_review.published = None;
    let mut bench = full(vec![on_review]);
    bench.press(KeyCode::Enter);
    bench.press(KeyCode::Char('к'));
    for _ in 0..4 {
        bench.press(KeyCode::Down);
    }
    bench.press(KeyCode::Enter);
    assert!(take(&mut bench).is_empty(), "another reason has to be told");
    type_in(&mut bench, "Нет учебного плана");
    bench.press(KeyCode::Enter);
    assert_eq!(take(&mut bench).len(), 1);
    assert!(matches!(only(&bench).state, ProgrammeState::Refused { .. }));
    let screen = bench.screen(80, 24);
    assert!(screen.contains("Нет учебного плана"), "{screen}");
    bench.press(KeyCode::Char('м'));
    take(&mut bench);
    assert_eq!(only(&bench).state, ProgrammeState::Draft);
}

#[test]
fn rows_that_come_from_the_register_do_not_move_the_selection() {
    let mut bench = full(vec![programme(2, "Бокс", "paid")]);
    let mut delta = Delta::empty(Scope::Organisation(profile(&FULL).organisation), 3);
    delta.programmes = vec![programme(1, "Авиамоделирование", "paid")];
    bench.news(News::Enrolment(Box::new(delta)));
    bench.press(KeyCode::Enter);
    assert!(bench.screen(80, 24).contains("«Бокс»"));
    bench.press(KeyCode::Esc);
    bench.press(KeyCode::Char('а'));
    type_in(&mut bench, "авиа 2026");
    let screen = bench.screen(80, 24);
    assert!(
        screen.contains("Авиамоделирование") && !screen.contains("Бокс"),
        "{screen}"
    );
    bench.press(KeyCode::Enter);
    bench.press(KeyCode::Char('ч'));
    let exported = bench.others.iter().find_map(|request| match request {
        Request::Export(order) => Some(order.list.clone()),
        _ => None,
    });
    assert_eq!(exported.unwrap().rows.len(), 1);
}

/// The notice, which may take two rows.
fn told(bench: &Bench) -> String {
    format!("{} {}", bench.row(2), bench.row(1))
}

#[test]
fn who_may_not_edit_is_told_who_may() {
    let mut bench = desk(
        clerk(5, &[]),
        vec![programme(1, "Бокс", "paid")],
        Vec::new(),
    );
    bench.press(KeyCode::F(6));
    bench.press(KeyCode::Char('т'));
    assert!(told(&bench).contains("ни у кого нет"));
    bench.press(KeyCode::Enter);
    bench.press(KeyCode::Char('щ'));
    assert!(told(&bench).contains("ни у кого нет"));
    let id = ProgrammeId(Uuid::from_u128(1));
    assert_eq!(only(&bench).id, id);
}

#[test]
fn every_size_is_drawn() {
    let mut bench = full(vec![programme(1, "Робототехника", "certified")]);
    for (width, height) in [(1, 1), (80, 24), (79, 30), (200, 60)] {
        bench.screen(width, height);
    }
    bench.press(KeyCode::Enter);
    bench.press(KeyCode::Enter);
    bench.screen(80, 24);
    bench.screen(500, 200);
    bench.press(KeyCode::Esc);
    bench.press(KeyCode::F(1));
    assert!(bench.screen(80, 24).contains("выберите строку"));
}
