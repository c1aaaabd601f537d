//! Algorithm C on a pseudo-terminal: the real program and a real register, from publishing a programme to a concluded and
//! a terminated contract, by keys of the Russian layout.
#![cfg(all(feature = "server", feature = "tui"))]

#[path = "application/clerk.rs"]
#[allow(dead_code, reason = "each test binary uses a part")]
mod clerk;
#[path = "support/pty.rs"]
mod pty;
#[path = "support/register.rs"]
mod register;
#[path = "documents/tools.rs"]
#[allow(dead_code, reason = "each test binary uses a part")]
mod tools;

use chrono::{Datelike, NaiveDate};
use clerk::Clerk;
use pty::key;
use reestr::demo;
use reestr::domain::enrolment::RequestState;
use reestr::domain::{
    CertificateKind, CertificateNumber, CertificateState, EnrolmentRequest, Kopecks,
    MunicipalityCode, Programme, Zone,
};
use reestr::server::storage::Storage;
use register::Register;

const F6: &str = "\x1b[17~";
/// Ctrl+G, Ctrl+X and Ctrl+R.
const IN_PERSON: &str = "\x07";
const SAVE: &str = "\x18";
const SYNC: &str = "\x12";
/// `n`, `s`, `a`, `p`, `o`, `d`, `t`, `f` with the Cyrillic layout.
const CREATE: &str = "т";
const SEND: &str = "ы";
const APPROVE: &str = "ф";
const PRICE: &str = "з";
const OPEN: &str = "щ";
const CONCLUDE: &str = "в";
const TERMINATE: &str = "е";
const FILTER: &str = "а";
const PRINT: &str = "з";

const NAME: &str = "Юные корабелы";

fn today() -> NaiveDate {
    Zone::MOSCOW.date(chrono::Utc::now())
}

/// An active certificate of the clerk's municipality whose child a programme for 7 to 12 years takes, and that has claimed
/// nothing yet: its purse holds what this test moves alone.
fn certificate(register: &Register) -> CertificateNumber {
    let mut planned = demo::register::Register::new(7, today());
    let cases = planned.cases(SIZE);
    let fits = cases.into_iter().filter(|(case, card)| {
        let held = &case.certificate;
        let age = today().years_since(card.child.birth_date);
        held.state == CertificateState::Active
            && held.kind == CertificateKind::Accounting
            && case.municipality() == MunicipalityCode(1)
            && age.is_some_and(|age| (8..12).contains(&age))
    });
    register::runtime().block_on(async {
        let storage = register.storage().await;
        let mut read = storage.read().await.expect("a snapshot");
        let mut free = None;
        for (case, _) in fits {
            let number = case.certificate.number;
            if read.account(number).await.expect("a row").is_none() {
                free = Some(number);
                break;
            }
        }
        drop(read);
        storage.close().await;
        free.expect("a certificate without claims")
    })
}

/// So many that there is such a certificate on every day of the year.
const SIZE: u32 = 2_000;

/// What the register has of the programme and of the request for it.
fn recorded(
    register: &Register,
    certificate: CertificateNumber,
) -> (Programme, Option<EnrolmentRequest>) {
    register::runtime().block_on(async {
        let storage = register.storage().await;
        let mut read = storage.read().await.expect("a snapshot");
        let programmes = read
            .programmes_of(demo::DESK, None, 1_000)
            .await
            .expect("programmes");
        let programme = programmes.into_iter().find(|p| p.name.as_str() == NAME);
        let requests = read.live_requests(certificate).await.expect("requests");
        drop(read);
        storage.close().await;
        let programme = programme.expect("the programme");
        let request = requests
            .into_iter()
            .find(|r| r.place.programme == programme.id);
        (programme, request)
    })
}

/// One row of a form after the other.
fn fill(clerk: &mut Clerk, rows: &[&str]) {
    for row in rows {
        clerk.types(row);
        clerk.enter();
        clerk.pty.wait_until_still();
    }
}

/// Writes a programme with one module and one group, and sends it to the review.
fn publishes(clerk: &mut Clerk) {
    clerk.pty.keys(F6);
    clerk.pty.wait_for("Программы");
    clerk.pty.keys(CREATE);
    clerk.pty.wait_for("Название");
    fill(clerk, &[NAME, "с", "", "т", "", "7", "12", "", "", ""]);
    fill(clerk, &["", "Первый год", "9", "72", "4000", "1", "12", ""]);
    fill(clerk, &["", "", "", "", ""]);
    clerk.types("15:00-16:30 каб. 5");
    clerk.pty.keys(SAVE);
    clerk.pty.wait_for("сохранено");
    clerk.pty.keys(SEND);
    clerk.pty.wait_for("На рассмотрении");
}

