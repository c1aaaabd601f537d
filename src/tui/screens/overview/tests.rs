//! The overview: what is asked and when, what is shown, what goes into a file.

mod drawing;

use chrono::{DateTime, Days, NaiveDate, Utc};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::state::State;
use crate::api::overview::OverviewAnswer;
use crate::api::sync::Scope;
use crate::domain::overview::{
    GroupPlaces, MoneyOfMonth, OtherGroups, Overview, OverviewPeriod, Waiting, Waits, Work,
    WorkByDay, WorkCount, WorkOfClerk,
};
use crate::domain::programme::GroupId;
use crate::domain::{Capability, ClerkId, Kopecks, MunicipalityCode, OrganisationId};
use crate::i18n::{Language, Texts};
use crate::store::projection::Projection;
use crate::sync::desk::{Ask, Link, LinkState, News, Ticket, Unreachable};
use crate::tui::action::Action;
use crate::tui::export::List;
use crate::tui::screens::common::rig::{day, profile};
use crate::tui::screens::{Desk, Effect, Event, Goto};
use crate::tui::testing::{World, opened, text};

struct Bench {
    world: World,
    state: State,
    ticket: u64,
    asks: Vec<Ask>,
    notices: Vec<String>,
    exported: Vec<List>,
    gone: Vec<Goto>,
}

impl Bench {
    fn new(capabilities: &[Capability]) -> Self {
        let mut world = World::new();
        world.register = Projection::new(opened(profile(capabilities)));
        let mut bench = Self {
            world,
            state: State::default(),
            ticket: 1,
            asks: Vec::new(),
            notices: Vec::new(),
            exported: Vec::new(),
            gone: Vec::new(),
        };
        let desk = Desk {
            ticket: Ticket(bench.ticket),
            ..bench.world.desk()
        };
        let effects = super::shown(&mut bench.state, &desk);
        bench.perform(effects);
        bench
    }

    /// The head of the office, who has just opened the panel.
    fn head() -> Self {
        Self::new(&[Capability::ReportView])
    }

    /// The same with the figures of a month.
    fn filled() -> Self {
        let mut bench = Self::head();
        bench.answer(Ok(answer(OverviewPeriod::Month)));
        bench
    }

    fn desk(&self) -> Desk<'_> {
        Desk {
            ticket: Ticket(self.ticket),
            ..self.world.desk()
        }
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(ask) => {
                    self.ticket += 1;
                    self.asks.push(ask);
                }
                Effect::Notice(notice) => self.notices.push(notice.text),
                Effect::Export(list) => self.exported.push(*list),
                Effect::Go(goto) => self.gone.push(goto),
                _ => {}
            }
        }
    }

    fn event(&mut self, event: Event<'_>) {
        let desk = Desk {
            ticket: Ticket(self.ticket),
            ..self.world.desk()
        };
        let effects = super::update(&mut self.state, event, &desk);
        self.perform(effects);
    }

    fn press(&mut self, action: Action) {
        self.event(Event::Action(action));
    }

    fn hear(&mut self, news: &News) {
        self.event(Event::News(news));
    }

    /// The register answers the last question.
    fn answer(&mut self, result: Result<OverviewAnswer, Unreachable>) {
        let ticket = Ticket(self.ticket - 1);
        let result = result.map(Box::new);
        self.hear(&News::Overview { ticket, result });
    }

    /// The store shows what it keeps.
    fn keep(&mut self, answer: OverviewAnswer) {
        let ticket = Ticket(self.ticket - 1);
        let answer = Box::new(answer);
        self.hear(&News::OverviewKept { ticket, answer });
    }

    fn draw(&self, width: u16, height: u16) -> Buffer {
        let area = Rect::new(0, 0, width, height - 4);
        let mut buf = Buffer::empty(area);
        super::view(&self.state, &self.desk(), area, &mut buf);
        buf
    }

    fn screen(&self, width: u16, height: u16) -> String {
        text(&self.draw(width, height))
    }

    /// Scope and period of each question.
    fn asked(&self) -> Vec<(Scope, OverviewPeriod)> {
        let asked = self.asks.iter().filter_map(|ask| match ask {
            Ask::Overview { query, .. } => Some((query.scope?, query.period)),
            _ => None,
        });
        asked.collect()
    }
}

const OWN: Scope = Scope::Organisation(OrganisationId(1));
const HERE: Scope = Scope::Municipality(MunicipalityCode(1));

/// The moment of the desk.
fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_340_000, 0).unwrap()
}

/// Counts that grow and fall in the week, none at its end.
fn counts(days: u32, first: NaiveDate, most: u32) -> Vec<u32> {
    use chrono::Datelike;
    let of = |place: u32| {
        let day = first + Days::new(place.into());
        let weekday = day.weekday().num_days_from_monday();
        if weekday > 4 || day > day_of_today() {
            return 0;
        }
        most * (weekday + 1) / 5 + place % 3
    };
    (0..days).map(of).collect()
}

fn day_of_today() -> NaiveDate {
    crate::domain::Zone::MOSCOW.date(now())
}

