//! Changes of what the municipality has set: the questions, faults at their fields, commands.

use super::*;

/// Presses Enter and gives what the dialog shows.
fn blamed(bench: &mut Bench) -> String {
    let before = bench.given().len();
    bench.press(Action::Submit);
    assert_eq!(bench.given().len(), before, "nothing is given");
    assert_eq!(super::super::place(&bench.state), Place::Dialog);
    bench.screen(80, 24)
}

#[test]
fn the_next_year_is_proposed_and_shown_at_once() {
    let mut bench = Bench::editor();
    bench.press(Action::FundingAdd);
    insta::assert_snapshot!("new_period_80", bench.screen(80, 24));
    bench.press(Action::Submit);
    let Some(Command::Funding(FundingCommand::SetPeriod { period })) = bench.given().pop() else {
        panic!("{:?}", bench.given());
    };
    assert_eq!(period.id, PeriodId(2027));
    assert_eq!(period.days.first, "2027-09-01".parse().unwrap());
    assert_eq!(period.days.last, "2028-08-31".parse().unwrap());
    bench.save();
    assert!(bench.says().contains("Установка периода: сохранено"));
    assert!(bench.screen(80, 24).contains("2027/28"));
}

#[test]
fn the_first_period_is_the_school_year_of_today() {
    let mut bench = Bench::new(&EDITOR, Vec::new(), Vec::new());
    bench.go(Part::Groups);
    bench.press(Action::FundingAdd);
    assert!(bench.says().contains("Сначала добавьте период"));
    bench.press(Action::Submit);
    assert_eq!(bench.funding().periods[0].id, PeriodId(2026));
}

#[test]
fn what_is_wrong_with_a_period_stands_at_its_field() {
    let mut bench = Bench::editor();
    bench.press(Action::FundingAdd);
    bench.fill("01.09.2026");
    assert!(blamed(&mut bench).contains("Период этого года уже есть"));
    bench.fill("31.02.2028");
    assert!(blamed(&mut bench).contains("акой даты нет"));
    bench.fill("01.09.2028");
    assert!(blamed(&mut bench).contains("не дальше полутора лет"));
    bench.press(Action::Cancel);
    bench.press(Action::Last);
    bench.press(Action::Submit);
    bench.fill("02.09.2026");
    assert!(blamed(&mut bench).contains("дни можно только добавить"));
    bench.fill("01.08.2026");
    assert!(blamed(&mut bench).contains("пересекается"));
    bench.fill("01.09.2027");
    assert!(blamed(&mut bench).contains("Год начала не меняется"));
    bench.fill("01.09.2026");
    bench.press(Action::Submit);
    assert!(bench.says().contains("Ничего не изменено"));
}

#[test]
fn a_group_gets_a_name_a_nominal_and_limits() {
    let mut bench = Bench::editor();
    bench.go(Part::Groups);
    bench.press(Action::FundingAdd);
    assert!(blamed(&mut bench).contains("Название"));
    bench.fill("Дети участников СВО");
    bench.press(Action::NextField);
    bench.fill("12 00");
    assert!(blamed(&mut bench).contains("перед тремя цифрами"));
    bench.fill("20 000,50");
    bench.press(Action::NextField);
    bench.fill("25");
    bench.press(Action::NextField);
    bench.fill("1");
    assert!(blamed(&mut bench).contains("Предел меньше одного номинала"));
    bench.fill("500000");
    insta::assert_snapshot!("new_group_80", bench.screen(80, 24));
    bench.press(Action::Submit);
    let group = bench.funding().groups.pop().unwrap();
    assert_eq!(group.id, CertificateGroupId(3));
    assert_eq!(group.nominal(PERIOD), Some(Kopecks(2_000_050)));
    assert_eq!(group.certificates_limit, Some(25));
    assert_eq!(group.sum_limit, Some(Kopecks(50_000_000)));
}

