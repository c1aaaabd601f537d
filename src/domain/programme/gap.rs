//! What a programme lacks, or has that can't be: told by its place, so that an editor can go there.

use std::fmt;
use std::str::FromStr;

use super::{GroupId, ModuleId};
use crate::domain::text::Clean;

macro_rules! gaps {
    ($($variant:ident = $code:literal),* $(,)?) => {
        /// Which field it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum GapField { $($variant),* }

        impl GapField {
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name on the wire and in text keys.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
        }
    };
}

gaps! {
    Name = "name",
    Year = "year",
    Ages = "ages",
    Limit = "limit",
    Modules = "modules",
    ModuleId = "module_id",
    ModuleName = "module_name",
    Months = "months",
    Hours = "hours",
    NormativePrice = "normative_price",
    Children = "children",
    GroupId = "group_id",
    GroupName = "group_name",
    GroupPeriod = "group_period",
    Schedule = "schedule",
    Places = "places",
}

/// A field of the programme, of one of its modules or of a group in it. On the wire `name`, `months:2`, `places:2.5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gap {
    pub module: Option<ModuleId>,
    pub group: Option<GroupId>,
    pub field: GapField,
}

impl Gap {
    #[must_use]
    pub fn of(field: GapField) -> Self {
        Self {
            module: None,
            group: None,
            field,
        }
    }

    #[must_use]
    pub fn of_module(module: ModuleId, field: GapField) -> Self {
        Self {
            module: Some(module),
            ..Self::of(field)
        }
    }

    #[must_use]
    pub fn of_group(module: ModuleId, group: GroupId, field: GapField) -> Self {
        Self {
            group: Some(group),
            ..Self::of_module(module, field)
        }
    }
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.field.code())?;
        match (self.module, self.group) {
            (Some(module), Some(group)) => write!(f, ":{}.{}", module.0, group.0),
            (Some(module), None) => write!(f, ":{}", module.0),
            _ => Ok(()),
        }
    }
}

impl From<Gap> for Clean {
    fn from(gap: Gap) -> Self {
        gap.to_string().into()
    }
}

impl FromStr for Gap {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("no field of a programme is called {text:?}: update the program");
        let (code, place) = match text.split_once(':') {
            Some((code, place)) => (code, Some(place)),
            None => (text, None),
        };
        let mut fields = GapField::ALL.iter().copied();
        let field = fields.find(|f| f.code() == code).ok_or_else(wrong)?;
        let number = |text: &str| text.parse::<u16>().map_err(|_| wrong());
        Ok(
            match place.map(|place| place.split_once('.').ok_or(place)) {
                None => Self::of(field),
                Some(Err(module)) => Self::of_module(ModuleId(number(module)?), field),
                Some(Ok((module, group))) => {
                    Self::of_group(ModuleId(number(module)?), GroupId(number(group)?), field)
                }
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_reads_back() {
        for field in GapField::ALL {
            for gap in [
                Gap::of(*field),
                Gap::of_module(ModuleId(2), *field),
                Gap::of_group(ModuleId(2), GroupId(5), *field),
            ] {
                assert_eq!(gap.to_string().parse(), Ok(gap));
            }
        }
        let places = Gap::of_group(ModuleId(2), GroupId(5), GapField::Places);
        assert_eq!(places.to_string(), "places:2.5");
        for wrong in ["", "wings", "places:x", "places:1.2.3"] {
            assert!(wrong.parse::<Gap>().is_err(), "{wrong}");
        }
    }
}
