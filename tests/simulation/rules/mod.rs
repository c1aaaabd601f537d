//! What has to hold in every history. Each rule reads the history alone, so that hand-made ones can show what it catches.

mod acts;
mod desks;
mod enrolment;
mod register;
#[cfg(test)]
mod tests;
mod timeline;

use std::fmt;

use super::history::Moment;
use timeline::Timeline;

/// A rule that does not hold, and by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    pub rule: Rule,
    pub what: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.rule.text(), self.what)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    Kept,
    Once,
    NumberOnce,
    Audited,
    NoEffectOfRefused,
    Ordered,
    FenceGrows,
    FenceHolds,
    NamesClose,
    CountersGrow,
    CursorsGrow,
    NotOnRefused,
    ToldAsSaid,
    Known,
    CacheIsRegister,
    Drains,
    NothingPersonal,
    PlacesHold,
    MoneyHolds,
    ContractOnce,
    /// Not checked on a history: two runs of one seed differ, or a run could not go on.
    Runs,
}

impl Rule {
    /// The rule in words.
    pub fn text(self) -> &'static str {
        match self {
            Self::Kept => "what was called saved is taken by the register",
            Self::Once => "an act has its effect once",
            Self::NumberOnce => "a leased number is given to one application",
            Self::Audited => "every effect has its row in the audit",
            Self::NoEffectOfRefused => "a refused act has no effect",
            Self::Ordered => "acts of a desk are taken in their order",
            Self::FenceGrows => "the fence of an application grows with every holder",
            Self::FenceHolds => "an act behind a newer fence has no effect",
            Self::NamesClose => "a name that a journal had is served no more",
            Self::CountersGrow => "counters and marks of the register only grow",
            Self::CursorsGrow => "a desk's cursor only grows and passes nothing uncommitted",
            Self::NotOnRefused => "an act on a refused act has no effect",
            Self::ToldAsSaid => "a clerk is told what the register said",
            Self::Known => "the register takes only what a desk has given",
            Self::CacheIsRegister => "after quiet every desk shows what the register holds",
            Self::Drains => "after faults everything drains",
            Self::NothingPersonal => "nothing personal goes over the open line",
            Self::PlacesHold => "a group and a programme have no more children than places",
            Self::MoneyHolds => {
                "the money of a certificate is what its requests say, to the kopeck"
            }
            Self::ContractOnce => "a contract number stands once in an organisation and year",
            Self::Runs => "a run goes to its end, and again the same",
        }
    }
}

/// Everything that does not hold in a history, the first finding of each rule.
pub fn check(history: &[Moment]) -> Vec<Broken> {
    let timeline = Timeline::of(history);
    let mut broken = Vec::new();
    acts::check(&timeline, &mut broken);
    register::check(history, &timeline, &mut broken);
    desks::check(history, &mut broken);
    enrolment::check(history, &timeline, &mut broken);
    let mut seen = Vec::new();
    broken.retain(|b: &Broken| {
        let first = !seen.contains(&b.rule);
        seen.push(b.rule);
        first
    });
    broken
}

fn find(broken: &mut Vec<Broken>, rule: Rule, what: impl Into<String>) {
    let what = what.into();
    broken.push(Broken { rule, what });
}
