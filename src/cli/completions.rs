//! `reestr completions`: what a shell reads to complete commands, options and the values that they take.

use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command, CommandFactory, ValueHint};
use clap_complete::{Shell, generate};

use super::arguments::Arguments;

/// The name under which the shell finds the program.
const PROGRAM: &str = "reestr";

pub fn run(shell: Shell) -> ExitCode {
    let mut script = Vec::new();
    generate(shell, &mut offered(), PROGRAM, &mut script);
    super::say::part(&script);
    ExitCode::SUCCESS
}

/// The command line with everything that a shell may offer. The parser itself takes more: a path where a name is
/// offered, which a shell falls back to when no name fits.
pub fn offered() -> Command {
    let command = with_paths(Arguments::command());
    #[cfg(feature = "tui")]
    let command = command
        .mut_arg("keymap", one_of(reestr::config::KEYMAPS))
        .mut_arg("theme", one_of(reestr::config::THEMES))
        .mut_arg("language", one_of(reestr::config::LANGUAGES));
    #[cfg(feature = "server")]
    let command = command.mut_subcommand("admin", administration);
    command
}

/// The hours of the zones that there are.
#[cfg(feature = "server")]
const ZONES: [&str; 11] = ["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];

#[cfg(feature = "server")]
fn administration(admin: Command) -> Command {
    use reestr::domain::{Capability, ConsentCode};

    let capabilities = || one_of(Capability::ALL.iter().map(|capability| capability.code()));
    let codes = || one_of(ConsentCode::ALL.map(ConsentCode::code));
    admin
        .mut_subcommand("create-clerk", |c| {
            c.mut_arg("capabilities", capabilities())
        })
        .mut_subcommand("set-capabilities", |c| {
            c.mut_arg("capabilities", capabilities())
        })
        .mut_subcommand("set-zone", |c| c.mut_arg("zone", one_of(ZONES)))
        .mut_subcommand("consent", |consent| {
            consent
                .mut_subcommand("show", |c| c.mut_arg("code", codes()))
                .mut_subcommand("set", |c| c.mut_arg("code", codes()))
        })
}

fn one_of<T>(values: T) -> impl FnOnce(Arg) -> Arg
where
    T: IntoIterator,
    T::Item: Into<clap::builder::PossibleValue>,
{
    let values: Vec<clap::builder::PossibleValue> = values.into_iter().map(Into::into).collect();
    move |argument| argument.value_parser(PossibleValuesParser::new(values))
}

/// Which arguments are paths is told by what their value is called.
fn with_paths(command: Command) -> Command {
    command.mut_args(hinted).mut_subcommands(with_paths)
}

fn hinted(argument: Arg) -> Arg {
    let name = argument.get_value_names().and_then(|names| names.first());
    let hint = match name.map(clap::builder::Str::as_str) {
        Some("FILE" | "FILE|-") => ValueHint::FilePath,
        Some("DIRECTORY") => ValueHint::DirPath,
        Some("URL") => ValueHint::Url,
        _ => return argument,
    };
    argument.value_hint(hint)
}

#[cfg(test)]
mod tests {
    #[test]
    #[cfg(feature = "server")]
    fn every_zone_is_offered() {
        let zones = reestr::domain::Zone::all().map(|zone| zone.hours().to_string());
        assert_eq!(zones.collect::<Vec<_>>(), super::ZONES);
    }

    #[test]
    fn what_is_offered_is_a_whole_command_line() {
        super::offered().debug_assert();
    }
}
