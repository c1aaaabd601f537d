//! What each command makes of a certificate. A number never changes and never goes to another child.

use super::guard::{self, wrong_certificate};
use crate::domain::validate::age;
use crate::domain::{
    ApplicationNumber, Case, Certificate, CertificateNumber, CertificateState, Clean, Context,
    ExcludeReason, MunicipalityCode, PaperEntry, Refusal, Side, SuspendReason,
};

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

/// Out of use until it is restored. A family that asks for it signs for it.
pub fn suspend(
    case: &mut Case,
    reason: SuspendReason,
    text: &Clean,
    paper: Option<&PaperEntry>,
    context: &Context,
) -> Result<(), Refusal> {
    suspendable(&case.certificate)?;
    guard::text(reason == SuspendReason::Other, text)?;
    let asked = reason == SuspendReason::ParentRequest;
    guard::paper(asked, paper, &case.application, context)?;
    case.certificate.state = CertificateState::Suspended(reason);
    Ok(())
}

pub fn restore(
    case: &mut Case,
    paper: Option<&PaperEntry>,
    context: &Context,
) -> Result<(), Refusal> {
    restorable(&case.certificate)?;
    let asked = suspended_by_family(&case.certificate);
    guard::paper(asked, paper, &case.application, context)?;
    case.certificate.state = CertificateState::Active;
    Ok(())
}

pub fn exclude(
    case: &mut Case,
    reason: ExcludeReason,
    paper: Option<&PaperEntry>,
    context: &Context,
) -> Result<(), Refusal> {
    excludable(&case.certificate)?;
    let asked = reason == ExcludeReason::ParentRequest;
    guard::paper(asked, paper, &case.application, context)?;
    case.certificate.state = CertificateState::Excluded(reason);
    Ok(())
}

/// The child is of age. The register's own nightly work, as it alone holds every birth date. Contracts stand to their own
/// ends: the child's age was judged on their first days, and their money was held back then.
pub fn expire(case: &mut Case, context: &Context) -> Result<(), Refusal> {
    in_use(&case.certificate)?;
    let of_age = context
        .child_birth_date
        .is_some_and(|birth| age::ended(birth, context.today));
    if !of_age || context.side != Side::Register {
        return Err(wrong_certificate(&case.certificate));
    }
    case.certificate.state = CertificateState::Expired;
    Ok(())
}

/// The record stays as it is: an extract follows, and with its print another password.
pub fn reissue(case: &Case, paper: &PaperEntry, context: &Context) -> Result<(), Refusal> {
    in_use(&case.certificate)?;
    guard::paper(true, Some(paper), &case.application, context)
}

/// Whether the family itself has asked for the suspension, so that it signs for the end of it too.
#[must_use]
pub fn suspended_by_family(certificate: &Certificate) -> bool {
    certificate.state == CertificateState::Suspended(SuspendReason::ParentRequest)
}

/// The number is good: in use, or in reserve for an application that is worked on.
pub fn issued(certificate: &Certificate) -> Result<(), Refusal> {
    match certificate.state {
        CertificateState::Reserved => Ok(()),
        _ => in_use(certificate),
    }
}

/// The certificate was activated and has not ended.
pub fn in_use(certificate: &Certificate) -> Result<(), Refusal> {
    match certificate.state {
        CertificateState::Active | CertificateState::Suspended(_) => Ok(()),
        _ => Err(wrong_certificate(certificate)),
    }
}

/// It can leave its place: nobody is bound by a contract over it.
pub fn movable(certificate: &Certificate) -> Result<(), Refusal> {
    in_use(certificate)?;
    match certificate.working_contracts {
        0 => Ok(()),
        working => Err(Refusal::WorkingContracts(working)),
    }
}

/// Whether both are of one child, and whether the other one is active, the register alone knows.
pub fn merge(
    case: &mut Case,
    into: ApplicationNumber,
    certificate: CertificateNumber,
) -> Result<(), Refusal> {
    movable(&case.certificate)?;
    if into == case.number() || certificate == case.certificate.number {
        return Err(Refusal::OtherCertificate);
    }
    case.certificate.state = CertificateState::Superseded(certificate);
    Ok(())
}

/// Whether there is such a municipality the register alone knows.
pub fn transfer(
    case: &mut Case,
    to: MunicipalityCode,
    paper: &PaperEntry,
    context: &Context,
) -> Result<(), Refusal> {
    movable(&case.certificate)?;
    if to == case.municipality() {
        return Err(Refusal::Municipality);
    }
    guard::paper(true, Some(paper), &case.application, context)?;
    let home = case.number().municipality();
    case.certificate.served_by = (to != home).then_some(to);
    Ok(())
}

/// A reserve ends with its application.
pub fn release(certificate: &mut Certificate) {
    if certificate.state == CertificateState::Reserved {
        certificate.state = CertificateState::Released;
    }
}
