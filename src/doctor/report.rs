//! What was found: in words for a person, or as JSON for a program. Nothing here looks at anything.

use std::borrow::Cow;

use serde_json::{Value, json};

use crate::domain::Clean;
use crate::i18n::{Arg, Texts, key};

/// The widest line of the text.
const WIDTH: usize = 80;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Ok,
    /// Good to know; nothing has to be done.
    Note,
    /// Work goes on, and something should be done.
    Warning,
    /// Something doesn't work.
    Failure,
}

impl Verdict {
    /// The name in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Failure => "failure",
        }
    }
}

/// What is examined, in the order in which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    Terminal,
    Configuration,
    Link,
    Clock,
    Store,
    Printing,
    Register,
    Mail,
    Hosts,
}

impl Section {
    /// The name in JSON; the heading is the text `doctor-section-<code>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Terminal => "terminal",
            Self::Configuration => "configuration",
            Self::Link => "link",
            Self::Clock => "clock",
            Self::Store => "store",
            Self::Printing => "printing",
            Self::Register => "register",
            Self::Mail => "mail",
            Self::Hosts => "hosts",
        }
    }
}

/// A text with its variables, before the language is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub key: Cow<'static, str>,
    args: Vec<(&'static str, Filling)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Filling {
    Text(Clean),
    Count(i64),
}

/// The text of `key`.
#[must_use]
pub fn say(key: impl Into<Cow<'static, str>>) -> Message {
    Message {
        key: key.into(),
        args: Vec::new(),
    }
}

impl Message {
    /// Fills a variable in. What comes from outside can't reach the terminal but clean.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "what is made on the spot is given as it is"
    )]
    pub fn text(mut self, name: &'static str, value: impl ToString) -> Self {
        let value = Clean::new(&value.to_string());
        self.args.push((name, Filling::Text(value)));
        self
    }

    #[must_use]
    pub fn count(mut self, name: &'static str, value: impl TryInto<i64>) -> Self {
        let value = value.try_into().unwrap_or(i64::MAX);
        self.args.push((name, Filling::Count(value)));
        self
    }

    fn render(&self, texts: &Texts) -> String {
        let args: Vec<(&str, Arg<'_>)> = self
            .args
            .iter()
            .map(|(name, filling)| {
                let arg = match filling {
                    Filling::Text(text) => Arg::Text(text.as_str()),
                    Filling::Count(count) => Arg::Count(*count),
                };
                (*name, arg)
            })
            .collect();
        texts.with(&self.key, &args)
    }
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub section: Section,
    /// What was looked at: a stable name for programs.
    pub check: &'static str,
    pub verdict: Verdict,
    pub what: Message,
    /// What to do about it.
    pub todo: Option<Message>,
}

impl Finding {
    #[must_use]
    pub fn ok(section: Section, check: &'static str, what: Message) -> Self {
        Self {
            section,
            check,
            verdict: Verdict::Ok,
            what,
            todo: None,
        }
    }

    #[must_use]
    pub fn note(section: Section, check: &'static str, what: Message) -> Self {
        Self {
            verdict: Verdict::Note,
            ..Self::ok(section, check, what)
        }
    }

    #[must_use]
    pub fn warning(section: Section, check: &'static str, what: Message, todo: Message) -> Self {
        Self {
            verdict: Verdict::Warning,
            todo: Some(todo),
            ..Self::ok(section, check, what)
        }
    }

    #[must_use]
    pub fn failure(section: Section, check: &'static str, what: Message, todo: Message) -> Self {
        Self {
            verdict: Verdict::Failure,
            todo: Some(todo),
            ..Self::ok(section, check, what)
        }
    }
}

/// All that was found.
#[derive(Clone, Debug)]
pub struct Report {
    findings: Vec<Finding>,
}

impl Report {
    /// Sections come in their order; within one the findings stay as they are.
    #[must_use]
    pub fn new(mut findings: Vec<Finding>) -> Self {
        findings.sort_by_key(|finding| finding.section);
        Self { findings }
    }

    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Whether nothing fails; warnings may be there.
    #[must_use]
    pub fn works(&self) -> bool {
        self.number_of(Verdict::Failure) == 0
    }

    fn number_of(&self, verdict: Verdict) -> usize {
        let same = |finding: &&Finding| finding.verdict == verdict;
        self.findings.iter().filter(same).count()
    }

