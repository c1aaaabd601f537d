//! The prices of a module in one cell: «4 000,00 с 01.09.2026 сотрудник 5; 4 500,00 с 01.10.2026 сотрудник 5». An amount
//! alone is a price from the day of the import on, set by the register.

use chrono::NaiveDate;

use crate::domain::programme::PriceEntry;
use crate::domain::validate::date;
use crate::domain::{ClerkId, Kopecks};
use crate::server::storage::rows::REGISTER;
use crate::server::tables::export::day;

/// What stands between two prices, before the day, and before the clerk's number.
const BETWEEN: char = ';';
const SINCE: &str = " с ";
const CLERK: &str = " сотрудник ";

#[must_use]
pub fn written(prices: &[PriceEntry]) -> String {
    let one = |entry: &PriceEntry| {
        let (price, since, clerk) = (entry.price, day(entry.since), entry.clerk.0);
        format!("{price}{SINCE}{since}{CLERK}{clerk}")
    };
    let prices: Vec<String> = prices.iter().map(one).collect();
    prices.join(&format!("{BETWEEN} "))
}

/// `None`: one of them can't be read, or the days are not in their order.
#[must_use]
pub fn read(cell: &str, today: NaiveDate) -> Option<Vec<PriceEntry>> {
    let parts = cell.split(BETWEEN).map(str::trim);
    let parts = parts.filter(|part| !part.is_empty());
    let prices: Vec<PriceEntry> = parts.map(|part| one(part, today)).collect::<Option<_>>()?;
    let ordered = prices.windows(2).all(|pair| pair[0].since <= pair[1].since);
    ordered.then_some(prices)
}

fn one(part: &str, today: NaiveDate) -> Option<PriceEntry> {
    let (amount, told) = match part.split_once(SINCE) {
        Some((amount, told)) => (amount, Some(told)),
        None => (part, None),
    };
    let price: Kopecks = amount.parse().ok()?;
    let (since, clerk) = match told {
        None => (today, REGISTER),
        Some(told) => match told.split_once(CLERK) {
            None => (date::check(told.trim()).ok()?, REGISTER),
            Some((day, clerk)) => {
                let clerk = ClerkId(clerk.trim().parse().ok()?);
                (date::check(day.trim()).ok()?, clerk)
            }
        },
    };
    (price > Kopecks(0)).then_some(PriceEntry {
        price,
        since,
        clerk,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::samples::day;

    #[test]
    fn prices_read_back() {
        let entry = |price, since, clerk| PriceEntry {
            price: Kopecks(price),
            since,
            clerk: ClerkId(clerk),
        };
        let all = [
            entry(400_000, day(2026, 9, 1), 5),
            entry(450_050, day(2026, 10, 1), 7),
        ];
        let today = day(2026, 11, 2);
        assert_eq!(read(&written(&all), today).as_deref(), Some(&all[..]));
        let alone = [entry(400_000, today, REGISTER.0)];
        assert_eq!(read("4000", today).as_deref(), Some(&alone[..]));
        let dated = [entry(400_000, day(2026, 9, 1), REGISTER.0)];
        assert_eq!(
            read("4 000,00 с 01.09.2026", today).as_deref(),
            Some(&dated[..])
        );
        assert_eq!(read("", today), Some(Vec::new()));
        for wrong in [
            "0",
            "много",
            "4000 с завтра",
            "4000 с 01.09.2026 сотрудник Анна",
            "4000 с 02.09.2026; 5000 с 01.09.2026",
        ] {
            assert_eq!(read(wrong, today), None, "{wrong}");
        }
    }
}
