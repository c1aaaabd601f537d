//! What families are offered of a published programme: open enrolment, and at what price.

use super::{Terms, path};
use crate::domain::enrolment::EnrolmentRefusal;
use crate::domain::money::Kopecks;
use crate::domain::programme::{
    Module, ModuleId, PriceEntry, Programme, ProgrammeRegister, ProgrammeState,
};
use crate::domain::{Context, Refusal};

/// A million rubles: what a family is asked for a module above it is a typing error.
const HIGHEST: Kopecks = Kopecks(100_000_000);

pub fn set_enrolment(
    programme: &mut Programme,
    modules: &[ModuleId],
    open: bool,
    terms: &Terms<'_>,
) -> Result<(), Refusal> {
    path::published(programme)?;
    let register = programme.register;
    let mut changed = false;
    for id in modules {
        let module = programme.module_mut(*id).ok_or(EnrolmentRefusal::Unknown)?;
        if open {
            openable(module, register, terms.price_percent)?;
        }
        changed |= module.enrolment_open != open;
        module.enrolment_open = open;
    }
    if changed {
        Ok(())
    } else {
        Err(Refusal::NothingChanged)
    }
}

/// The module has somebody to take children and a price where there has to be one.
fn openable(
    module: &Module,
    register: ProgrammeRegister,
    percent: u16,
) -> Result<(), EnrolmentRefusal> {
    if module.active_groups().next().is_none() {
        return Err(EnrolmentRefusal::GroupMissing);
    }
    match module.price() {
        None if register.priced() => Err(EnrolmentRefusal::PriceMissing),
        Some(price) if register.priced() => within(price, module, register, percent),
        _ => Ok(()),
    }
}

/// Appends to the module's prices. What requests have frozen stays; a slip of the same clerk and day is replaced
/// before the programme is published, while no request can have been made at it.
pub fn set_price(
    programme: &mut Programme,
    id: ModuleId,
    price: Kopecks,
    terms: &Terms<'_>,
    context: &Context,
) -> Result<(), Refusal> {
    if matches!(
        programme.state,
        ProgrammeState::OnReview | ProgrammeState::Archived
    ) {
        return Err(path::wrong_state(programme));
    }
    let register = programme.register;
    if !register.priced() {
        return Err(EnrolmentRefusal::NoPrices.into());
    }
    let published = programme.is_published();
    let module = programme.module_mut(id).ok_or(EnrolmentRefusal::Unknown)?;
    within(price, module, register, terms.price_percent)?;
    if module.price() == Some(price) {
        return Err(Refusal::NothingChanged);
    }
    let slip = |entry: &&mut PriceEntry| {
        !published && (entry.since, entry.clerk) == (context.today, context.clerk)
    };
    match module.prices.last_mut().filter(slip) {
        Some(entry) => entry.price = price,
        None => module.prices.push(PriceEntry {
            price,
            since: context.today,
            clerk: context.clerk,
        }),
    }
    Ok(())
}

fn within(
    price: Kopecks,
    module: &Module,
    register: ProgrammeRegister,
    percent: u16,
) -> Result<(), EnrolmentRefusal> {
    let highest = highest_price(module, register, percent);
    if Kopecks(0) < price && price <= highest {
        Ok(())
    } else {
        Err(EnrolmentRefusal::PriceBounds(highest))
    }
}

/// The highest price of the module in its register, in kopecks: a percentage of the normative price, rounded down.
#[must_use]
pub fn highest_price(module: &Module, register: ProgrammeRegister, percent: u16) -> Kopecks {
    if !register.financed() {
        return HIGHEST;
    }
    let bound = i128::from(module.normative_price.0) * i128::from(percent) / 100;
    Kopecks(i64::try_from(bound).unwrap_or(i64::MAX))
}