    /// Lines of up to 80 columns. Each begins with the verdict in a word, so that it can be heard as well as seen.
    #[must_use]
    pub fn text(&self, texts: &Texts) -> String {
        let mut text = String::new();
        let mut section = None;
        for finding in &self.findings {
            if section != Some(finding.section) {
                if section.is_some() {
                    text.push('\n');
                }
                section = Some(finding.section);
                text.push_str(&texts.get(&key("doctor-section", finding.section.code())));
                text.push('\n');
            }
            let verdict = texts.get(&key("doctor-verdict", finding.verdict.code()));
            let what = finding.what.render(texts);
            wrap(&mut text, &format!("{verdict}: {what}"), 2, 4);
            if let Some(todo) = &finding.todo {
                let todo = todo.render(texts);
                let line = texts.with("doctor-todo", &[("what", Arg::Text(&todo))]);
                wrap(&mut text, &line, 4, 6);
            }
        }
        let count = |verdict| i64::try_from(self.number_of(verdict)).unwrap_or(i64::MAX);
        let (failures, warnings) = (count(Verdict::Failure), count(Verdict::Warning));
        let sum = if failures + warnings == 0 {
            texts.get("doctor-all-well")
        } else {
            let args = [
                ("failures", Arg::Count(failures)),
                ("warnings", Arg::Count(warnings)),
            ];
            texts.with("doctor-sum", &args)
        };
        text.push('\n');
        wrap(&mut text, &sum, 0, 0);
        text
    }

    /// One object. `check` and `verdict` are stable, the words are not.
    #[must_use]
    pub fn json(&self, texts: &Texts) -> Value {
        let findings: Vec<Value> = self
            .findings
            .iter()
            .map(|finding| {
                json!({
                    "section": finding.section.code(),
                    "check": finding.check,
                    "verdict": finding.verdict.code(),
                    "what": finding.what.render(texts),
                    "todo": finding.todo.as_ref().map(|todo| todo.render(texts)),
                })
            })
            .collect();
        json!({
            "version": env!("CARGO_PKG_VERSION"),
            "works": self.works(),
            "failures": self.number_of(Verdict::Failure),
            "warnings": self.number_of(Verdict::Warning),
            "findings": findings,
        })
    }
}

/// Adds `line` in pieces of up to [`WIDTH`] columns, broken between words; a longer word, as a path, stays whole.
fn wrap(text: &mut String, line: &str, first: usize, rest: usize) {
    text.push_str(&" ".repeat(first));
    let mut column = first;
    let mut begun = false;
    for word in line.split_whitespace() {
        let width = word.chars().count();
        if begun && column + 1 + width > WIDTH {
            text.push('\n');
            text.push_str(&" ".repeat(rest));
            column = rest;
        } else if begun {
            text.push(' ');
            column += 1;
        }
        text.push_str(word);
        column += width;
        begun = true;
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    fn report() -> Report {
        let path = "/".to_owned() + &"х".repeat(100);
        Report::new(vec![
            Finding::ok(Section::Hosts, "hosts.none", say("doctor-hosts-none")),
            Finding::failure(
                Section::Store,
                "store.directory",
                say("doctor-folder-unusable").text("path", path),
                say("doctor-folder-unusable-do"),
            ),
        ])
    }

    #[test]
    fn sections_have_an_order_and_lines_a_width() {
        for language in Language::ALL {
            let text = report().text(&Texts::new(language));
            let (store, hosts) = ("doctor-section-store", "doctor-section-hosts");
            let texts = Texts::new(language);
            let at = |key: &str| text.find(&texts.get(key)).unwrap();
            assert!(at(store) < at(hosts), "{text}");
            for line in text.lines() {
                let long = line.chars().count() > WIDTH;
                assert!(!long || line.trim().split(' ').count() == 1, "{line}");
                assert_eq!(line, line.trim_end());
            }
        }
    }

    #[test]
    fn what_fails_is_counted_and_told_to_programs() {
        let report = report();
        assert!(!report.works());
        let json = report.json(&Texts::new(Language::English));
        assert_eq!(
            (&json["works"], &json["failures"]),
            (&json!(false), &json!(1))
        );
        assert_eq!(json["findings"][0]["check"], "store.directory");
        assert_eq!(json["findings"][1]["verdict"], "ok");
        assert_eq!(json["findings"][1]["todo"], Value::Null);
    }

    #[test]
    fn what_comes_from_outside_is_cleaned() {
        let message = say("doctor-folder-unusable").text("path", "a\u{1b}[2Jb\u{202e}c");
        let said = message.render(&Texts::new(Language::English));
        assert!(
            !said.contains('\u{1b}') && !said.contains('\u{202e}'),
            "{said:?}"
        );
    }
}
