//! What can be said on the command line. Flags override the configuration.
#![allow(
    clippy::doc_markdown,
    reason = "these comments are the texts of --help"
)]

use std::path::PathBuf;

use clap::{Args, Parser};

use reestr::config::Overrides;

/// Desk program and central register of certificates of supplementary education.
#[derive(Debug, Parser)]
#[command(version, about, disable_help_subcommand = true)]
pub struct Arguments {
    #[command(flatten)]
    pub common: Common,
    #[cfg(feature = "tui")]
    #[command(flatten)]
    pub desk: Desk,
    #[command(subcommand)]
    pub command: Option<Subcommand>,
}

/// What every subcommand takes.
#[derive(Clone, Debug, Args)]
pub struct Common {
    /// Configuration file instead of the one in the user's directory
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// Keymap: default, vim, or a file
    #[cfg(feature = "tui")]
    #[arg(long, value_name = "NAME|FILE", global = true)]
    pub keymap: Option<String>,
    /// Theme: default, mono, contrast, light, or a file
    #[cfg(feature = "tui")]
    #[arg(long, value_name = "NAME|FILE", global = true)]
    pub theme: Option<String>,
    /// Plain mode for screen readers and poor terminals: no frames, no colour, one column
    #[cfg(feature = "tui")]
    #[arg(long, global = true)]
    pub plain: bool,
    /// Language of the screens: ru or en
    #[cfg(feature = "tui")]
    #[arg(long, visible_alias = "lang", value_name = "LANGUAGE", global = true)]
    pub language: Option<String>,
}

impl Common {
    /// These flags as the last layer of the configuration.
    #[must_use]
    pub fn overrides(&self) -> Overrides {
        Overrides {
            config: self.config.clone(),
            #[cfg(feature = "tui")]
            keymap: self.keymap.clone(),
            #[cfg(feature = "tui")]
            theme: self.theme.clone(),
            #[cfg(feature = "tui")]
            plain: self.plain,
            #[cfg(feature = "tui")]
            language: self.language.clone(),
            ..Overrides::default()
        }
    }
}

/// Where the panels find the register, and who works.
#[cfg(feature = "tui")]
#[derive(Clone, Debug, Args)]
pub struct Desk {
    /// Address of the register, as in https://register.example
    #[arg(long, value_name = "URL")]
    pub server: Option<String>,
    /// Address of the register behind the ViPNet coordinator
    #[arg(long, value_name = "URL")]
    pub protected: Option<String>,
    /// PEM file of a private certification authority
    #[arg(long, value_name = "FILE")]
    pub ca: Option<String>,
    /// Directory of the desk's store
    #[arg(long, value_name = "DIRECTORY")]
    pub data: Option<String>,
    /// Login to fill in
    #[arg(long, value_name = "LOGIN")]
    pub login: Option<String>,
}

#[derive(Debug, clap::Subcommand)]
pub enum Subcommand {
    /// Try everything out: a register with invented people in this process, and the panels on it
    #[cfg(all(feature = "tui", feature = "server"))]
    Demo(Demo),
    /// Learn the work: the three algorithms step by step, on a register of your own with invented people
    #[cfg(all(feature = "tui", feature = "server"))]
    Tutor(Tutor),
    /// Serve the central register
    #[cfg(feature = "server")]
    Serve(Serve),
    /// Set up municipalities, organisations and clerks; verify the audit
    #[cfg(feature = "server")]
    Admin(Admin),
    /// Print the handbook, with the keys of your keymap, as text or into a PDF file
    #[cfg(feature = "tui")]
    Handbook(Handbook),
    /// Destroy the stores of a clerk on this machine, their keys first, and the papers saved as files
    #[cfg(feature = "tui")]
    Wipe(Wipe),
    /// Check configuration, keymaps and themes, and tell every mistake with its line
    #[cfg(feature = "tui")]
    Check(Check),
    /// Examine terminal, link, clock, store, printers, certificates and register, and tell what to do about what is wrong
    Doctor(Doctor),
    /// Print the script by which a shell completes commands, options and values
    Completions {
        /// The shell that is to read it
        shell: clap_complete::Shell,
    },
    /// Print the manual page, for man or groff
    Man {
        /// One command alone, as in `reestr man admin import`
        command: Vec<String>,
    },
    /// Print a hardened systemd unit that serves the register, made from the configuration
    #[cfg(feature = "server")]
    Unit(Unit),
}

