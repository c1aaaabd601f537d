//! `reestr man`: the manual page, made from the arguments and the table of settings, so that it can't differ from them.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::builder::PossibleValue;
use clap::{Arg, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, italic, roman};
use reestr::config::keys::KEYS;

use super::completions;

const MANUAL: &str = "Reestr";

pub fn run(path: &[String]) -> Result<ExitCode> {
    let mut program = completions::offered();
    program.build();
    let mut command = &program;
    for word in path {
        let inner = command.find_subcommand(word);
        let Some(inner) = inner else {
            let known: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
            bail!(
                "there is no command {word}; give one of {}, or none",
                known.join(", ")
            );
        };
        command = inner;
    }
    let page = page(command, path.is_empty())?;
    super::say::part(&page);
    Ok(ExitCode::SUCCESS)
}

/// The page of one command; that of the whole program tells besides what all of them share.
fn page(command: &Command, whole: bool) -> Result<Vec<u8>> {
    let version = concat!("reestr ", env!("CARGO_PKG_VERSION"));
    let man = Man::new(command.clone()).source(version).manual(MANUAL);
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    let mut rest = Roff::new();
    if command.has_subcommands() {
        rest.control("SH", ["COMMANDS"]);
        commands(&mut rest, command);
    }
    notes(&mut rest, command);
    if whole {
        shared(&mut rest);
    } else {
        rest.control("SH", ["SEE ALSO"]);
        rest.text([bold("reestr"), roman("(1)")]);
    }
    rest.to_writer(&mut page)?;
    Ok(page)
}

/// Every command that can be given, with its own options.
fn commands(roff: &mut Roff, above: &Command) {
    for command in above.get_subcommands().filter(|c| !c.is_hide_set()) {
        let name = command.get_bin_name().unwrap_or(command.get_name());
        roff.control("SS", [name]);
        if let Some(about) = command.get_about() {
            roff.text([roman(format!("{about}."))]);
        }
        for argument in command.get_arguments().filter(|a| own(a)) {
            roff.control("TP", []);
            roff.text(naming(argument));
            roff.text([roman(help(argument))]);
        }
        commands(roff, command);
    }
}

/// What every command takes stands once, at the top.
fn own(argument: &Arg) -> bool {
    let shared = argument.is_global_set() || argument.is_hide_set();
    !shared && !matches!(argument.get_id().as_str(), "help" | "version")
}

fn naming(argument: &Arg) -> Vec<clap_mangen::roff::Inline> {
    let value = argument.get_value_names().and_then(|names| names.first());
    let value = value.map_or_else(
        || argument.get_id().as_str().to_uppercase(),
        ToString::to_string,
    );
    let takes = argument.get_action().takes_values();
    match argument.get_long() {
        Some(long) if takes => vec![bold(format!("--{long}")), roman(" "), italic(value)],
        Some(long) => vec![bold(format!("--{long}"))],
        None => vec![italic(value)],
    }
}

fn help(argument: &Arg) -> String {
    let mut said = argument
        .get_help()
        .map(ToString::to_string)
        .unwrap_or_default();
    let values = argument.get_possible_values();
    let takes = argument.get_action().takes_values();
    if takes && !values.is_empty() {
        let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
        if !said.is_empty() {
            said.push_str(". ");
        }
        said.push_str("One of: ");
        said.push_str(&names.join(", "));
    }
    if said.is_empty() { said } else { said + "." }
}

