//! Whether the panels can be drawn here and keys understood.

use super::report::{Finding, Section, say};
use super::tty::{self, Replies};
use crate::config::Environment;

const SECTION: Section = Section::Terminal;
/// The smallest screen on which everything is usable.
const LEAST: (u16, u16) = (80, 24);

pub fn check(environment: &Environment) -> Vec<Finding> {
    let size = tty::size();
    let replies = size.and_then(|_| tty::ask().ok());
    judge(environment, size, replies)
}

fn judge(
    environment: &Environment,
    size: Option<(u16, u16)>,
    replies: Option<Replies>,
) -> Vec<Finding> {
    let mut findings = vec![term(environment), locale(environment)];
    let Some((columns, rows)) = size else {
        let what = say("doctor-terminal-none");
        findings.push(Finding::note(SECTION, "terminal.size", what));
        return findings;
    };
    let told = |key: &'static str| say(key).count("columns", columns).count("rows", rows);
    let check = "terminal.size";
    findings.push(if columns < LEAST.0 || rows < LEAST.1 {
        let todo = say("doctor-terminal-small-do");
        Finding::failure(SECTION, check, told("doctor-terminal-small"), todo)
    } else {
        Finding::ok(SECTION, check, told("doctor-terminal-size"))
    });
    match replies {
        Some(replies) => findings.extend(answered(replies)),
        None => findings.push(silent()),
    }
    findings.push(colours(environment));
    findings.extend(inside(environment));
    let what = say("doctor-terminal-layout");
    findings.push(Finding::note(SECTION, "terminal.layout", what));
    findings
}

fn term(environment: &Environment) -> Finding {
    let check = "terminal.term";
    match environment.get("TERM") {
        None | Some("dumb" | "unknown") => {
            let what = say("doctor-terminal-dumb");
            Finding::failure(SECTION, check, what, say("doctor-terminal-dumb-do"))
        }
        Some(term) => Finding::ok(
            SECTION,
            check,
            say("doctor-terminal-term").text("term", term),
        ),
    }
}

/// By locale(7): the first of these that is set counts.
fn locale(environment: &Environment) -> Finding {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"];
    let set = names.iter().find_map(|name| environment.get(name));
    let utf8 = set.is_some_and(|value| {
        let value = value.to_lowercase();
        value.contains("utf-8") || value.contains("utf8")
    });
    let value = set.unwrap_or("C");
    let check = "terminal.locale";
    if utf8 {
        let what = say("doctor-terminal-locale").text("locale", value);
        Finding::ok(SECTION, check, what)
    } else {
        let what = say("doctor-terminal-no-utf8").text("locale", value);
        Finding::warning(SECTION, check, what, say("doctor-terminal-no-utf8-do"))
    }
}

fn silent() -> Finding {
    let what = say("doctor-terminal-silent");
    Finding::note(SECTION, "terminal.letters", what)
}

fn answered(replies: Replies) -> Vec<Finding> {
    let check = "terminal.letters";
    let letters = match replies.width {
        Some(2) => Finding::ok(SECTION, check, say("doctor-terminal-letters")),
        Some(width) => {
            let what = say("doctor-terminal-no-letters").count("width", width);
            Finding::failure(SECTION, check, what, say("doctor-terminal-no-letters-do"))
        }
        None => silent(),
    };
    let mut findings = vec![letters];
    let Some(known) = replies.modes else {
        return findings;
    };
    let modes = [
        (
            known.alternate,
            "terminal.alternate",
            "doctor-terminal-alternate",
            "doctor-terminal-no-alternate",
        ),
        (
            known.synchronized,
            "terminal.synchronized",
            "doctor-terminal-synchronized",
            "doctor-terminal-no-synchronized",
        ),
        (
            known.paste,
            "terminal.paste",
            "doctor-terminal-paste",
            "doctor-terminal-no-paste",
        ),
    ];
    for (known, check, yes, no) in modes {
        // A terminal may know a mode and not the question: that is no mistake.
        findings.push(if known {
            Finding::ok(SECTION, check, say(yes))
        } else {
            Finding::note(SECTION, check, say(no))
        });
    }
    findings
}

fn colours(environment: &Environment) -> Finding {
    let key = if environment.get("NO_COLOR").is_some() {
        "doctor-terminal-no-colour"
    } else {
        "doctor-terminal-colour"
    };
    Finding::ok(SECTION, "terminal.colours", say(key))
}

/// What stands between the program and the terminal.
fn inside(environment: &Environment) -> Option<Finding> {
    let term = environment.get("TERM").unwrap_or_default();
    let between = if environment.get("TMUX").is_some() || term.starts_with("tmux") {
        "tmux"
    } else if environment.get("STY").is_some() || term.starts_with("screen") {
        "screen"
    } else {
        environment.get("SSH_CONNECTION")?;
        let what = say("doctor-terminal-ssh");
        return Some(Finding::note(SECTION, "terminal.between", what));
    };
    let what = say("doctor-terminal-between").text("program", between);
    Some(Finding::note(SECTION, "terminal.between", what))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::report::Verdict;
    use super::super::tty::Modes;
    use super::*;

    fn environment(variables: &[(&str, &str)]) -> Environment {
        let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Environment {
            variables: variables.iter().map(pair).collect::<BTreeMap<_, _>>(),
            home: "/home/a".into(),
            config_home: "/home/a/.config".into(),
            data_home: "/home/a/.local/share".into(),
        }
    }

    const GOOD: [(&str, &str); 2] = [("TERM", "xterm-256color"), ("LANG", "ru_RU.UTF-8")];
    const REPLIES: Replies = Replies {
        width: Some(2),
        modes: Some(Modes {
            synchronized: true,
            paste: true,
            alternate: true,
        }),
    };

    fn of(found: &[Finding], check: &str) -> Verdict {
        found.iter().find(|f| f.check == check).unwrap().verdict
    }

    #[test]
    fn a_good_terminal_has_nothing_wrong() {
        let found = judge(&environment(&GOOD), Some((80, 24)), Some(REPLIES));
        assert!(
            found.iter().all(|f| f.verdict <= Verdict::Note),
            "{found:?}"
        );
    }

    #[test]
    fn what_hinders_is_told() {
        let dumb = environment(&[("TERM", "dumb"), ("LC_ALL", "C"), ("LANG", "ru_RU.UTF-8")]);
        let torn = Replies {
            width: Some(5),
            ..REPLIES
        };
        let found = judge(&dumb, Some((79, 24)), Some(torn));
        assert_eq!(of(&found, "terminal.term"), Verdict::Failure);
        assert_eq!(of(&found, "terminal.locale"), Verdict::Warning);
        assert_eq!(of(&found, "terminal.size"), Verdict::Failure);
        assert_eq!(of(&found, "terminal.letters"), Verdict::Failure);
    }

    #[test]
    fn without_a_terminal_its_variables_are_told_alone() {
        let found = judge(&environment(&GOOD), None, None);
        let checks: Vec<_> = found.iter().map(|f| f.check).collect();
        assert_eq!(
            checks,
            ["terminal.term", "terminal.locale", "terminal.size"]
        );
        assert_eq!(of(&found, "terminal.size"), Verdict::Note);
    }

    #[test]
    fn what_stands_between_is_named() {
        let mut variables = GOOD.to_vec();
        variables.push(("TMUX", "/tmp/tmux-0/default,1,0"));
        let found = judge(&environment(&variables), Some((100, 30)), None);
        assert_eq!(of(&found, "terminal.between"), Verdict::Note);
        assert_eq!(of(&found, "terminal.letters"), Verdict::Note);
    }
}