/// How the demonstration runs.
#[cfg(all(feature = "tui", feature = "server"))]
#[derive(Clone, Debug, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
pub struct Demo {
    /// Directory for its data; without it a temporary one that goes with the program
    #[arg(long, value_name = "DIRECTORY")]
    pub data: Option<PathBuf>,
    /// The same number makes the same people
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,
    /// How many applications the register holds
    #[arg(long, value_name = "NUMBER", default_value_t = 5_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub size: u32,
    /// No new applications and requests arrive, as with --portal-every 0
    #[arg(long)]
    pub still: bool,
    /// Seconds between what the families' portal sends, give or take a third; 0 for nothing
    #[arg(long, value_name = "SECONDS", default_value_t = reestr::demo::portal::EVERY, value_parser = clap::value_parser!(u32).range(0..=86_400))]
    pub portal_every: u32,
    /// Play another day, as in 2026-09-01
    #[arg(long, value_name = "DATE")]
    pub today: Option<chrono::NaiveDate>,
    /// Only serve; print addresses and logins for other clients
    #[arg(long)]
    pub serve_only: bool,
    /// Log in as a clerk who doesn't see personal data
    #[arg(long)]
    pub no_personal: bool,
    /// Log in as a clerk who can't activate
    #[arg(long)]
    pub no_activate: bool,
}

/// How the training runs.
#[cfg(all(feature = "tui", feature = "server"))]
#[derive(Clone, Debug, Args)]
pub struct Tutor {
    /// Directory for its register and how far you are, instead of the one in the user's directory
    #[arg(long, value_name = "DIRECTORY")]
    pub data: Option<PathBuf>,
    /// Delete both, after asking, and begin with the first lesson
    #[arg(long)]
    pub start_over: bool,
}

/// How the register is served.
#[cfg(feature = "server")]
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// Address of the open listener, as in 0.0.0.0:8600
    #[arg(long, value_name = "ADDRESS")]
    pub open: Option<String>,
    /// Address of the listener behind the ViPNet coordinator
    #[arg(long, value_name = "ADDRESS")]
    pub protected: Option<String>,
    /// The register's SQLite file
    #[arg(long, value_name = "FILE")]
    pub database: Option<String>,
    /// PEM file with the certificate chain
    #[arg(long, value_name = "FILE")]
    pub tls_cert: Option<String>,
    /// PEM file with the private key
    #[arg(long, value_name = "FILE")]
    pub tls_key: Option<String>,
}

#[cfg(feature = "server")]
#[derive(Clone, Debug, Args)]
pub struct Admin {
    /// The register's SQLite file
    #[arg(long, value_name = "FILE", global = true)]
    pub database: Option<String>,
    #[command(subcommand)]
    pub what: AdminAct,
}

