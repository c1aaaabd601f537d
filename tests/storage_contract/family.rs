//! What every storage promises about the families' passwords.

use chrono::{Duration, SubsecRound};
use reestr::domain::{CertificateNumber, ClerkId};
use reestr::server::storage::Storage;
use reestr::server::storage::family::Issued;

use crate::HERE;
use crate::records::{moment, number};

const HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaA";

pub async fn a_certificate_has_the_password_that_was_put_last(storage: &dyn Storage) {
    let certificate = |serial| CertificateNumber::new(HERE, serial);
    let at = moment().trunc_subsecs(3);
    let first = Issued {
        certificate: certificate(7),
        hash: HASH.parse().unwrap(),
        at,
        clerk: ClerkId(3),
        application: number(HERE, 7),
    };
    let mut tx = storage.write().await.unwrap();
    tx.put_family_password(&first).await.unwrap();
    drop(tx);
    let mut tx = storage.write().await.unwrap();
    let left = tx.family_password(certificate(7)).await.unwrap();
    assert_eq!(left, None, "it was not committed");
    tx.put_family_password(&first).await.unwrap();
    tx.commit().await.unwrap();

    let second = Issued {
        hash: HASH.replace("c2Fsd", "d2Fsd").parse().unwrap(),
        at: at + Duration::milliseconds(1),
        clerk: ClerkId(4),
        ..first.clone()
    };
    let mut tx = storage.write().await.unwrap();
    assert_eq!(
        tx.family_password(certificate(7)).await.unwrap(),
        Some(first)
    );
    tx.put_family_password(&second).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = storage.read().await.unwrap();
    assert_eq!(
        tx.family_password(certificate(7)).await.unwrap(),
        Some(second)
    );
    assert_eq!(tx.family_password(certificate(8)).await.unwrap(), None);
}
