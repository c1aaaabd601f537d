//! Split and shares: what DESIGN section 4 promises, for all dates, prices and balances, and against a second
//! computation.

use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;

use super::*;
use crate::domain::samples::day;

fn span(first: NaiveDate, last: NaiveDate) -> Span {
    Span { first, last }
}

/// The group of the check in DESIGN.
fn autumn() -> Span {
    span(day(2018, 9, 15), day(2018, 12, 31))
}

fn made(first: i64, other: i64, months: u32) -> Split {
    Split {
        first: Kopecks(first),
        other: Kopecks(other),
        months,
    }
}

fn reference_days(days: Span) -> Vec<i128> {
    let written = |day: NaiveDate| (day.year(), day.month(), day.day());
    reference::days_by_month(written(days.first), written(days.last))
}

fn by_month(split: &Split) -> Vec<i128> {
    (0..=split.months)
        .map(|place| i128::from(split.month(place).0))
        .collect()
}

#[test]
fn t9_the_checks_of_the_design_come_out() {
    let cost = Kopecks(400_000);
    let whole = split(autumn(), autumn(), cost).unwrap();
    assert_eq!(whole, made(59_260, 113_580, 3));
    assert_eq!(whole.total(), cost);
    let from_october = span(day(2018, 10, 10), day(2018, 12, 31));
    let part = split(autumn(), from_october, cost).unwrap();
    assert_eq!(part, made(81_484, 112_962, 2));
    assert_eq!(part.total(), Kopecks(307_408));
}

#[test]
fn t9_the_sums_of_real_rows_come_out() {
    let year = span(day(2017, 9, 1), day(2017, 12, 31));
    assert_eq!(year.days(), 122);
    for (first, other, total) in [(199_487, 226_573, 879_206), (196_344, 200_703, 798_453)] {
        assert_eq!(made(first, other, 3).total(), Kopecks(total));
        let split = split(year, year, Kopecks(total)).unwrap();
        assert_eq!(split.total(), Kopecks(total));
    }
}

#[test]
fn one_month_costs_all() {
    let december = span(day(2018, 12, 5), day(2018, 12, 31));
    // 27 of 108 days.
    let split = split(autumn(), december, Kopecks(400_001)).unwrap();
    assert_eq!(split, made(100_001, 0, 0));
    let shares = share(&split, Kopecks(400_000), Kopecks(100_000), december);
    assert_eq!(shares.certificate, made(100_000, 0, 0));
    assert_eq!(shares.parents, made(1, 0, 0));
}

#[test]
fn months_are_asked_one_by_one_and_together() {
    let split = made(10, 7, 2);
    assert_eq!([0, 1, 2, 3].map(|i| split.month(i).0), [10, 7, 7, 0]);
    assert_eq!(
        [0, 1, 2, 3, 4].map(|i| split.upto(i).0),
        [0, 10, 17, 24, 24]
    );
    // What came from elsewhere may be anything.
    let monstrous = made(i64::MAX, i64::MAX, u32::MAX);
    assert_eq!(monstrous.total(), Kopecks(i64::MAX));
    assert_eq!(monstrous.upto(u32::MAX), Kopecks(i64::MAX));
}

#[test]
fn what_can_not_be_split_is_refused() {
    let cost = Kopecks(100);
    let early = span(day(2018, 9, 14), day(2018, 12, 31));
    let late = span(day(2018, 9, 15), day(2019, 1, 1));
    let turned = span(day(2018, 12, 1), day(2018, 11, 30));
    let outside = Err(SplitError::Outside(autumn()));
    assert_eq!(split(autumn(), early, cost), outside);
    assert_eq!(split(autumn(), late, cost), outside);
    assert_eq!(split(autumn(), turned, cost), Err(SplitError::Empty));
    assert_eq!(split(turned, autumn(), cost), Err(SplitError::Empty));
    let negative = Kopecks(-1);
    assert_eq!(
        split(autumn(), autumn(), negative),
        Err(SplitError::Negative(negative))
    );
    assert_eq!(
        SplitError::Outside(autumn()).to_string(),
        "the chosen days leave the group's period: choose days from 15.09.2018 to 31.12.2018"
    );
}