#[cfg(feature = "server")]
#[derive(Clone, Debug, clap::Subcommand)]
pub enum AdminAct {
    /// Enter a municipality
    CreateMunicipality {
        /// Its two digits in certificate numbers
        #[arg(long)]
        code: u8,
        #[arg(long)]
        name: String,
    },
    /// Set the time zone in which a municipality counts its days; without it, Moscow time
    SetZone {
        /// Code of the municipality
        #[arg(long)]
        code: u8,
        /// Hours before UTC, 2 to 12; 3 is Moscow time
        #[arg(long, value_name = "HOURS")]
        zone: reestr::domain::Zone,
    },
    /// Enter an organisation; prints its number
    CreateOrganisation {
        /// Code of its municipality
        #[arg(long)]
        municipality: u8,
        #[arg(long)]
        name: String,
    },
    /// Set where an organisation wants a letter of its own with the papers of each new application
    SetMail {
        /// Number of the organisation
        #[arg(long)]
        organisation: u32,
        /// Its e-mail address; without one it gets no letters any more
        address: Option<String>,
    },
    /// Enter a clerk; the password is asked for, or taken from REESTR_PASSWORD or from standard input
    CreateClerk {
        /// Number of the organisation
        #[arg(long)]
        organisation: u32,
        #[arg(long)]
        login: String,
        /// Surname, name, patronymic
        #[arg(long)]
        name: String,
        /// What the clerk may do, as in application.accept; give it once for each
        #[arg(long = "may", value_name = "CAPABILITY")]
        capabilities: Vec<reestr::domain::Capability>,
    },
    /// Set what a clerk may do; what isn't named is taken away
    SetCapabilities {
        #[arg(long)]
        login: String,
        #[arg(long = "may", value_name = "CAPABILITY")]
        capabilities: Vec<reestr::domain::Capability>,
    },
    /// List the waiting acts in the copied store of a clerk who has gone, by the register's recovery key
    #[cfg(feature = "tui")]
    Recover {
        /// Directory of the slot, with the file slot.json
        #[arg(long, value_name = "DIRECTORY")]
        store: PathBuf,
    },
    /// Accounts of the portals on which families apply and enrol
    Portal {
        #[command(subcommand)]
        what: PortalAct,
    },
    /// The texts that applicants tick
    Consent {
        #[command(subcommand)]
        what: ConsentAct,
    },
    /// The register's nightly work: expiries, months to be paid, contracts that end
    Night {
        #[command(subcommand)]
        what: NightAct,
    },
    /// Training videos of the handbook: links that desks show with a QR code
    Videos {
        #[command(subcommand)]
        what: VideoAct,
    },
    /// Walk the chains of the audit and tell where one is broken
    VerifyAudit,
    /// Take applications, certificates or programmes from a CSV file: all of it, or nothing
    #[command(after_long_help = PROGRAMME_COLUMNS)]
    Import(ImportFile),
    /// Write applications, certificates, programmes, clerks, the audit or a report to a CSV file
    Export(ExportFile),
}

/// What a table of programmes holds, for the help of import.
#[cfg(feature = "server")]
const PROGRAMME_COLUMNS: &str = "\
Programmes: one line for each group; a module without groups has one line. A line in which code, organisation and name
are empty goes on with the programme above, one without number and name of the module with the module above. Columns, in
any order, those in brackets may be missing:
  [Код программы]            UUID; empty: the register gives one
  Номер организации          as `reestr admin create-organisation` printed it
  Реестр, Направленность     the words of the screens
  [Форма обучения]           empty: Очная
  [Состояние]                empty: Черновик
  [Причина отказа], [Пояснение отказа], [Отправил на рассмотрение], [Дата публикации]
  Учебный год                the year in which it begins, 2026
  Название программы, [Описание], [Предел зачисления]
  Возраст от, Возраст до     5 to 17
  [Ограничения здоровья]     words with commas between
  [Номер модуля], Название модуля, Месяцев, Часов, Детей от, Детей до, [Результаты]
  [Нормативная стоимость]    rubles, 4500,50; needed for Сертифицированные
  [Цены]                     4500, or all there were: 4000 с 01.09.2026; 4500 с 01.10.2026
  [Зачисление]               открыто or закрыто
  [Номер группы], [Название группы], [Первый день], [Последний день], [Мест]
  [Расписание]               пн 15:00-16:30 каб. 5; ср 15:00-16:30
  [Группа открыта]           да or нет";

/// A file of records: `;` between cells, a header of Russian column names, UTF-8 or CP1251.
#[cfg(feature = "server")]
#[derive(Clone, Debug, Args)]
pub struct ImportFile {
    /// What its lines are
    pub what: Records,
    /// The CSV file
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// How its letters are written; without it, found out from the file
    #[arg(long, value_name = "ENCODING")]
    pub encoding: Option<Letters>,
    /// Only check the file
    #[arg(long)]
    pub check: bool,
    /// Write line, column and problem of all that is wrong to this file
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Print the header that such a file has
    #[arg(long)]
    pub template: bool,
}

#[cfg(feature = "server")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Records {
    Applications,
    Certificates,
    /// One line per group, with the programme and the module before it
    Programmes,
}

#[cfg(feature = "server")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Letters {
    #[value(name = "utf-8")]
    Utf8,
    #[value(name = "cp1251")]
    Cp1251,
}