fn group(number: u16, name: &str, taken: u32) -> GroupPlaces {
    GroupPlaces {
        organisation: OrganisationId(1),
        programme: "Робототехника для начинающих".into(),
        group: GroupId(number),
        name: name.into(),
        taken,
        places: 15,
    }
}

fn clerk(id: u32, counts: [u32; 9]) -> WorkOfClerk {
    let done = Work::ALL.into_iter().zip(counts);
    let done = done.filter(|(_, count)| *count > 0);
    WorkOfClerk {
        organisation: OrganisationId(1),
        clerk: ClerkId(id),
        done: done
            .map(|(work, count)| WorkCount { work, count })
            .collect(),
    }
}

fn money(month: u32, paid: i64, reserved: i64, parents: i64) -> MoneyOfMonth {
    let year = if month < 9 { 2027 } else { 2026 };
    MoneyOfMonth {
        month: day(year, month, 1),
        paid: Kopecks(paid),
        reserved: Kopecks(reserved),
        parents: Kopecks(parents),
    }
}

fn figures(period: OverviewPeriod) -> Overview {
    let days = period.around(day_of_today());
    let by_day = |(place, work): (usize, Work)| WorkByDay {
        work,
        counts: counts(days.days(), days.first, 40 / (place as u32 + 1)),
    };
    Overview {
        days,
        work: Work::ALL.into_iter().enumerate().map(by_day).collect(),
        waiting: vec![
            Waiting {
                waits: Waits::Answer,
                counts: [12, 7, 3, 0, 1],
            },
            Waiting {
                waits: Waits::Signature,
                counts: [4, 9, 14, 6, 2],
            },
            Waiting {
                waits: Waits::Paper,
                counts: [25, 40, 31, 118, 206],
            },
            Waiting {
                waits: Waits::Activation,
                counts: [3, 0, 0, 0, 0],
            },
        ],
        groups: vec![
            group(1, "Младшая", 15),
            group(2, "Средняя", 12),
            group(3, "Старшая, вторник и четверг", 8),
            group(4, "Выходного дня", 0),
        ],
        other_groups: OtherGroups {
            count: 34,
            taken: 210,
            places: 480,
        },
        money: vec![
            money(9, 123_456_789, 0, 9_876_543),
            money(10, 234_567_890, 0, 12_345_678),
            money(11, 190_000_000, 74_567_890, 12_345_678),
            money(12, 0, 264_567_890, 12_345_678),
            money(1, 0, 260_000_000, 12_000_000),
            money(5, 0, 100_000_001, 5_000_000),
        ],
        clerks: vec![
            clerk(9, [0, 41, 38, 2, 3, 96, 90, 4, 1]),
            clerk(5, [12, 20, 17, 1, 0, 30, 0, 6, 2]),
            clerk(77, [0, 0, 0, 0, 0, 7, 7, 0, 0]),
            clerk(0, [200, 0, 0, 3, 150, 0, 0, 0, 0]),
        ],
    }
}

fn answer(period: OverviewPeriod) -> OverviewAnswer {
    OverviewAnswer {
        scope: OWN,
        period,
        at: now(),
        figures: figures(period),
    }
}

#[test]
fn opened_it_asks_for_the_own_organisation_and_then_only_by_keys() {
    let mut bench = Bench::filled();
    assert_eq!(bench.asked(), [(OWN, OverviewPeriod::Month)]);
    for action in [
        Action::Right,
        Action::Left,
        Action::Down,
        Action::Up,
        Action::OverviewTable,
        Action::Submit,
        Action::PageDown,
    ] {
        bench.press(action);
    }
    assert_eq!(bench.asked().len(), 1);
    bench.press(Action::Retry);
    bench.press(Action::NextPeriod);
    bench.press(Action::OverviewScope);
    assert_eq!(
        bench.asked()[1..],
        [
            (OWN, OverviewPeriod::Month),
            (OWN, OverviewPeriod::Year),
            (HERE, OverviewPeriod::Year),
        ]
    );
}

#[test]
fn an_answer_to_an_older_question_changes_nothing() {
    let mut bench = Bench::head();
    let first = Ticket(bench.ticket - 1);
    bench.press(Action::NextPeriod);
    let result = Ok(Box::new(answer(OverviewPeriod::Month)));
    bench.hear(&News::Overview {
        ticket: first,
        result,
    });
    assert!(bench.screen(80, 24).contains("цифры придут"));
    bench.answer(Ok(answer(OverviewPeriod::Year)));
    assert!(bench.screen(80, 24).contains("2026/27 учебный год"));
    assert!(!bench.screen(80, 24).contains("цифры придут"));
}

