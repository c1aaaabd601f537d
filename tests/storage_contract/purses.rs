//! What every storage promises of the money of municipalities and certificates.

use reestr::domain::enrolment::GroupUse;
use reestr::domain::funding::{CertificateGroupId, PeriodId, PeriodPurse};
use reestr::domain::{Account, CertificateNumber, Funding, Kopecks, MunicipalityCode, Purse};
use reestr::server::storage::Storage;

use crate::{HERE, THERE};

const PERIOD: PeriodId = PeriodId(2026);

fn certificate(serial: u32) -> CertificateNumber {
    CertificateNumber::new(HERE, serial)
}

fn account(serial: u32, payer: MunicipalityCode, group: u16, paid: i64) -> Account {
    let mut account = Account::unused(certificate(serial), payer);
    account.group = Some(CertificateGroupId(group));
    let nominal = Kopecks(1_000 + i64::from(serial));
    account.purses.push(PeriodPurse {
        period: PERIOD,
        purse: Purse {
            paid: Kopecks(paid),
            balance: Kopecks(nominal.0 - paid),
            ..Purse::opened(nominal)
        },
    });
    account
}

pub async fn money_is_told_in_the_order_of_change(storage: &dyn Storage) {
    let mut tx = storage.write().await.unwrap();
    assert_eq!(tx.funding(HERE).await.unwrap(), None);
    let mut funding = Funding::unset(HERE);
    tx.put_funding(&funding, 1).await.unwrap();
    funding.version = 1;
    funding.price_percent = 120;
    tx.put_funding(&funding, 2).await.unwrap();
    let (one, two) = (account(1, HERE, 1, 0), account(2, HERE, 1, 0));
    tx.put_account(&one, 3).await.unwrap();
    tx.put_account(&two, 4).await.unwrap();
    let mut again = one.clone();
    again.version = 1;
    tx.put_account(&again, 5).await.unwrap();
    assert_eq!(tx.funding(HERE).await.unwrap(), Some(funding.clone()));
    let changed = tx.funding_changed(HERE, 1).await.unwrap();
    assert_eq!(changed, Some((2, funding)));
    assert_eq!(tx.funding_changed(HERE, 2).await.unwrap(), None);
    assert_eq!(tx.funding_changed(THERE, 0).await.unwrap(), None);
    assert_eq!(
        tx.account(certificate(1)).await.unwrap(),
        Some(again.clone())
    );
    assert_eq!(tx.account(certificate(9)).await.unwrap(), None);
    let both = [(4, two), (5, again.clone())];
    assert_eq!(tx.accounts_changed(HERE, 3, 10).await.unwrap(), both);
    assert_eq!(tx.accounts_changed(HERE, 0, 1).await.unwrap(), both[..1]);
    // The child has moved, and another municipality pays.
    let moved = account(1, THERE, 1, 0);
    tx.put_account(&moved, 1).await.unwrap();
    assert_eq!(
        tx.account(certificate(1)).await.unwrap(),
        Some(moved.clone())
    );
    assert_eq!(tx.accounts_changed(HERE, 0, 10).await.unwrap(), both[..1]);
    assert_eq!(
        tx.accounts_changed(THERE, 0, 10).await.unwrap(),
        [(1, moved)]
    );
}

pub async fn a_group_is_used_by_certificates_with_money_of_the_period(storage: &dyn Storage) {
    let mut tx = storage.write().await.unwrap();
    let mut bare = Account::unused(certificate(5), HERE);
    bare.group = Some(CertificateGroupId(1));
    let accounts = [
        account(1, HERE, 1, 0),
        account(2, HERE, 1, 7),
        account(3, HERE, 2, 0),
        account(4, THERE, 1, 0),
        bare,
    ];
    for (account, seq) in accounts.iter().zip(1..) {
        tx.put_account(account, seq).await.unwrap();
    }
    let group = CertificateGroupId(1);
    let used = |certificates, sum| GroupUse {
        certificates,
        sum: Kopecks(sum),
    };
    let all = tx.group_use(HERE, group, PERIOD, None).await.unwrap();
    assert_eq!(all, used(2, 2_003));
    let others = tx
        .group_use(HERE, group, PERIOD, Some(certificate(2)))
        .await
        .unwrap();
    assert_eq!(others, used(1, 1_001));
    let next = tx.group_use(HERE, group, PeriodId(2027), None).await;
    assert_eq!(next.unwrap(), GroupUse::default());
    assert_eq!(tx.paid_in(HERE, PERIOD).await.unwrap(), 1);
    assert_eq!(tx.paid_in(THERE, PERIOD).await.unwrap(), 0);

    tx.put_account(&account(1, HERE, 2, 0), 9).await.unwrap();
    let left = tx.group_use(HERE, group, PERIOD, None).await.unwrap();
    assert_eq!(left, used(1, 1_002));
}