/// What stands behind the options in the help, with its lines as they are.
fn notes(roff: &mut Roff, command: &Command) {
    let Some(notes) = command.get_after_long_help().or(command.get_after_help()) else {
        return;
    };
    roff.control("SH", ["NOTES"]);
    roff.control("nf", []);
    for line in notes.to_string().lines() {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
}

fn shared(roff: &mut Roff) {
    roff.control("SH", ["CONFIGURATION"]);
    roff.text([roman(
        "Defaults are overruled by the configuration file, that by the environment, and that by options. The file is TOML; \
         a dot in a name is a table: the setting server.open is the key open of the table [server]. All values are texts \
         in quotes. Relative paths start at the folder of the file. `reestr check` tells every mistake with its line.",
    )]);
    for key in KEYS {
        entry(roff, key.name, &format!("{}.", key.about));
    }
    section(roff, "ENVIRONMENT", ENVIRONMENT);
    for key in KEYS {
        entry(roff, &key.variable(), &format!("Sets {}.", key.name));
    }
    section(roff, "FILES", FILES);
    section(roff, "EXIT STATUS", EXIT);
    section(roff, "SIGNALS", SIGNALS);
    section(roff, "EXAMPLES", EXAMPLES);
    roff.control("SH", ["SEE ALSO"]);
    roff.text([
        bold("lp"),
        roman("(1), "),
        bold("lpstat"),
        roman("(1), "),
        bold("systemd.service"),
        roman("(5). Each command has a page of its own: "),
        bold("reestr man"),
        roman(" "),
        italic("COMMAND"),
        roman("."),
    ]);
}

fn section(roff: &mut Roff, title: &str, entries: &[(&str, &str)]) {
    roff.control("SH", [title]);
    for (name, about) in entries {
        entry(roff, name, about);
    }
}

fn entry(roff: &mut Roff, name: &str, about: &str) {
    roff.control("TP", []);
    roff.text([bold(name)]);
    roff.text([roman(about)]);
}

const ENVIRONMENT: &[(&str, &str)] = &[
    ("REESTR_CONFIG", "Another configuration file."),
    (
        "REESTR_LOG",
        "Writes a log, without personal data: a level like info or debug, or one by module, as in reestr::sync=trace.",
    ),
    (
        "REESTR_PASSWORD",
        "The password for commands that ask for one and have no terminal. It is not handed on to printing programs.",
    ),
    (
        "NO_COLOR",
        "Takes the theme mono unless another one is named.",
    ),
    (
        "XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME",
        "Where configuration, stores and the log lie; ~/.config, ~/.local/share and ~/.local/state without them.",
    ),
];

const FILES: &[(&str, &str)] = &[
    ("$XDG_CONFIG_HOME/reestr/config.toml", "The configuration."),
    (
        "$XDG_DATA_HOME/reestr/<hash of the login>/slot-N/",
        "A store of the desk: outbox is the journal of acts, cache can be fetched again, slot.json holds the wrapped key.",
    ),
    (
        "$XDG_DATA_HOME/reestr/papers/",
        "Papers that were saved as files. They hold personal data.",
    ),
    (
        "$XDG_DATA_HOME/reestr/register.sqlite",
        "The register, unless serve.database names another file.",
    ),
    (
        "recovery.key",
        "Beside the database: opens the stores of clerks whose password is gone. Back it up with the database.",
    ),
    (
        "letters/",
        "Beside the database: letters, where no mail server is set.",
    ),
    ("$XDG_STATE_HOME/reestr/reestr.log", "The log."),
];

const EXIT: &[(&str, &str)] = &[
    ("0", "Done. Of doctor and check: nothing is wrong."),
    (
        "1",
        "Not done: standard error says why and what to do. Of doctor: something fails; of check: a file has mistakes; of \
         verify-audit: a chain is broken.",
    ),
    ("2", "The command line was not understood."),
];

const SIGNALS: &[(&str, &str)] = &[
    (
        "SIGTERM, SIGINT, SIGHUP",
        "The register stops listening, answers requests under way for up to 10 seconds, closes the database and ends. The \
         panels, when asked to end or when the terminal goes, keep all that was saved and all drafts.",
    ),
    (
        "SIGTSTP, SIGCONT",
        "The panels give the terminal back, and draw themselves again.",
    ),
    ("SIGWINCH", "The panels take the new size of the terminal."),
    ("SIGKILL", "Loses nothing that was called saved."),
];

const EXAMPLES: &[(&str, &str)] = &[
    ("reestr demo", "Try everything out with invented people."),
    (
        "reestr --server https://register.example:8600 --login popova",
        "Work at a desk.",
    ),
    ("reestr doctor", "See why it doesn't work, and what to do."),
    (
        "reestr completions bash > /etc/bash_completion.d/reestr",
        "Complete commands in bash.",
    ),
    (
        "reestr man > /usr/local/share/man/man1/reestr.1",
        "Install this page.",
    ),
    (
        "reestr unit > /etc/systemd/system/reestr.service",
        "Serve the register at each start of the machine.",
    ),
];
