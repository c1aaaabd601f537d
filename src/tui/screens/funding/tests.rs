//! The screen of funding: what is shown, what is asked, which commands go out, and who may.

mod accounts;
mod changes;

use chrono::Days;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use uuid::Uuid;

use super::state::{Part, State};
use crate::api::sync::{Base, Delta, Envelope, Scope};
use crate::domain::enrolment::samples::{self, PERIOD};
use crate::domain::funding::{CertificateGroupId, PeriodId, PeriodPurse};
use crate::domain::money::{Kopecks, Purse};
use crate::domain::samples::OWN;
use crate::domain::{
    Account, Capability, CertificateNumber, Command, Funding, FundingCommand, OrganisationId,
};
use crate::store::EnrolmentRecords;
use crate::store::projection::Projection;
use crate::sync::desk::{Act, Ask, Cause, CauseCode, News, Ticket, Unlocked};
use crate::tui::action::{Action, Place};
use crate::tui::export::List;
use crate::tui::screens::common::rig::{case, profile};
use crate::tui::screens::{Desk, Effect, Event, Goto};
use crate::tui::testing::{World, opened, text};

/// Who may set everything, and put certificates on the waiting list.
const EDITOR: [Capability; 2] = [Capability::SettingsEdit, Capability::EnrolmentCreate];

struct Bench {
    world: World,
    state: State,
    ticket: u64,
    asks: Vec<Ask>,
    /// How many of them the disk has.
    saved: usize,
    notices: Vec<String>,
    exported: Vec<List>,
    gone: Vec<Goto>,
}

impl Bench {
    fn new(capabilities: &[Capability], funding: Vec<Funding>, accounts: Vec<Account>) -> Self {
        let mut world = World::new();
        world.register = Projection::new(Unlocked {
            cases: (1..4).map(case).collect(),
            enrolment: EnrolmentRecords {
                funding,
                accounts,
                ..EnrolmentRecords::default()
            },
            ..opened(profile(capabilities))
        });
        let mut bench = Self {
            world,
            state: State::default(),
            ticket: 1,
            asks: Vec::new(),
            saved: 0,
            notices: Vec::new(),
            exported: Vec::new(),
            gone: Vec::new(),
        };
        super::shown(&mut bench.state, &bench.world.desk());
        bench
    }

    fn editor() -> Self {
        Self::new(&EDITOR, vec![rich()], accounts())
    }

    fn event(&mut self, event: Event<'_>) {
        let desk = Desk {
            ticket: Ticket(self.ticket),
            ..self.world.desk()
        };
        for effect in super::update(&mut self.state, event, &desk) {
            match effect {
                Effect::Ask(ask) => {
                    if let Ask::Give {
                        ticket,
                        target,
                        at,
                        command,
                        ..
                    } = &ask
                    {
                        assert_eq!(*ticket, Ticket(self.ticket), "tickets follow each other");
                        self.ticket += 1;
                        let register = &mut self.world.register;
                        register.giving(*ticket, *target, command.clone(), *at);
                    }
                    self.asks.push(ask);
                }
                Effect::Notice(notice) => self.notices.push(notice.text),
                Effect::Export(list) => self.exported.push(*list),
                Effect::Go(goto) => self.gone.push(goto),
                _ => {}
            }
        }
    }

    fn press(&mut self, action: Action) {
        self.event(Event::Action(action));
    }

    /// Replaces what stands in the field.
    fn fill(&mut self, text: &str) {
        for _ in 0..60 {
            let key = crossterm::event::KeyCode::Backspace;
            self.event(Event::Text(key.into()));
        }
        self.event(Event::Paste(text));
    }

    /// The part by Tab.
    fn go(&mut self, part: Part) {
        while self.state.part != part {
            self.press(Action::NextField);
        }
    }

    fn given(&self) -> Vec<Command> {
        let given = self.asks.iter().filter_map(|ask| match ask {
            Ask::Give { command, .. } => Some(command.clone()),
            _ => None,
        });
        given.collect()
    }

    /// The disk takes everything that was given, in its order.
    fn save(&mut self) {
        for ask in self.asks.split_off(self.saved) {
            self.saved += 1;
            self.asks.push(ask.clone());
            let Ask::Give {
                ticket,
                target,
                seen,
                at,
                command,
            } = ask
            else {
                continue;
            };
            let base = Base::Version(seen);
            let envelope = Envelope::new(ticket.0, Uuid::nil(), target, base, None, at, command);
            let act = Act {
                envelope,
                outcome: None,
            };
            self.world.register.saved(ticket, act.clone());
            let act = Box::new(act);
            self.event(Event::News(&News::Saved { ticket, act }));
        }
    }

