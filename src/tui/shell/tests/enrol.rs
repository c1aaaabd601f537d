//! Enrolment in person from the first key to the register's word, under the Russian layout, with the line and without it.

use super::*;
use crate::api::sync::Base;
use crate::domain::enrolment::RequestState;
use crate::domain::{Capability, CertificateState, EnrolmentRefusal, RequestId, Target};
use crate::sync::desk::Ticket;
use crate::tui::screens::enrol::tests::desk as office;

/// A desk that enrols, with an active certificate 42.
pub(super) fn enrolling(state: LinkState) -> Bench {
    let rights = [office::ENROLS.as_slice(), &[Capability::ApplicationSearch]].concat();
    let cases = vec![office::certified(42, CertificateState::Active)];
    let mut bench = Bench::locked();
    let unlocked = office::unlocked(&rights, cases, office::records());
    bench.news(News::Unlocked(Box::new(unlocked)));
    bench.news(News::Link(link(state, Some(moment()))));
    bench
}

impl Bench {
    fn letters(&mut self, text: &str) {
        for c in text.chars() {
            self.press(KeyCode::Char(c));
        }
    }

    fn gives(&self) -> Vec<(Ticket, Target, u64, Command)> {
        let gives = self.asks.iter().filter_map(|ask| match ask {
            Ask::Give {
                ticket,
                target,
                seen,
                command,
                ..
            } => Some((*ticket, *target, *seen, command.clone())),
            _ => None,
        });
        gives.collect()
    }

    /// The store writes what was given from the act `from` on; the second of a record stands behind the first.
    fn writes(&mut self, from: usize) {
        for (at, (ticket, target, seen, command)) in self.gives().into_iter().enumerate().skip(from)
        {
            let seq = at as u64 + 1;
            let base = match seen {
                0 if at > from => Base::After(seq - 1),
                seen => Base::Version(seen),
            };
            let id = Uuid::from_u128(u128::from(seq));
            let envelope = Envelope::new(seq, id, target, base, None, moment(), command);
            let act = Box::new(Act {
                envelope,
                outcome: None,
            });
            self.news(News::Saved { ticket, act });
        }
    }

    fn request(&self) -> RequestId {
        match self.gives().last() {
            Some((_, Target::Request(id), _, _)) => *id,
            other => panic!("{other:?}"),
        }
    }

    fn says(&self, words: &str) {
        let screen = self.screen(80, 24);
        assert!(screen.contains(words), "{words:?} is not in\n{screen}");
    }
}

#[test]
fn a_child_is_enrolled_by_russian_keys() {
    let mut bench = enrolling(LinkState::Connected);
    bench.control('п');
    assert_eq!(bench.shell.panel(), Panel::Enrol);
    bench.letters("1101000042");
    bench.says("Действует");
    bench.press(KeyCode::Enter);
    bench.control('ц');
    bench.says("5, по местам");
    bench.control('и');
    bench.says("Техническая (робототехника)");
    bench.control('а');
    bench.says("[√] места");
    bench.control('л');
    bench.says("[√] без пересечений");
    bench.control('у');
    bench.letters("9");
    bench.press(KeyCode::Enter);
    bench.says("9 лет");
    bench.letters("млад");
    bench.press(KeyCode::Enter);
    bench.says("Первый день");
    bench.press(KeyCode::Enter);
    let codes: Vec<_> = bench
        .gives()
        .iter()
        .map(|(_, _, _, c)| c.code().to_owned())
        .collect();
    assert_eq!(codes, ["enrol", "confirm_request"]);
    bench.writes(0);
    bench.says("Место и деньги подтвердит реестр");
    for seq in 1..=2 {
        let outcome = Outcome::Applied { version: seq };
        bench.news(News::Settled { seq, outcome });
    }
    bench.says("√ Заявка создана и подтверждена");
    let register = &bench.shell.context.register;
    let request = register.enrolment().request(bench.request()).unwrap();
    assert_eq!(request.state, RequestState::Confirmed);
    bench.press(KeyCode::Char('ф'));
    bench.says("Программа:");
    bench.control('п');
    bench.says("Наберите номер сертификата");
    bench.press(KeyCode::Esc);
    assert_eq!(bench.shell.panel(), Panel::Search);
}

#[test]
fn without_the_line_the_request_waits_and_a_lost_place_is_answered_with_offers() {
    let mut bench = enrolling(LinkState::Offline);
    bench.letters("1101000042");
    bench.control('п');
    bench.says("остаток");
    bench.press(KeyCode::Enter);
    bench.letters("млад");
    bench.press(KeyCode::Enter);
    bench.press(KeyCode::Enter);
    bench.writes(0);
    bench.says("Место и деньги подтвердит реестр");
    bench.press(KeyCode::F(2));
    bench.news(News::Link(link(LinkState::Connected, Some(moment()))));
    let lost = Refusal::Enrolment(EnrolmentRefusal::GroupFull);
    for (seq, why) in [(1, lost), (2, Refusal::DependsOnRefused(1))] {
        let outcome = Outcome::Refused { why };
        bench.news(News::Settled { seq, outcome });
    }
    assert_eq!(bench.shell.panel(), Panel::Search, "nobody is taken away");
    bench.press(KeyCode::Esc);
    bench.control('п');
    bench.says("Реестр отказал");
    bench.says("Старшая");
    bench.press(KeyCode::Enter);
    bench.press(KeyCode::Enter);
    assert_eq!(bench.gives().len(), 4);
    bench.writes(2);
    bench.says("Старшая");
    assert_eq!(bench.shell.waiting().attention, 0);
}

#[test]
fn a_scanned_certificate_goes_into_the_line_that_asks_for_it() {
    let mut bench = enrolling(LinkState::Connected);
    bench.control('g');
    bench.burst("1101000042\n");
    assert_eq!(bench.shell.panel(), Panel::Enrol);
    bench.says("Программа:");
}

#[test]
fn the_next_start_returns_to_the_certificate() {
    let mut bench = enrolling(LinkState::Connected);
    bench.control('g');
    bench.letters("1101000042");
    bench.press(KeyCode::Enter);
    let kept = bench.asks.iter().rev().find_map(|ask| match ask {
        Ask::Draft { key, text } if key == "place" => Some(text.clone()),
        _ => None,
    });
    assert_eq!(kept.as_deref(), Some("enrol 1101000042"));
    let mut next = Bench::locked();
    let mut unlocked = office::unlocked(
        &office::ENROLS,
        vec![office::certified(42, CertificateState::Active)],
        office::records(),
    );
    unlocked.drafts = vec![("place".to_owned(), kept.unwrap_or_default())];
    next.news(News::Unlocked(Box::new(unlocked)));
    assert_eq!(next.shell.panel(), Panel::Enrol);
    next.says("1101000042");
}

#[test]
fn the_search_and_an_opened_application_bring_their_certificate() {
    let mut bench = enrolling(LinkState::Connected);
    bench.letters(&number(42).to_string());
    bench.control('g');
    assert_eq!(bench.shell.panel(), Panel::Enrol);
    bench.says("1101000042");

    let mut bench = enrolling(LinkState::Connected);
    bench.letters(&number(42).to_string());
    bench.press(KeyCode::Enter);
    assert_eq!(bench.shell.panel(), Panel::Verification);
    bench.press(KeyCode::Char('я'));
    assert_eq!(bench.shell.panel(), Panel::Enrol);
    bench.says("1101000042");
    bench.press(KeyCode::Esc);
    bench.press(KeyCode::Esc);
    assert_eq!(bench.shell.panel(), Panel::Verification, "and the way back");
}
