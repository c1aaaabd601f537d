//! Two certificates of one child: one goes, the other stays.

use super::{Actor, Demanded, keys};
use crate::domain::duplicate::alike;
use crate::domain::{
    ApplicationNumber, CertificateNumber, CertificateState, DuplicateState, Refusal,
};
use crate::server::register::duplicates;
use crate::server::storage::{Result, Write};

/// Whether the certificate that stays is an active one of the same municipality, and of the same child. A suspended one
/// doesn't do: the child would be left with nothing that can be used, and nobody would have said so.
pub async fn one_child(
    tx: &mut dyn Write,
    actor: &Actor,
    goes: ApplicationNumber,
    stays: ApplicationNumber,
    certificate: CertificateNumber,
) -> Result<Demanded> {
    let other = tx.case(stays).await?;
    let right = other.is_some_and(|case| {
        case.municipality() == actor.municipality
            && case.certificate.number == certificate
            && case.certificate.state == CertificateState::Active
    });
    if !right {
        return Ok(Err(Refusal::OtherCertificate));
    }
    let (Some(one), Some(two)) = (tx.card(goes).await?, tx.card(stays).await?) else {
        return Ok(Err(Refusal::NotOneChild));
    };
    let told_apart = tx.told_apart(goes).await?.contains(&stays);
    let alike = alike(&keys::of(&one), &keys::of(&two)).is_some();
    if told_apart || !alike {
        return Ok(Err(Refusal::NotOneChild));
    }
    Ok(Ok(()))
}

/// The record that stays says no longer that the one which went is alike. Nobody decided anything on it, so it keeps its
/// version.
pub async fn tidy(tx: &mut dyn Write, actor: &Actor, stays: ApplicationNumber) -> Result<()> {
    let (Some(mut case), Some(card)) = (tx.case(stays).await?, tx.card(stays).await?) else {
        return Ok(());
    };
    if !matches!(case.application.duplicate, DuplicateState::Suspected(_)) {
        return Ok(());
    }
    let suspects = duplicates::suspects(tx, stays, &keys::of(&card)).await?;
    let state = duplicates::state(case.application.duplicate, &suspects);
    if state == case.application.duplicate {
        return Ok(());
    }
    case.application.duplicate = state;
    let seq = tx.bump(actor.scope(), 1).await?;
    tx.put_case(&case, seq).await
}
