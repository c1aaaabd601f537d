//! Where money comes from, worked by the keys of a keyboard with the Russian layout.

use super::*;
use crate::domain::enrolment::samples;
use crate::domain::funding::{CertificateGroupId, PeriodId};
use crate::domain::money::Kopecks;
use crate::domain::samples::OWN;
use crate::domain::{AccountCommand, Capability, CertificateNumber, Funding, OrganisationId};
use crate::store::EnrolmentRecords;

/// A desk whose clerk sets where money comes from.
pub(super) fn editor(funding: Vec<Funding>) -> Bench {
    let mut bench = Bench::locked();
    let capabilities = [FULL.as_slice(), &[Capability::SettingsEdit]].concat();
    let News::Unlocked(mut news) = unlocked(vec![case(1)], Vec::new(), Vec::new()) else {
        panic!("not unlocked");
    };
    news.profile = profile(&capabilities);
    news.enrolment = EnrolmentRecords {
        funding,
        ..EnrolmentRecords::default()
    };
    bench.news(News::Unlocked(news));
    bench
}

impl Bench {
    fn type_in(&mut self, text: &str) {
        for c in text.chars() {
            self.press(KeyCode::Char(c));
        }
    }

    fn erase(&mut self, count: usize) {
        for _ in 0..count {
            self.press(KeyCode::Backspace);
        }
    }

    fn funding(&self) -> Funding {
        let enrolment = self.shell.context.register.enrolment();
        enrolment.funding(OWN).cloned().unwrap()
    }
}

#[test]
fn the_money_of_a_new_year_is_set_by_cyrillic_keys() {
    let mut bench = editor(Vec::new());
    bench.press(KeyCode::F(11));
    assert_eq!(bench.shell.panel(), Panel::Funding);
    // ф is a: the school year of today is proposed.
    bench.type_in("ф");
    bench.press(KeyCode::Enter);
    assert_eq!(bench.funding().periods[0].id, PeriodId(2026));

    bench.press(KeyCode::Tab);
    bench.type_in("фОсновная");
    bench.press(KeyCode::Tab);
    bench.type_in("12000");
    bench.press(KeyCode::Enter);
    let group = bench.funding().groups.remove(0);
    assert_eq!(group.name.as_str(), "Основная");
    assert_eq!(group.nominal(PeriodId(2026)), Some(Kopecks(1_200_000)));

    bench.press(KeyCode::Tab);
    bench.press(KeyCode::Enter);
    bench.type_in("14/2026");
    bench.press(KeyCode::Enter);
    let agreements = bench.funding().agreements;
    assert_eq!(agreements[0].number.as_str(), "14/2026");

    // с is c.
    bench.type_in("с");
    bench.erase(3);
    bench.type_in("120");
    bench.press(KeyCode::Enter);
    assert_eq!(bench.funding().price_percent, 120);

    // щ is o, е is t.
    bench.type_in("щ1101000001");
    bench.press(KeyCode::Enter);
    bench.type_in("е");
    bench.press(KeyCode::Enter);
    let mut given = bench.asks.iter().filter_map(|ask| match ask {
        Ask::Give { command, .. } => Some(command.clone()),
        _ => None,
    });
    let group = CertificateGroupId(1);
    let assign = Command::Account(AccountCommand::AssignGroup { group });
    assert_eq!(given.next_back(), Some(assign));
    assert!(bench.screen(80, 24).contains("Группа: Основная."));
}

#[test]
fn the_account_opens_from_the_record_of_its_certificate_and_leads_back() {
    let mut funding = samples::funding();
    funding.agreements[0].organisation = OrganisationId(1);
    let mut bench = editor(vec![funding]);
    bench.press(KeyCode::F(3));
    bench.press(KeyCode::Enter);
    bench.type_in("а");
    assert_eq!(bench.shell.panel(), Panel::Funding);
    let number = CertificateNumber::new(OWN, 1).to_string();
    assert!(bench.screen(80, 24).contains(&number));
    bench.press(KeyCode::Esc);
    assert_eq!(bench.shell.panel(), Panel::Verification);
    // The list of actions names the money, and its key leads there, too.
    bench.type_in("ь");
    assert!(bench.screen(80, 24).contains("f  Счёт"));
    bench.type_in("а");
    assert_eq!(bench.shell.panel(), Panel::Funding);
}

#[test]
fn the_palette_and_the_next_start_lead_to_funding() {
    let mut bench = editor(Vec::new());
    bench.control('p');
    bench.type_in("средства");
    bench.press(KeyCode::Enter);
    assert_eq!(bench.shell.panel(), Panel::Funding);
    let kept = bench.asks.iter().rev().find_map(|ask| match ask {
        Ask::Draft { key, text } if key == "place" => Some(text.clone()),
        _ => None,
    });
    assert_eq!(kept.as_deref(), Some("funding"));
    let mut bench = Bench::locked();
    let place = vec![("place".to_owned(), "funding".to_owned())];
    bench.news(unlocked(Vec::new(), Vec::new(), place));
    assert_eq!(bench.shell.panel(), Panel::Funding);
}