#[test]
fn the_certificate_pays_up_to_the_least_of_price_normative_price_and_balance() {
    let price = split(autumn(), autumn(), Kopecks(400_000)).unwrap();
    let of = |normative, balance| {
        share(&price, Kopecks(normative), Kopecks(balance), autumn())
            .certificate
            .total()
    };
    assert_eq!(of(500_000, 500_000), Kopecks(400_000));
    assert_eq!(of(300_001, 500_000), Kopecks(300_001));
    assert_eq!(of(300_001, 123_457), Kopecks(123_457));
    assert_eq!(of(300_001, 0), Kopecks(0));
    assert_eq!(of(300_001, -5), Kopecks(0));
    assert_eq!(of(-1, 5), Kopecks(0));
    let all = share(&price, Kopecks(400_000), Kopecks(400_000), autumn());
    assert_eq!(all.certificate, price);
    assert_eq!(all.parents, made(0, 0, 3));
}

#[test]
fn a_first_month_too_small_for_the_remainder_leaves_kopecks_to_the_parents() {
    let group = span(day(2026, 12, 22), day(2027, 3, 31));
    let chosen = span(day(2026, 12, 31), day(2027, 3, 31));
    let price = split(group, chosen, Kopecks(100)).unwrap();
    assert_eq!(price, made(1, 30, 3));
    let shares = share(&price, Kopecks(100), Kopecks(89), chosen);
    assert_eq!(shares.certificate, made(1, 29, 3));
    assert_eq!(shares.parents, made(0, 1, 3));
    // One more finds room, if in the other months alone.
    let shares = share(&price, Kopecks(100), Kopecks(90), chosen);
    assert_eq!(shares.certificate, made(0, 30, 3));
}

#[test]
fn wire_form() {
    let shown = serde_json::to_string(&(autumn(), made(5, 0, 0))).unwrap();
    assert_eq!(
        shown,
        r#"[{"first":"2018-09-15","last":"2018-12-31"},{"first":5,"other":0,"months":0}]"#
    );
}

/// Every promise about shares, and the second computation.
fn check_shares(price: &Split, normative: i64, balance: i64, chosen: Span, days: &[i128]) {
    let shares = share(price, Kopecks(normative), Kopecks(balance), chosen);
    let told = || format!("{price:?} {normative} {balance} {chosen:?}: {shares:?}");
    let (certificate, parents) = (by_month(&shares.certificate), by_month(&shares.parents));
    let price_months = by_month(price);
    assert_eq!(certificate.len(), price_months.len(), "{}", told());
    assert_eq!(parents.len(), price_months.len(), "{}", told());
    for ((price, certificate), parents) in price_months.iter().zip(&certificate).zip(&parents) {
        assert!((0..=*price).contains(certificate), "{}", told());
        assert!((0..=*price).contains(parents), "{}", told());
        assert_eq!(certificate + parents, *price, "{}", told());
    }
    let due = price.total().0.min(normative).min(balance).max(0);
    let pays = shares.certificate.total().0;
    let months = i64::from(price.months);
    if price.first.0 + 1 >= months {
        assert_eq!(pays, due, "{}", told());
    } else {
        assert!(pays <= due && due < pays + months, "{}", told());
    }
    let again = reference::certificate(&price_months, days, normative.into(), balance.into());
    assert_eq!(certificate, again, "{}", told());
}