/// In the list of programmes: the one that was written.
fn finds(clerk: &mut Clerk) {
    clerk.pty.keys(F6);
    clerk.pty.wait_for("Программы");
    clerk.pty.keys(FILTER);
    clerk.pty.wait_for("Отбор:");
    clerk.types("корабелы");
    clerk.pty.wait_for("[все: 1]");
    clerk.enter();
    clerk.pty.wait_for(&format!("►   {NAME}"));
    clerk.enter();
    clerk.pty.wait_for("Первый год");
}

/// The second person decides on the programme.
fn certifies(clerk: &mut Clerk) {
    finds(clerk);
    clerk.pty.keys(APPROVE);
    clerk.pty.wait_for("Сертифицировать «");
    clerk.enter();
    clerk.pty.wait_for("Опубликована");
    // The register has it: the desk may go.
    clerk.pty.wait_for(&format!("«{NAME}» √"));
}

/// A price within the limit, and the module is open.
fn opens_enrolment(clerk: &mut Clerk) {
    clerk.pty.wait_for("Опубликована");
    clerk.pty.keys(key::DOWN);
    clerk.pty.wait_for("►  1. Первый год");
    clerk.pty.keys(PRICE);
    clerk.pty.wait_for("не больше 6\u{a0}000,00");
    clerk.types("4500");
    clerk.enter();
    clerk.pty.wait_for("4\u{a0}500,00");
    clerk.pty.keys(OPEN);
    clerk.pty.wait_for("открыто ");
}

/// From the certificate to a confirmed request.
fn enrols(clerk: &mut Clerk, certificate: CertificateNumber) {
    clerk.pty.keys(IN_PERSON);
    clerk.pty.wait_for("Наберите номер сертификата");
    clerk.types(&certificate.to_string());
    clerk.pty.wait_for("Действует");
    clerk.enter();
    clerk.pty.wait_for("Все направленности");
    clerk.types("кораб");
    clerk.pty.wait_for("► Юные корабелы");
    clerk.enter();
    clerk.pty.wait_for("Первый платёж родителей");
    clerk.enter();
    clerk.pty.wait_for("Заявка создана и подтверждена");
}

/// Prints what belongs to the request and says that it came out; gives the text of each paper.
fn prints(clerk: &mut Clerk, papers: &[&str]) -> Vec<String> {
    clerk.pty.keys(PRINT);
    clerk.pty.wait_for("Что напечатать");
    clerk.pty.wait_for("(•)");
    clerk.enter();
    clerk.pty.wait_for("Да, все листы вышли");
    clerk.enter();
    clerk.pty.wait_gone("Да, все листы вышли");
    papers
        .iter()
        .filter_map(|form| paper(clerk, form))
        .collect()
}