    fn screen(&self, width: u16, height: u16) -> String {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height - 4));
        super::view(&self.state, &self.world.desk(), buf.area, &mut buf);
        text(&buf)
    }

    fn says(&self) -> &str {
        self.notices.last().map_or("", String::as_str)
    }

    fn funding(&self) -> Funding {
        super::state::funding(&self.world.desk())
    }
}

fn certificate(serial: u32) -> CertificateNumber {
    CertificateNumber::new(OWN, serial)
}

/// Two periods, two groups of which the second is full with one certificate, one agreement.
fn rich() -> Funding {
    let mut funding = samples::funding();
    let mut before = funding.periods[0];
    before.id = PeriodId(2025);
    before.days.first = "2025-09-01".parse().unwrap();
    before.days.last = "2026-08-31".parse().unwrap();
    funding.periods.insert(0, before);
    funding.groups[0].certificates_limit = Some(200);
    funding.groups[0].sum_limit = Some(Kopecks(200_000_000));
    let mut second = funding.groups[0].clone();
    second.id = CertificateGroupId(2);
    second.name = "С ограниченными возможностями здоровья".into();
    second.nominals[0].amount = Kopecks(1_500_000);
    second.certificates_limit = Some(1);
    second.sum_limit = None;
    funding.groups.push(second);
    funding.agreements[0].organisation = OrganisationId(1);
    funding.agreements[0].limit = Some(30);
    funding.version = 3;
    funding
}

fn held(serial: u32, group: u16, parts: [i64; 4]) -> Account {
    let [nominal, balance, reserved, paid] = parts.map(Kopecks);
    let mut account = Account::unused(certificate(serial), OWN);
    account.version = 1;
    account.group = Some(CertificateGroupId(group));
    account.purses.push(PeriodPurse {
        period: PERIOD,
        purse: Purse {
            nominal,
            balance,
            reserved,
            paid,
        },
    });
    account
}

fn waits(serial: u32, group: u16, days: u64) -> Account {
    let mut account = Account::unused(certificate(serial), OWN);
    account.group = Some(CertificateGroupId(group));
    let since: chrono::NaiveDate = "2026-11-01".parse().unwrap();
    account.waits_since = Some(since + Days::new(days));
    account
}

/// One with the nominal of today, one that lacks 2 000.00, one that fills the second group, two that wait for it.
fn accounts() -> Vec<Account> {
    vec![
        held(1, 1, [1_000_000, 1_000_000, 0, 0]),
        held(2, 1, [800_000, 500_000, 0, 300_000]),
        held(3, 2, [1_500_000, 1_500_000, 0, 0]),
        waits(8, 2, 3),
        waits(9, 2, 1),
    ]
}

#[test]
fn the_screen() {
    let mut bench = Bench::editor();
    insta::assert_snapshot!("periods_80", bench.screen(80, 24));
    insta::assert_snapshot!("periods_120", bench.screen(120, 40));
    for (part, name) in [
        (Part::Groups, "groups"),
        (Part::Agreements, "agreements"),
        (Part::Waiting, "waiting"),
    ] {
        bench.go(part);
        insta::assert_snapshot!(format!("{name}_80"), bench.screen(80, 24));
        insta::assert_snapshot!(format!("{name}_120"), bench.screen(120, 40));
    }
    let reader = Bench::new(&[], vec![rich()], accounts());
    insta::assert_snapshot!("reader_80", reader.screen(80, 24));
    let empty = Bench::new(&EDITOR, Vec::new(), Vec::new());
    insta::assert_snapshot!("empty_80", empty.screen(80, 24));
}

#[test]
fn the_sums_of_a_period_come_to_its_nominal() {
    let bench = Bench::editor();
    let sum = bench.state.figures.period(PERIOD);
    assert!(sum.purse.holds());
    assert_eq!(sum.certificates, 3);
    assert_eq!(sum.purse.nominal, Kopecks(3_300_000));
    assert_eq!(sum.purse.paid, Kopecks(300_000));
    assert_eq!((sum.behind, sum.lacking), (1, Kopecks(200_000)));
    assert_eq!(bench.state.figures.period(PeriodId(2025)).certificates, 0);
}