/// A group and days chosen in it.
fn days() -> impl Strategy<Value = (Span, Span)> {
    let lengths = prop_oneof![1u64..40, 1u64..400, 1u64..1_200];
    (0u64..15_000, lengths, any::<(u64, u64)>()).prop_map(|(start, length, (a, b))| {
        let at = |place: u64| day(2000, 1, 1) + Days::new(start + place % length);
        let (a, b) = (at(a), at(b));
        (span(at(0), at(length - 1)), span(a.min(b), a.max(b)))
    })
}

/// Prices from nothing to the largest that can be kept; most are such as programmes have.
fn cost() -> impl Strategy<Value = i64> {
    prop_oneof![1 => 0i64..2_000, 4 => 0i64..5_000_000, 1 => 0..=i64::MAX]
}

/// What limits the certificate: any amount, or one near a price.
#[derive(Clone, Copy, Debug)]
enum Limit {
    Any(i64),
    Near(i64),
    Share(u8),
}

impl Limit {
    fn of(self, total: Kopecks) -> i64 {
        match self {
            Self::Any(amount) => amount,
            Self::Near(more) => total.0.saturating_add(more),
            Self::Share(part) => (i128::from(total.0) * i128::from(part) / 255) as i64,
        }
    }
}

fn limit() -> impl Strategy<Value = Limit> {
    prop_oneof![
        any::<i64>().prop_map(Limit::Any),
        (-40i64..40).prop_map(Limit::Near),
        any::<u8>().prop_map(Limit::Share),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_split_keeps_its_promises((group, chosen) in days(), cost in cost()) {
        let made = split(group, chosen, Kopecks(cost)).unwrap();
        let wide = i128::from(chosen.days()) * i128::from(cost);
        let total = i128::from(made.total().0);
        let group_days = i128::from(group.days());
        prop_assert!(total * group_days >= wide && (total - 1) * group_days < wide);
        prop_assert!(made.first.0 >= 0 && made.other.0 >= 0);
        prop_assert_eq!(made.months, chosen.months_after_first());
        prop_assert_eq!(made.upto(made.months + 1), made.total());
        let mut together = 0;
        for place in 0..=made.months {
            prop_assert_eq!(made.upto(place), Kopecks(together));
            together += made.month(place).0;
        }
        let (group_days, chosen_days) = (reference_days(group), reference_days(chosen));
        prop_assert_eq!(i128::from(group.days()), group_days.iter().sum::<i128>());
        let again = reference::price(group_days.iter().sum(), &chosen_days, cost.into());
        prop_assert_eq!(by_month(&made), again);
    }

    #[test]
    fn shares_keep_their_promises(
        (group, chosen) in days(), cost in cost(), normative in limit(), balance in limit(),
    ) {
        let price = split(group, chosen, Kopecks(cost)).unwrap();
        let (normative, balance) = (normative.of(price.total()), balance.of(price.total()));
        check_shares(&price, normative, balance, chosen, &reference_days(chosen));
    }

    #[test]
    fn shares_of_any_record_do_not_panic(
        first in any::<i64>(), other in any::<i64>(), months in any::<u32>(),
        normative in any::<i64>(), balance in any::<i64>(), (one, two) in days(),
    ) {
        let turned = span(one.last, two.first);
        for days in [one, two, turned] {
            let shares = share(&made(first, other, months), Kopecks(normative), Kopecks(balance), days);
            prop_assert_eq!((shares.certificate.months, shares.parents.months), (months, months));
        }
    }
}

/// Prices of a few kopecks, where rounding is all there is: each first day of a group, each balance.
#[test]
fn shares_of_the_smallest_prices_keep_their_promises() {
    let group = span(day(2026, 9, 20), day(2027, 2, 28));
    for late in 0..u64::from(group.days()) {
        let chosen = span(group.first + Days::new(late), group.last);
        let days = reference_days(chosen);
        for cost in (0..12).chain([50, 99, 162, 200]) {
            let price = split(group, chosen, Kopecks(cost)).unwrap();
            for balance in -1..=price.total().0 + 1 {
                check_shares(&price, cost, balance, chosen, &days);
            }
        }
    }
}
