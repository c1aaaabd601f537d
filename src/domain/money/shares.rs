//! Which part of each month the certificate pays, and which the parents (DESIGN section 4).

use serde::{Deserialize, Serialize};

use super::{Kopecks, Span, Split};

/// A price in two parts, which make it up in each month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Shares {
    pub certificate: Split,
    pub parents: Split,
}

/// Divides a `price` that [`split`](super::split) made for the `chosen` days. The certificate pays the least of the
/// price, of what the same days cost by the normative price and of its balance, spread over the days like the price
/// itself; a balance below zero pays nothing.
///
/// Where a day of the group costs less than a kopeck or so for each month, the first month can be too small to take what
/// dividing by the other months leaves. The certificate then pays the nearest smaller amount that can be spread, less by
/// fewer kopecks than there are months, and the parents pay those.
#[must_use]
pub fn share(price: &Split, normative_total: Kopecks, balance: Kopecks, chosen: Span) -> Shares {
    let pays = price
        .sum()
        .min(normative_total.0.into())
        .min(balance.0.into())
        .max(0);
    let certificate = spread(pays, price, chosen);
    let rest =
        |price: Kopecks, part: Kopecks| Kopecks::nearest(i128::from(price.0) - i128::from(part.0));
    Shares {
        certificate,
        parents: Split {
            first: rest(price.first, certificate.first),
            other: rest(price.other, certificate.other),
            months: price.months,
        },
    }
}

/// Lays `pays` over the months of `price`: no month gets more than it costs.
fn spread(pays: i128, price: &Split, chosen: Span) -> Split {
    let months = i128::from(price.months);
    let (first, other) = (i128::from(price.first.0), i128::from(price.other.0));
    let days = i128::from(chosen.days());
    if months == 0 || days == 0 {
        return Split {
            first: Kopecks::nearest(pays.min(first)),
            other: Kopecks(0),
            months: price.months,
        };
    }
    // By its days a later month would get this, but what is left must find room in the first month.
    let by_days = i128::from(chosen.days_after_first_month()) * pays / (days * months);
    let least = -(first - pays).div_euclid(months);
    let part = by_days.max(least).min(other);
    let (first, other) = if part * months <= pays {
        (pays - part * months, part)
    } else {
        (first, part - 1)
    };
    Split {
        first: Kopecks::nearest(first),
        other: Kopecks::nearest(other),
        months: price.months,
    }
}
