//! What each command makes of a certificate. A number never changes and never goes to another child.

use super::guard::wrong_certificate;
use crate::domain::{Certificate, CertificateState, ExcludeReason, Refusal, SuspendReason};

/// Whether the certificate can be suspended now.
pub fn suspendable(certificate: &Certificate) -> Result<(), Refusal> {
    if certificate.state != CertificateState::Active {
        return Err(wrong_certificate(certificate));
    }
    match certificate.working_contracts {
        0 => Ok(()),
        working => Err(Refusal::WorkingContracts(working)),
    }
}

pub fn restorable(certificate: &Certificate) -> Result<(), Refusal> {
    match certificate.state {
        CertificateState::Suspended(_) => Ok(()),
        _ => Err(wrong_certificate(certificate)),
    }
}

pub fn excludable(certificate: &Certificate) -> Result<(), Refusal> {
    match certificate.state {
        CertificateState::Active | CertificateState::Suspended(_) => Ok(()),
        _ => Err(wrong_certificate(certificate)),
    }
}

pub fn suspend(certificate: &mut Certificate, reason: SuspendReason) -> Result<(), Refusal> {
    suspendable(certificate)?;
    certificate.state = CertificateState::Suspended(reason);
    Ok(())
}

pub fn restore(certificate: &mut Certificate) -> Result<(), Refusal> {
    restorable(certificate)?;
    certificate.state = CertificateState::Active;
    Ok(())
}

pub fn exclude(certificate: &mut Certificate, reason: ExcludeReason) -> Result<(), Refusal> {
    excludable(certificate)?;
    certificate.state = CertificateState::Excluded(reason);
    Ok(())
}

/// A reserve ends with its application.
pub fn release(certificate: &mut Certificate) {
    if certificate.state == CertificateState::Reserved {
        certificate.state = CertificateState::Released;
    }
}
