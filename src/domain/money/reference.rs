//! The split and the shares worked out a second time, from the prose of DESIGN section 4 alone, to compare with.
//!
//! It counts days by walking them on a calendar of its own and reckons in exact fractions. It must never use the code
//! that it judges: days come in as year, month and day, amounts go out as one number for each month.

use std::cmp::Ordering;

/// Year, month, day.
pub type Day = (i32, u32, u32);

/// A fraction in lowest terms; what it is over is above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fraction {
    top: i128,
    under: i128,
}

impl Fraction {
    fn of(top: i128, under: i128) -> Self {
        assert_ne!(under, 0, "nothing is divided by zero");
        let (mut a, mut b) = (top.abs(), under.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let sign = under.signum();
        Self {
            top: sign * top / a,
            under: sign * under / a,
        }
    }

    fn whole(number: i128) -> Self {
        Self::of(number, 1)
    }

    fn times(self, other: Self) -> Self {
        Self::of(self.top * other.top, self.under * other.under)
    }

    fn minus(self, other: Self) -> Self {
        let top = self.top * other.under - other.top * self.under;
        Self::of(top, self.under * other.under)
    }

    fn part(self, parts: i128) -> Self {
        self.times(Self::of(1, parts))
    }

    fn rounded_down(self) -> i128 {
        let toward_zero = self.top / self.under;
        match Self::whole(toward_zero).compare(self) {
            Ordering::Greater => toward_zero - 1,
            _ => toward_zero,
        }
    }

    fn rounded_up(self) -> i128 {
        let down = self.rounded_down();
        if Self::whole(down) == self {
            down
        } else {
            down + 1
        }
    }

    fn compare(self, other: Self) -> Ordering {
        self.minus(other).top.cmp(&0)
    }
}

fn length_of_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 400 == 0 || year % 4 == 0 && year % 100 != 0 => 29,
        2 => 28,
        _ => 31,
    }
}

fn next(day: Day) -> Day {
    match day {
        (y, m, d) if d < length_of_month(y, m) => (y, m, d + 1),
        (y, 12, _) => (y + 1, 1, 1),
        (y, m, _) => (y, m + 1, 1),
    }
}

/// How many days of each calendar month there are, both ends included.
pub fn days_by_month(first: Day, last: Day) -> Vec<i128> {
    let mut months = vec![0];
    let mut day = first;
    loop {
        *months.last_mut().unwrap() += 1;
        if day == last {
            return months;
        }
        let after = next(day);
        if after.1 != day.1 {
            months.push(0);
        }
        day = after;
    }
}

/// What the days chosen cost in each of their months, of a group with `group_days` days and this cost.
pub fn price(group_days: i128, chosen: &[i128], cost: i128) -> Vec<i128> {
    let of_group = |days: i128| Fraction::of(days, group_days).times(Fraction::whole(cost));
    let total = of_group(chosen.iter().sum()).rounded_up();
    let n = chosen.len() as i128 - 1;
    if n == 0 {
        return vec![total];
    }
    let other = of_group(chosen[1..].iter().sum()).part(n).rounded_down();
    months(total - other * n, other, n)
}

/// What the certificate pays in each of the months that cost `price`.
pub fn certificate(price: &[i128], chosen: &[i128], normative: i128, balance: i128) -> Vec<i128> {
    let total: i128 = price.iter().sum();
    let cert = [total, normative, balance].into_iter().min().unwrap();
    let cert = if cert < 0 { 0 } else { cert };
    let n = price.len() as i128 - 1;
    if n == 0 {
        return vec![cert];
    }
    let (first, other) = (price[0], price[1]);
    let after: i128 = chosen[1..].iter().sum();
    let by_days = Fraction::of(after, chosen.iter().sum())
        .times(Fraction::whole(cert))
        .part(n)
        .rounded_down();
    let least = Fraction::whole(cert)
        .minus(Fraction::whole(first))
        .part(n)
        .rounded_up();
    let each = by_days.clamp(least, other);
    if (0..=first).contains(&(cert - each * n)) {
        return months(cert - each * n, each, n);
    }
    // No share may leave its month: the largest smaller amount with which none does.
    (0..cert)
        .rev()
        .map(|sum| (sum % n, sum / n))
        .find(|(left, each)| *left <= first && *each <= other)
        .map(|(left, each)| months(left, each, n))
        .unwrap()
}

fn months(first: i128, other: i128, n: i128) -> Vec<i128> {
    let mut months = vec![first];
    months.extend((0..n).map(|_| other));
    months
}