#[test]
fn without_the_line_the_last_figures_are_shown_with_their_time() {
    let mut bench = Bench::head();
    let mut old = answer(OverviewPeriod::Month);
    old.at = now() - chrono::Duration::days(2);
    bench.keep(old);
    let screen = bench.screen(80, 24);
    assert!(screen.contains("прошлые цифры; новые придут"), "{screen}");
    bench.answer(Err(Unreachable::NoLine));
    let screen = bench.screen(80, 24);
    assert!(
        screen.contains("Нет связи с реестром: это прошлые цифры. r"),
        "{screen}"
    );
    assert!(screen.contains("на 20.11.2026"), "{screen}");
    let link = Link {
        state: LinkState::Connected,
        ..bench.world.link
    };
    let before = bench.asked().len();
    bench.hear(&News::Link(link));
    assert_eq!(bench.asked().len(), before + 1, "the line is back");
    bench.hear(&News::Link(link));
    assert_eq!(bench.asked().len(), before + 1, "it is asked once");
    bench.answer(Ok(answer(OverviewPeriod::Month)));
    assert!(!bench.screen(80, 24).contains("прошлые"));
}

#[test]
fn what_is_kept_never_covers_what_the_register_has_just_said() {
    let mut bench = Bench::filled();
    bench.press(Action::Retry);
    let mut old = answer(OverviewPeriod::Month);
    old.at = now() - chrono::Duration::days(2);
    bench.keep(old);
    assert!(!bench.screen(80, 24).contains("20.11.2026"));
}

#[test]
fn without_figures_it_says_why_and_what_to_do() {
    let mut bench = Bench::head();
    bench.answer(Err(Unreachable::NoLine));
    assert!(
        bench
            .screen(80, 24)
            .contains("а прошлых цифр у этого рабочего места нет")
    );
    bench.press(Action::Retry);
    bench.answer(Err(Unreachable::NotAllowed));
    assert!(bench.screen(80, 24).contains("Реестр не дал цифр"));
    bench.press(Action::ExportList);
    assert_eq!(bench.notices.len(), 1);
    assert!(bench.exported.is_empty());
}

#[test]
fn who_has_not_the_right_is_told_where_to_turn_and_nothing_is_asked() {
    let mut bench = Bench::new(&[]);
    assert!(bench.asked().is_empty());
    assert!(bench.screen(80, 24).contains("Обратитесь в уполномоченную"));
    for action in [Action::Retry, Action::NextPeriod, Action::ExportList] {
        bench.press(action);
        assert!(!super::offers(&bench.state, action, &bench.desk()));
    }
    assert!(bench.asked().is_empty());
    assert_eq!(bench.notices.len(), 3);
    bench.press(Action::Cancel);
    assert_eq!(bench.gone, [Goto::Back]);
}

#[test]
fn another_clerk_does_not_see_what_the_one_before_has_seen() {
    let mut bench = Bench::filled();
    let unlocked = opened(profile(&[]));
    bench.hear(&News::Unlocked(Box::new(unlocked)));
    assert!(bench.state.answer.is_none());
}

#[test]
fn each_figure_goes_into_a_file_without_names() {
    let mut bench = Bench::filled();
    for _ in 0..5 {
        bench.press(Action::ExportList);
        bench.press(Action::Right);
    }
    let names: Vec<_> = bench.exported.iter().map(|list| list.name).collect();
    assert_eq!(
        names,
        [
            "overview-days",
            "overview-waiting",
            "overview-places",
            "overview-money",
            "overview-clerks"
        ]
    );
    for list in &bench.exported {
        assert!(list.rows.iter().all(|row| row.len() == list.header.len()));
    }
    let [days, waiting, places, money, clerks] = &bench.exported[..] else {
        panic!("five figures");
    };
    let sum = |list: &List, column: usize| -> u64 {
        let cells = list
            .rows
            .iter()
            .map(|row| row[column].parse::<u64>().unwrap());
        cells.sum()
    };
    let figures = figures(OverviewPeriod::Month);
    for (column, work) in (1..).zip(Work::ALL) {
        assert_eq!(sum(days, column), figures.done(work), "{}", work.code());
    }
    for (column, waits) in (1..).zip(Waits::ALL) {
        let told: u32 = figures.waiting(waits).iter().sum();
        assert_eq!(sum(waiting, column), u64::from(told));
    }
    assert_eq!((sum(places, 2), sum(places, 3)), figures.places());
    assert_eq!(money.rows[5][2], "1\u{a0}000\u{a0}000,01");
    assert_eq!(clerks.rows[0][..2], ["9", "0"]);
    let all = format!("{clerks:?}");
    assert!(!all.contains("Рочева") && !all.contains("Попова"), "{all}");
}

#[test]
fn figures_of_the_municipality_name_the_organisation_in_each_row() {
    let mut bench = Bench::filled();
    bench.press(Action::OverviewScope);
    bench.answer(Ok(OverviewAnswer {
        scope: HERE,
        ..answer(OverviewPeriod::Month)
    }));
    bench.press(Action::Right);
    bench.press(Action::Right);
    bench.press(Action::ExportList);
    let list = &bench.exported[0];
    assert_eq!(list.header[0], "Организация");
    assert!(list.rows[0][0].contains("Дворец"));
    assert!(bench.screen(80, 24).contains("Все организации: Сыктывкар"));
}