#[test]
fn a_nominal_is_that_of_the_shown_period_and_the_others_stay() {
    let mut bench = Bench::editor();
    bench.go(Part::Groups);
    bench.press(Action::NextPeriod);
    assert!(bench.screen(80, 24).contains("2025/26"));
    bench.press(Action::Submit);
    bench.press(Action::NextField);
    bench.fill("7000");
    bench.press(Action::Submit);
    let group = bench.funding().groups.remove(0);
    assert_eq!(group.nominal(PeriodId(2025)), Some(Kopecks(700_000)));
    assert_eq!(group.nominal(PERIOD), Some(Kopecks(1_000_000)));
}

#[test]
fn a_limit_below_what_is_in_use_is_refused_at_its_field() {
    let mut bench = Bench::editor();
    bench.go(Part::Groups);
    bench.press(Action::Submit);
    bench.press(Action::NextField);
    bench.press(Action::NextField);
    bench.fill("1");
    assert!(blamed(&mut bench).contains("Занято уже больше"));
    bench.fill("2");
    bench.press(Action::NextField);
    bench.fill("17 999,99");
    assert!(blamed(&mut bench).contains("Занято уже больше"));
    bench.fill("18 000");
    bench.press(Action::Submit);
    assert_eq!(bench.given().len(), 1);
}

#[test]
fn a_raise_is_told_until_it_has_reached_every_certificate() {
    let mut bench = Bench::editor();
    bench.go(Part::Groups);
    let told = |bench: &Bench| bench.screen(120, 40).replace('\n', " ");
    assert!(told(&bench).contains("до 1 сертификата"));
    bench.press(Action::Submit);
    bench.press(Action::NextField);
    bench.fill("11 000");
    bench.press(Action::Submit);
    bench.save();
    let screen = told(&bench);
    assert!(screen.contains("до 2 сертификатов"), "{screen}");
    assert!(screen.contains("4\u{a0}000,00 ₽"), "{screen}");
    let account = bench.world.register.enrolment().account(certificate(1));
    let nominal = account.unwrap().purse(PERIOD).unwrap().nominal;
    assert_eq!(
        nominal,
        Kopecks(1_000_000),
        "a purse grows when it is touched"
    );
}

#[test]
fn an_agreement_is_entered_for_an_organisation_and_put_out_of_force() {
    let mut bench = Bench::editor();
    bench.go(Part::Agreements);
    bench.press(Action::Filter);
    bench.event(Event::Paste("спорт"));
    bench.press(Action::Submit);
    bench.press(Action::Submit);
    assert!(blamed(&mut bench).contains("Спортивная школа"));
    bench.fill("14/2026");
    bench.press(Action::Submit);
    let funding = bench.funding();
    let held = funding.agreement(OrganisationId(3), PERIOD).unwrap();
    assert_eq!(held.number.as_str(), "14/2026");
    assert_eq!((held.date, held.limit), (bench.world.today, None));
    bench.press(Action::Submit);
    insta::assert_snapshot!("agreement_80", bench.screen(80, 24));
    bench.press(Action::Down);
    bench.press(Action::Submit);
    assert_eq!(bench.funding().agreement(OrganisationId(3), PERIOD), None);
    assert_eq!(bench.funding().agreements.len(), 2);
    assert!(bench.screen(80, 24).contains("не действует"));
}

#[test]
fn the_price_limit_is_a_percentage() {
    let mut bench = Bench::editor();
    bench.press(Action::PricePercent);
    bench.fill("0");
    assert!(blamed(&mut bench).contains("от 1 до 1000"));
    bench.fill("120");
    bench.press(Action::Submit);
    assert_eq!(bench.funding().price_percent, 120);
    assert!(bench.screen(80, 24).contains("цена до 120 %"));
}

#[test]
fn what_could_not_be_written_stands_there_again() {
    let mut bench = Bench::editor();
    bench.press(Action::PricePercent);
    bench.fill("133");
    bench.press(Action::Submit);
    let ticket = Ticket(1);
    bench.world.register.not_saved(ticket);
    let why = Cause::new(CauseCode::Disk, &"No space left on device");
    bench.event(Event::News(&News::NotSaved { ticket, why }));
    assert_eq!(bench.funding().price_percent, 150);
    assert!(bench.screen(80, 24).contains("133"));
    bench.press(Action::Submit);
    assert_eq!(bench.funding().price_percent, 133);
}
