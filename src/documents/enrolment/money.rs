//! Amounts of a request as papers show them: by month, and what the end of a contract gives back.

use chrono::{Months, NaiveDate};

use super::Learning;
use crate::documents::content::{Row, Table};
use crate::documents::words;
use crate::domain::enrolment::Cost;
use crate::domain::{Kopecks, Span, Split};

/// A row for each month, and the sums. The family alone pays for what no certificate pays for: one column then.
pub fn table(cost: &Cost, days: Span, financed: bool) -> Table {
    let mut head = vec!["Месяц"];
    let mut columns: Vec<Split> = Vec::new();
    if financed {
        head.extend(["Стоимость", "Оплачивает сертификат"]);
        columns.extend([cost.total, cost.shares.certificate]);
    }
    head.push("Оплачивает семья");
    columns.push(cost.shares.parents);
    let row = |place: u32| {
        let amounts = columns.iter().map(|split| split.month(place).to_string());
        [words::month(month(days.first, place))]
            .into_iter()
            .chain(amounts)
            .collect()
    };
    let sums = columns.iter().map(|split| split.total().to_string());
    Table {
        head,
        rows: (0..=cost.total.months).map(row).collect(),
        sums: ["Всего, руб.".to_owned()].into_iter().chain(sums).collect(),
    }
}

/// The first day of the month that comes `place` months after that of `first`.
fn month(first: NaiveDate, place: u32) -> NaiveDate {
    let own = chrono::Datelike::with_day(&first, 1).unwrap_or(first);
    own.checked_add_months(Months::new(place)).unwrap_or(own)
}

/// Price, normative price and who pays how much.
pub fn price(learning: &Learning, cost: &Cost) -> Vec<Row> {
    let total = words::rubles(cost.total.total());
    let mut rows = vec![
        Row::of("Цена модуля", words::rubles(cost.price)).beside(),
        Row::of("За весь срок", total),
    ];
    if learning.financed() {
        let normative = words::rubles(cost.normative_price);
        rows.push(Row::of("Нормативная стоимость", normative));
    }
    if learning.financed() {
        rows.push(Row::of("Из сертификата", words::rubles(certificate(cost))).beside());
    }
    rows.push(Row::of("Платит семья", words::rubles(parents(cost))));
    rows
}

pub fn certificate(cost: &Cost) -> Kopecks {
    cost.shares.certificate.total()
}

pub fn parents(cost: &Cost) -> Kopecks {
    cost.shares.parents.total()
}

/// What nobody pays any more when a contract ends on `last`: the months behind that day's.
pub fn given_back(learning: &Learning, last: NaiveDate) -> Vec<Row> {
    let Some(cost) = &learning.cost else {
        return Vec::new();
    };
    let kept = Span {
        first: learning.days.first,
        last: last.min(learning.days.last),
    };
    let count = kept.months_after_first() + 1;
    let rest = |split: &Split| {
        let rest = split.total().checked_sub(split.upto(count));
        words::rubles(rest.unwrap_or_default())
    };
    let mut rows = vec![Row::of(
        "Последний оплачиваемый месяц",
        words::month(kept.last),
    )];
    if learning.financed() {
        let back = rest(&cost.shares.certificate);
        rows.push(Row::of("Возвращается на сертификат", back));
    }
    rows.push(Row::of(
        "Семья больше не платит",
        rest(&cost.shares.parents),
    ));
    rows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{share, split};

    fn amounts(row: &[String]) -> Vec<i64> {
        let read = |cell: &String| cell.parse::<Kopecks>().unwrap().0;
        row[1..].iter().map(read).collect()
    }

    proptest! {
        /// As they are printed, rows add up to the sums and shares to the price, and no month is left out.
        #[test]
        fn what_is_printed_adds_up_to_the_kopeck(
            start in 0i64..800,
            length in 1i64..400,
            price in 0i64..30_000_000,
            balance in -5_000i64..30_000_000,
        ) {
            let first = NaiveDate::from_ymd_opt(2026, 1, 15).unwrap() + chrono::Days::new(start as u64);
            let days = Span { first, last: first + chrono::Days::new(length as u64 - 1) };
            let total = split(days, days, Kopecks(price)).unwrap();
            let cost = Cost {
                price: Kopecks(price),
                normative_price: Kopecks(price),
                total,
                shares: share(&total, total.total(), Kopecks(balance), days),
                period: None,
            };
            let table = table(&cost, days, true);
            prop_assert_eq!(table.rows.len() as u32, days.months_after_first() + 1);
            prop_assert_eq!(&table.rows[0][0], &words::month(days.first));
            prop_assert_eq!(&table.rows[table.rows.len() - 1][0], &words::month(days.last));
            let mut sums = vec![0; 3];
            for row in &table.rows {
                let amounts = amounts(row);
                prop_assert_eq!(amounts[0], amounts[1] + amounts[2]);
                for (sum, amount) in sums.iter_mut().zip(amounts) {
                    *sum += amount;
                }
            }
            prop_assert_eq!(&sums, &amounts(&table.sums));
            prop_assert_eq!(sums[0], price);
            let family = super::table(&cost, days, false);
            prop_assert_eq!(family.head.len(), 2);
        }
    }
}