#[test]
fn accounts_that_do_not_add_up_are_told_and_others_are_not_counted() {
    let mut wrong = held(7, 1, [1_000_000, 1, 0, 0]);
    let mut bench = Bench::new(&EDITOR, vec![rich()], vec![wrong.clone()]);
    bench.go(Part::Groups);
    assert!(bench.screen(80, 24).contains("Суммы не сходятся"));
    wrong.payer = crate::domain::MunicipalityCode(2);
    let mut bench = Bench::new(&EDITOR, vec![rich()], vec![wrong]);
    bench.go(Part::Groups);
    assert!(!bench.screen(80, 24).contains("Суммы не сходятся"));
    assert_eq!(bench.state.figures.period(PERIOD).certificates, 0);
}

#[test]
fn the_one_who_waits_longest_is_first_and_sees_whether_there_is_room() {
    let mut bench = Bench::editor();
    bench.go(Part::Waiting);
    let turn = |bench: &Bench| {
        let rows = bench.state.figures.waiting().iter();
        rows.map(|one| (one.certificate, bench.state.figures.turn(one)))
            .collect::<Vec<_>>()
    };
    assert_eq!(turn(&bench), [(certificate(9), 1), (certificate(8), 2)]);
    let row = |bench: &Bench, serial| {
        let number = certificate(serial).to_string();
        let screen = bench.screen(80, 24);
        screen
            .lines()
            .find(|line| line.contains(&number))
            .unwrap()
            .to_owned()
    };
    assert!(row(&bench, 9).contains("пока нет"));
    let mut roomy = rich();
    roomy.groups[1].certificates_limit = Some(2);
    roomy.version = 4;
    let mut delta = Delta::empty(Scope::Municipality(OWN), 9);
    delta.funding = Some(roomy);
    bench.world.register.changed_enrolment(&delta);
    bench.event(Event::News(&News::Enrolment(Box::new(delta))));
    assert!(!row(&bench, 9).contains("пока нет"));
    assert!(row(&bench, 8).contains("пока нет"));
}

#[test]
fn rows_follow_the_register_only_while_they_are_seen() {
    let mut bench = Bench::editor();
    super::hidden(&mut bench.state);
    let mut delta = Delta::empty(Scope::Municipality(OWN), 9);
    delta.accounts = vec![held(5, 1, [1_000_000, 1_000_000, 0, 0])];
    bench.world.register.changed_enrolment(&delta);
    let news = News::Enrolment(Box::new(delta));
    bench.event(Event::News(&news));
    assert_eq!(bench.state.figures.period(PERIOD).certificates, 3);
    super::shown(&mut bench.state, &bench.world.desk());
    assert_eq!(bench.state.figures.period(PERIOD).certificates, 4);
}

#[test]
fn a_list_is_filtered_ordered_and_exported_and_keeps_its_selection() {
    let mut bench = Bench::editor();
    bench.go(Part::Agreements);
    bench.press(Action::Down);
    let selected = bench.state.picked.key();
    bench.press(Action::Sort);
    assert_eq!(bench.state.picked.key(), selected);
    bench.press(Action::Filter);
    assert!(super::typing(&bench.state));
    bench.event(Event::Paste("спортивная"));
    assert_eq!(bench.state.rows.len(), 1);
    bench.press(Action::Submit);
    bench.press(Action::ExportList);
    let list = bench.exported.pop().unwrap();
    assert_eq!((list.name, list.rows.len()), ("agreements", 1));
    assert_eq!(list.header.len(), list.rows[0].len());
    bench.press(Action::Cancel);
    assert_eq!(bench.state.rows.len(), 3);
    bench.press(Action::Cancel);
    assert_eq!(bench.gone, [Goto::Back]);
    for part in Part::ALL {
        bench.go(part);
        bench.press(Action::ExportList);
        let list = bench.exported.pop().unwrap();
        let header = list.header.len();
        assert!(list.rows.iter().all(|row| row.len() == header), "{part:?}");
    }
}

#[test]
fn who_may_not_change_is_told_who_may() {
    let mut bench = Bench::new(&[], vec![rich()], accounts());
    for part in [Part::Periods, Part::Groups, Part::Agreements] {
        bench.go(part);
        for action in [Action::FundingAdd, Action::Submit, Action::PricePercent] {
            bench.notices.clear();
            bench.press(action);
            assert!(bench.says().contains("ни у кого нет"), "{action:?}");
            assert_eq!(super::place(&bench.state), Place::Funding);
        }
    }
    bench.go(Part::Waiting);
    bench.press(Action::AssignGroup);
    assert!(bench.says().contains("ни у кого нет"));
    assert!(bench.screen(80, 24).contains("Только просмотр"));
    assert!(bench.given().is_empty());
}