/// The text of the paper of a form, in words one blank apart; `None` where nothing can read it.
fn paper(clerk: &Clerk, form: &str) -> Option<String> {
    let files = std::fs::read_dir(clerk.papers()).expect("papers");
    let of_form = format!("-{form}.pdf");
    let mut names = files.map(|file| file.expect("a file").path());
    let file = names.find(|path| path.to_string_lossy().ends_with(&of_form));
    let file = file.unwrap_or_else(|| panic!("no {form}"));
    let text = tools::text(&std::fs::read(file).expect("a paper"), true)?;
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The signed application has come.
fn concludes(clerk: &mut Clerk) {
    clerk.pty.keys(CONCLUDE);
    clerk.pty.wait_for("Заявление о зачислении получено");
    clerk.enter();
    clerk.pty.wait_for("Договор заключён");
    clerk.pty.wait_for("Действует");
}

fn terminates(clerk: &mut Clerk) {
    clerk.pty.keys(TERMINATE);
    clerk.pty.wait_for("Расторжение договора");
    clerk.enter();
    clerk.pty.wait_for("Внесено расторжение");
}

/// What waited is the register's now, as the opened request says.
fn waits_for_the_register(clerk: &mut Clerk) {
    clerk.pty.keys(SYNC);
    clerk.pty.wait_for("√ выполнено реестром");
}

/// How many calendar months of learning there are up to that of `day`; the first one counts always.
fn months(request: &EnrolmentRequest, day: NaiveDate) -> u32 {
    let count = |day: NaiveDate| day.year() * 12 + i32::try_from(day.month()).expect("a month");
    let behind_first = count(day) - count(request.days.first);
    u32::try_from(behind_first.max(0)).expect("months") + 1
}

/// In every period the nominal is balance, reserve and what was paid; and so much is reserved and paid in that of the
/// request.
fn assert_money(register: &Register, request: &EnrolmentRequest, reserved: Kopecks, paid: Kopecks) {
    let account = register::runtime().block_on(async {
        let storage = register.storage().await;
        let mut read = storage.read().await.expect("a snapshot");
        let account = read.account(request.certificate).await.expect("a row");
        drop(read);
        storage.close().await;
        account.expect("an account")
    });
    assert!(account.holds(), "{account:?}");
    for held in &account.purses {
        let purse = held.purse;
        let parts = purse.balance.0 + purse.reserved.0 + purse.paid.0;
        assert_eq!(purse.nominal.0, parts, "{account:?}");
    }
    let period = request.cost.and_then(|cost| cost.period).expect("a period");
    let purse = account.purse(period).expect("a purse");
    assert_eq!((purse.reserved, purse.paid), (reserved, paid), "{purse:?}");
}

/// An amount as it stands in the text of a paper.
fn printed(amount: Kopecks) -> String {
    amount.to_string().replace('\u{a0}', " ")
}

#[test]
fn whole_c_from_publishing_to_a_terminated_contract() {
    let began = today();
    let mut register = Register::fill(SIZE);
    register.serve();
    let certificate = certificate(&register);
    let mut clerk = Clerk::at(&register, "folder = \"papers\"");
    publishes(&mut clerk);
    let mut reviewer = Clerk::named("demo-review", &register, "folder = \"papers\"");
    certifies(&mut reviewer);
    drop(reviewer);
    opens_enrolment(&mut clerk);
    enrols(&mut clerk, certificate);
    clerk.pty.wait_for("Реестр подтвердил");

    let (programme, request) = recorded(&register, certificate);
    assert!(programme.is_published());
    let request = request.expect("the request");
    assert_eq!(request.state, RequestState::Confirmed);
    assert!(request.by_one_person());
    let cost = request.cost.expect("a cost");
    assert_eq!(cost.price, Kopecks(450_000));
    let shares = cost.shares;
    let (share, parents) = (shares.certificate.total(), shares.parents.total());
    assert!(share > Kopecks(0), "{cost:?}");
    assert_eq!(share.0 + parents.0, cost.total.total().0);
    assert_money(&register, &request, share, Kopecks(0));

    for text in prints(&mut clerk, &["offer", "enrolment_statement"]) {
        assert!(text.contains(NAME), "{text}");
        assert!(text.contains(&certificate.to_string()), "{text}");
    }
    if let Some(text) = paper(&clerk, "offer") {
        let sentence = format!("Из сертификата {} руб.", printed(share));
        assert!(text.contains(&sentence), "{text}");
    }
    clerk.enter();
    clerk.pty.wait_for("Подтвержден, ожидает заключения");

    // The line goes, and the contract is concluded and given notice of all the same.
    register.kill();
    concludes(&mut clerk);
    terminates(&mut clerk);
    clerk.pty.wait_for("сохранено здесь");
    let (_, unheard) = recorded(&register, certificate);
    assert_eq!(unheard.as_ref(), Some(&request));
    register.serve();
    waits_for_the_register(&mut clerk);

    let (_, request) = recorded(&register, certificate);
    let request = request.expect("the contract");
    assert_eq!(request.state, RequestState::Concluded);
    let contract = request.contract.as_ref().expect("a contract");
    assert!((began..=today()).contains(&contract.date));
    let termination = request.termination.as_ref().expect("a notice");
    let last = termination.notice.max(request.days.first);
    assert_eq!(
        months(&request, termination.effective),
        months(&request, last)
    );
    let next = termination.effective.succ_opt().expect("a day");
    assert_eq!(next.day(), 1, "not the last day of a month");
    // Paid with the contract; held back for the months that it goes on; returned for all later ones.
    let upto = |day| shares.certificate.upto(months(&request, day));
    let paid = upto(contract.date);
    let kept = upto(termination.effective);
    assert_money(&register, &request, Kopecks(kept.0 - paid.0), paid);
    for text in prints(&mut clerk, &["termination_by_family"]) {
        let date = contract.date.format("%d.%m.%Y");
        let about = format!("№ {} от {date}", contract.number);
        assert!(text.contains(&about), "{text}");
        let back = printed(Kopecks(share.0 - kept.0));
        let sentence = format!("Возвращается на {back} руб.");
        assert!(text.contains(&sentence), "{text}");
    }
    clerk.pty.keys(key::F10);
    assert_eq!(clerk.pty.exit_code(), 0);
}