/// A list of the register. A cell that begins with =, +, - or @ gets an apostrophe, so that no spreadsheet takes it for a
/// formula; import takes it off again.
#[cfg(feature = "server")]
#[derive(Clone, Debug, Args)]
pub struct ExportFile {
    pub what: Exported,
    /// The file to make, or - for standard output
    #[arg(value_name = "FILE|-")]
    pub file: PathBuf,
    /// With personal data; the audit tells of it
    #[arg(long)]
    pub personal: bool,
    /// Of the overview: which figure
    #[arg(long, value_name = "FIGURE", default_value = "days")]
    pub figure: FigureName,
    /// Of the overview: for which time, up to now
    #[arg(long, value_name = "PERIOD", default_value = "year")]
    pub period: PeriodName,
}

#[cfg(feature = "server")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Exported {
    Applications,
    Certificates,
    Programmes,
    Clerks,
    Audit,
    /// Requests on programmes that one clerk has made and confirmed
    OnePerson,
    /// Figures of each organisation, as the panel Overview shows them
    Overview,
}

#[cfg(feature = "server")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum FigureName {
    /// What came and what was done, day by day
    Days,
    /// What waits, by age
    Waiting,
    /// Places by group
    Places,
    /// Money by month
    Money,
    /// Work of each clerk
    Clerks,
}

#[cfg(feature = "server")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum PeriodName {
    Week,
    Month,
    /// The school year, from September
    Year,
}

#[cfg(feature = "server")]
#[derive(Clone, Debug, clap::Subcommand)]
pub enum NightAct {
    /// Do now what is due today, also beside a running register; a second time it changes nothing
    Run {
        /// Code of one municipality; without it, all
        #[arg(long, value_name = "CODE")]
        municipality: Option<u8>,
    },
    /// Tell what the last nights have changed, and which records they could not
    Report {
        /// Code of one municipality; without it, all
        #[arg(long, value_name = "CODE")]
        municipality: Option<u8>,
        /// The night of this date, as 2026-09-01; without it, the last seven
        #[arg(long, value_name = "DATE")]
        on: Option<chrono::NaiveDate>,
    },
}

#[cfg(feature = "server")]
#[derive(Clone, Debug, clap::Subcommand)]
pub enum PortalAct {
    /// Make an account; prints its number, and its token, which is shown this once
    Create {
        #[arg(long)]
        name: String,
        /// Code of a municipality in which it may act; give it once for each
        #[arg(long = "municipality", value_name = "CODE", required = true)]
        municipalities: Vec<u8>,
        /// Requests that it may send in a minute
        #[arg(long, value_name = "NUMBER", default_value_t = reestr::server::admin::PER_MINUTE, value_parser = clap::value_parser!(u32).range(1..=60_000))]
        per_minute: u32,
    },
    /// List all accounts
    List,
    /// Print another token of an account; the one before it is worth nothing then
    Token {
        /// Number of the account
        id: u32,
    },
    /// Take nothing from an account any more
    Disable {
        /// Number of the account
        id: u32,
    },
    /// Take requests from it again
    Enable {
        /// Number of the account
        id: u32,
    },
}

#[cfg(feature = "server")]
#[derive(Clone, Debug, clap::Subcommand)]
pub enum ConsentAct {
    /// List every version of every text
    List,
    /// Print a text
    Show {
        /// conditions, changes, personal_child or personal_applicant
        #[arg(value_parser = super::consent::code)]
        code: reestr::domain::ConsentCode,
        /// The version; without it, the one in force
        #[arg(long, value_name = "NUMBER")]
        version: Option<u16>,
    },
    /// Add the next version of a text; those before it stay readable
    Set {
        /// conditions, changes, personal_child or personal_applicant
        #[arg(value_parser = super::consent::code)]
        code: reestr::domain::ConsentCode,
        /// TOML file with the texts title, text, meaning and refusal
        file: PathBuf,
    },
}

#[cfg(feature = "server")]
#[derive(Clone, Debug, clap::Subcommand)]
pub enum VideoAct {
    /// List the videos, by article
    List,
    /// List the articles of the handbook with their codes
    Articles,
    /// Enter a video, or change the one of that code
    Set(VideoEntry),
    /// Remove a video
    Remove {
        /// Code of the video
        code: String,
    },
    /// Enter the videos of a CSV file: all of them, or none
    Import {
        /// The CSV file
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
        /// Only check the file
        #[arg(long)]
        check: bool,
        /// Print the header that such a file has
        #[arg(long)]
        template: bool,
    },
}

