//! Where papers can go at this desk, and which of it was chosen.

use std::path::PathBuf;

use crate::documents::printing::{Outlet, PrintError, Printer};

/// What the settings of this desk offer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offered {
    /// Proposed until the clerk chooses.
    pub printer: Option<String>,
    /// Another CUPS than that of the environment.
    pub server: Option<String>,
    pub command: Option<String>,
    pub folder: Option<PathBuf>,
    /// Where papers go as files when there is nothing else.
    pub papers: PathBuf,
}

/// What is known of the printers.
#[derive(Clone, Debug, Default)]
pub enum Printers {
    /// They were asked for.
    #[default]
    Asked,
    Known(Vec<Printer>),
    Unknown(PrintError),
}

impl Printers {
    #[must_use]
    pub fn known(&self) -> &[Printer] {
        match self {
            Self::Known(printers) => printers,
            Self::Asked | Self::Unknown(_) => &[],
        }
    }

    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Printer> {
        self.known().iter().find(|printer| printer.name == name)
    }
}

/// One line of the choice. What it leads to may be another thing after the settings have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// `None`: whichever CUPS prints on by itself.
    Printer(Option<String>),
    Command,
    Folder,
    File,
}

/// Before a printer's name in the draft.
const PRINTER: &str = "printer ";

impl Choice {
    /// As the draft keeps it.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Printer(Some(name)) => format!("{PRINTER}{name}"),
            Self::Printer(None) => "default".to_owned(),
            Self::Command => "command".to_owned(),
            Self::Folder => "folder".to_owned(),
            Self::File => "file".to_owned(),
        }
    }

    /// `None`: nothing is kept there that this program knows.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        match text {
            "default" => Some(Self::Printer(None)),
            "command" => Some(Self::Command),
            "folder" => Some(Self::Folder),
            "file" => Some(Self::File),
            other => other
                .strip_prefix(PRINTER)
                .filter(|name| !name.is_empty())
                .map(|name| Self::Printer(Some(name.to_owned()))),
        }
    }

    /// Where it leads; `None` when the settings no longer have it.
    #[must_use]
    pub fn outlet(&self, offered: &Offered) -> Option<Outlet> {
        match self {
            Self::Printer(printer) => Some(Outlet::Cups {
                printer: printer.clone(),
                server: offered.server.clone(),
            }),
            Self::Command => offered.command.clone().map(Outlet::Command),
            Self::Folder => offered.folder.clone().map(Outlet::File),
            Self::File => Some(Outlet::File(offered.papers.clone())),
        }
    }
}

/// What can be chosen now: what the settings name, the printers, and a file at the end. What was chosen before stands
/// there even when CUPS no longer tells of it: it may have been switched off.
#[must_use]
pub fn choices(offered: &Offered, printers: &Printers, remembered: Option<&Choice>) -> Vec<Choice> {
    let mut choices = Vec::new();
    if offered.command.is_some() {
        choices.push(Choice::Command);
    }
    if offered.folder.is_some() {
        choices.push(Choice::Folder);
    }
    let names = printers.known().iter().map(|printer| &printer.name);
    for name in names.chain(&offered.printer) {
        choices.push(Choice::Printer(Some(name.clone())));
    }
    if matches!(printers, Printers::Asked) && offered.printer.is_none() {
        choices.push(Choice::Printer(None));
    }
    if let Some(chosen @ Choice::Printer(name)) = remembered
        && (name.is_some() || !printers.known().is_empty())
    {
        choices.push(chosen.clone());
    }
    choices.push(Choice::File);
    let mut once: Vec<Choice> = Vec::new();
    for choice in choices {
        if !once.contains(&choice) {
            once.push(choice);
        }
    }
    once
}

/// What is proposed: what was chosen before, what the settings name, the printer of CUPS, or the only thing there is.
/// `None`: there are several printers, and a person has to say which.
#[must_use]
pub fn proposed(
    offered: &Offered,
    printers: &Printers,
    remembered: Option<&Choice>,
) -> Option<Choice> {
    let choices = choices(offered, printers, remembered);
    if let Some(choice) = remembered
        && choices.contains(choice)
    {
        return Some(choice.clone());
    }
    if let Some(name) = &offered.printer {
        return Some(Choice::Printer(Some(name.clone())));
    }
    if let Some(set @ (Choice::Command | Choice::Folder)) = choices.first() {
        return Some(set.clone());
    }
    match printers.known() {
        [only] => Some(Choice::Printer(Some(only.name.clone()))),
        known => match known.iter().find(|printer| printer.default) {
            Some(default) => Some(Choice::Printer(Some(default.name.clone()))),
            None if known.is_empty() => choices.first().cloned(),
            None => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::printing::PrinterState;

    fn printer(name: &str, default: bool) -> Printer {
        Printer {
            name: name.to_owned(),
            default,
            state: PrinterState::Idle,
            trouble: None,
        }
    }

    fn named(name: &str) -> Choice {
        Choice::Printer(Some(name.to_owned()))
    }

    #[test]
    fn a_choice_reads_back_and_foreign_text_is_none() {
        for choice in [
            named("HP LaserJet"),
            Choice::Printer(None),
            Choice::Command,
            Choice::Folder,
            Choice::File,
        ] {
            assert_eq!(Choice::from_text(&choice.text()), Some(choice));
        }
        assert_eq!(Choice::from_text("printer "), None);
        assert_eq!(Choice::from_text("fax"), None);
    }

    #[test]
    fn the_default_printer_is_proposed_and_among_many_a_person_chooses() {
        let offered = Offered::default();
        let asked = proposed(&offered, &Printers::Asked, None);
        assert_eq!(asked, Some(Choice::Printer(None)));
        let known = Printers::Known(vec![printer("a", false), printer("b", true)]);
        assert_eq!(proposed(&offered, &known, None), Some(named("b")));
        let many = Printers::Known(vec![printer("a", false), printer("b", false)]);
        assert_eq!(proposed(&offered, &many, None), None);
        assert_eq!(
            proposed(&offered, &many, Some(&named("a"))),
            Some(named("a"))
        );
        let none = Printers::Known(Vec::new());
        assert_eq!(proposed(&offered, &none, None), Some(Choice::File));
        let down = Printers::Unknown(PrintError::NoPrinter);
        assert_eq!(proposed(&offered, &down, None), Some(Choice::File));
    }

    #[test]
    fn what_the_settings_name_goes_before_what_was_found() {
        let offered = Offered {
            command: Some("cat >/dev/null".to_owned()),
            ..Offered::default()
        };
        let known = Printers::Known(vec![printer("b", true)]);
        assert_eq!(proposed(&offered, &known, None), Some(Choice::Command));
        let gone = proposed(&Offered::default(), &known, Some(&Choice::Command));
        assert_eq!(
            gone,
            Some(named("b")),
            "the command was taken from the settings"
        );
    }

    #[test]
    fn a_remembered_printer_that_is_switched_off_can_still_be_chosen() {
        let known = Printers::Known(vec![printer("b", true)]);
        let remembered = named("a");
        let choices = choices(&Offered::default(), &known, Some(&remembered));
        assert_eq!(choices, [named("b"), named("a"), Choice::File]);
    }
}