/// A training video.
#[cfg(feature = "server")]
#[derive(Clone, Debug, Args)]
pub struct VideoEntry {
    /// By which it is called here: small Latin letters, digits and dashes
    pub code: String,
    /// Title in Russian
    #[arg(long, value_name = "TITLE")]
    pub title_ru: String,
    /// Title in English
    #[arg(long, value_name = "TITLE")]
    pub title_en: String,
    /// Where it is, as in https://video.example/compare; at most 100 characters
    #[arg(long, value_name = "URL")]
    pub link: String,
    /// Code of the article at whose end it stands; see `reestr admin videos articles`
    #[arg(long, value_name = "CODE")]
    pub article: String,
    /// How long it runs, as in 4:20
    #[arg(long, value_name = "MINUTES:SECONDS")]
    pub length: String,
}

/// How the handbook is printed.
#[cfg(feature = "tui")]
#[derive(Clone, Debug, Args)]
pub struct Handbook {
    /// Write it to this PDF file
    #[arg(long, value_name = "FILE", conflicts_with = "text")]
    pub pdf: Option<PathBuf>,
    /// Print it as text of 80 columns; so it is without --pdf
    #[arg(long)]
    pub text: bool,
    /// With the training videos of the register in this SQLite file
    #[cfg(feature = "server")]
    #[arg(long, value_name = "FILE")]
    pub database: Option<PathBuf>,
}

/// Whose stores are destroyed.
#[cfg(feature = "tui")]
#[derive(Clone, Debug, Args)]
pub struct Wipe {
    #[arg(long, value_name = "LOGIN")]
    pub login: String,
    /// Directory of the desk's store
    #[arg(long, value_name = "DIRECTORY")]
    pub data: Option<String>,
    /// Also when acts wait that the register has not taken: they are lost
    #[arg(long)]
    pub with_waiting_acts: bool,
}

/// What is examined, and where it is.
#[derive(Clone, Debug, Args)]
pub struct Doctor {
    /// One JSON object instead of text
    #[arg(long)]
    pub json: bool,
    /// Only the desk or only the register; without it the desk, and the register where its database lies
    #[arg(long, value_name = "PART")]
    pub part: Option<Side>,
    /// Address of the register, as in https://register.example
    #[cfg(feature = "tui")]
    #[arg(long, value_name = "URL")]
    pub server: Option<String>,
    /// Address of the register behind the ViPNet coordinator
    #[cfg(feature = "tui")]
    #[arg(long, value_name = "URL")]
    pub protected: Option<String>,
    /// PEM file of a private certification authority
    #[cfg(feature = "tui")]
    #[arg(long, value_name = "FILE")]
    pub ca: Option<String>,
    /// Directory of the desk's store
    #[cfg(feature = "tui")]
    #[arg(long, value_name = "DIRECTORY")]
    pub data: Option<String>,
    /// The register's SQLite file; the register is examined too
    #[cfg(feature = "server")]
    #[arg(long, value_name = "FILE")]
    pub database: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Side {
    #[cfg(feature = "tui")]
    Desk,
    #[cfg(feature = "server")]
    Register,
}

/// For what the unit is made.
#[cfg(feature = "server")]
#[derive(Clone, Debug, Args)]
pub struct Unit {
    /// The register's SQLite file
    #[arg(
        long,
        value_name = "FILE",
        default_value = "/var/lib/reestr/register.sqlite"
    )]
    pub database: PathBuf,
    /// System user that owns the database
    #[arg(long, value_name = "USER", default_value = "reestr")]
    pub user: String,
    /// The program to start; without it, this one
    #[arg(long, value_name = "FILE")]
    pub program: Option<PathBuf>,
}

/// What is checked.
#[cfg(feature = "tui")]
#[derive(Clone, Debug, Args)]
pub struct Check {
    /// Files to check; without any, all that the program would use
    pub files: Vec<PathBuf>,
}
