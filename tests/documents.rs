//! The papers of an office: what stands on them, that nobody can misread them, and that codes are read back by a scanner.
//!
//! Texts are kept in `tests/documents/*.txt`; a run with `GOLDEN=write` writes them anew, to be read before they are kept.
#![cfg(feature = "documents")]

#[path = "documents/enrolment.rs"]
mod enrolment;
#[path = "documents/papers.rs"]
mod papers;
#[path = "documents/tools.rs"]
mod tools;

use std::fs;
use std::path::Path;
use std::process::Command;

use proptest::prelude::*;
use reestr::documents::{Document, PaperError};
use reestr::domain::Target;
use reestr::domain::enrolment::Party;
use reestr::domain::requisites::{self, Requisites, Scanned};

use papers::{day, name, of_extract, of_receipt, of_statement};
use tools::{page_text, text, zbar};

/// Every kind of paper, and its edges.
fn all() -> Vec<(&'static str, Document)> {
    vec![
        ("statement", of_statement(|_| ())),
        ("statement_copy", of_statement(|s| s.made.copy = true)),
        ("statement_longest", papers::longest()),
        ("statement_foreign", papers::foreign()),
        ("extract", of_extract(|_| ())),
        ("extract_active", of_extract(|e| e.active = true)),
        ("extract_mailed", of_extract(|e| e.password = None)),
        (
            "extract_unconfirmed",
            of_extract(|e| {
                e.active = true;
                e.confirmed = false;
                e.made.copy = true;
            }),
        ),
        (
            "statement_unconfirmed",
            of_statement(|s| s.confirmed = false),
        ),
        ("receipt_unconfirmed", of_receipt(|r| r.confirmed = false)),
        ("receipt", of_receipt(|_| ())),
    ]
    .into_iter()
    .chain(papers::requests())
    .chain(papers::notices())
    .chain([("change_longest", papers::longest_change())])
    .chain(enrolment::all())
    .collect()
}

fn golden(name: &str, now: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/documents")
        .join(name);
    if std::env::var_os("GOLDEN").is_some() {
        fs::write(&path, now).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(kept, now, "{name} has changed");
}

#[test]
fn papers_say_what_they_said() {
    for (name, paper) in all() {
        golden(
            &format!("{name}.preview.txt"),
            &(paper.preview(80).unwrap().join("\n") + "\n"),
        );
        let pdf = paper.pdf().unwrap();
        // Left to be looked at: how a sheet looks no test can tell.
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pdf"));
        fs::write(kept, &pdf).unwrap();
        if let Some(text) = text(&pdf, true) {
            golden(&format!("{name}.pdf.txt"), &text);
        }
    }
}

#[test]
fn a_paper_is_small() {
    for (name, paper) in all() {
        let bytes = paper.pdf().unwrap().len();
        assert!(bytes <= 40 * 1_024, "{name} has {bytes} bytes");
    }
}

/// The run inside of this run: it prints what it made.
const INNER: &str = "REESTR_PAPERS_AGAIN";

/// With the texts that a register begins with, and the longest that a family can tell.
#[test]
fn a_statement_with_the_texts_in_force_is_small_too() {
    let texts: toml::Table = include_str!("../src/server/consents/texts.toml")
        .parse()
        .unwrap();
    let Document::Statement(mut statement) = papers::longest() else {
        panic!("a statement")
    };
    for (consent, text) in &mut statement.consents {
        let told = &texts[consent.code.code()];
        text.title = told["title"].as_str().unwrap().into();
        text.text = told["text"].as_str().unwrap().into();
    }
    let pdf = Document::Statement(statement).pdf().unwrap();
    assert!(pdf.len() <= 40 * 1024, "{} bytes", pdf.len());
    println!(
        "the longest statement with the texts in force: {} bytes",
        pdf.len()
    );
}

#[test]
fn equal_papers_are_equal_bytes_in_another_process_too() {
    let digest = || {
        let bytes: Vec<u8> = all().iter().flat_map(|(_, p)| p.pdf().unwrap()).collect();
        let fold = |sum: u64, byte: &u8| sum.wrapping_mul(1_099_511_628_211) ^ u64::from(*byte);
        format!(
            "{:016x}",
            bytes.iter().fold(14_695_981_039_346_656_037, fold)
        )
    };
    let own = digest();
    if std::env::var_os(INNER).is_some() {
        println!("digest {own}.");
        return;
    }
    assert_eq!(own, digest());
    let again = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "equal_papers_are_equal_bytes_in_another_process_too",
            "--nocapture",
        ])
        .env(INNER, "1")
        .output()
        .unwrap();
    let said = String::from_utf8(again.stdout).unwrap();
    assert!(said.contains(&format!("digest {own}.")), "{said}");
}

#[test]
fn nothing_personal_stands_outside_of_the_pages() {
    for (name, paper) in all() {
        let bytes = paper.pdf().unwrap();
        for word in ["Рочева", "Öztürk", "Попова", "МАУДО"] {
            let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
            for plain in [word.as_bytes(), &wide] {
                let found = bytes.windows(plain.len()).any(|window| window == plain);
                assert!(!found, "{name}: {word}");
            }
        }
    }
}

#[test]
fn all_that_was_told_can_be_searched() {
    let Some(found) = text(&of_statement(|_| ()).pdf().unwrap(), false) else {
        return;
    };
    let found = found.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = [
        "Рочева Мария Ивановна",
        "01-2026-000123-1",
        "1101000042",
        "112-233-445 95",
        "III-ЕА",
        "Республика Коми, г. Сыктывкар, ул. Ленина, д. 5, кв. 12",
        "Отделом УФМС России по Республике Коми в г. Сыктывкаре",
        "rocheva@example.ru",
        "25.09.2026 включительно",
        "Дано 05.09.2026 в 12:40, отмечено заявителем лично",
    ];
    for words in told {
        assert!(found.contains(words), "{words}");
    }
    for (_, consent) in papers::consents() {
        let text = consent.text.as_str().split_whitespace();
        let text = text.collect::<Vec<_>>().join(" ");
        assert!(found.contains(&text), "{text}");
    }
}

#[test]
fn every_sheet_tells_whose_it_is_and_nobody_signs_an_empty_one() {
    for more in 0..12 {
        let paper = of_statement(|statement| {
            statement.made.copy = more % 2 == 0;
            let (_, consent) = &mut statement.consents[3];
            let text = format!(
                "{}{}",
                consent.text.as_str(),
                "  Ещё один пункт согласия.".repeat(more * 4)
            );
            consent.text = text.as_str().into();
        });
        let Some(sheets) = page_text(&paper.pdf().unwrap()) else {
            return;
        };
        let count = sheets.len();
        for (at, sheet) in sheets.iter().enumerate() {
            assert!(sheet.contains(&format!("лист {} из {count}", at + 1)));
            assert!(sheet.contains("Заявление № 01-2026-000123-1 от 05.09.2026"));
            assert_eq!(sheet.contains("КОПИЯ"), more % 2 == 0);
        }
        let signed: Vec<_> = sheets
            .iter()
            .filter(|s| s.contains("расшифровка подписи"))
            .collect();
        assert_eq!(signed.len(), 1);
        let said = signed[0].split("Подпись").next().unwrap();
        assert!(said.contains("редакция текста 1"), "{}", signed[0]);
        assert!(signed[0].contains("Заполняет организация"));
        for sheet in &sheets {
            let lines: Vec<_> = sheet
                .lines()
                .map(str::trim)
                .filter(|l| !l.is_empty())
                .collect();
            let above = lines
                .iter()
                .rposition(|l| l.starts_with("Заявление №"))
                .unwrap();
            let headings = ["Ребёнок", "Заявитель", "Согласия заявителя", "Подпись"];
            assert!(!headings.contains(&lines[above - 1]), "{sheet}");
        }
    }
}

#[test]
fn requests_and_notices_are_one_sheet_and_are_signed() {
    let signed = papers::requests().into_iter().chain(papers::notices());
    for (name, paper) in signed {
        let Some(sheets) = page_text(&paper.pdf().unwrap()) else {
            return;
        };
        assert_eq!(sheets.len(), 1, "{name}");
        assert!(sheets[0].contains("расшифровка подписи"), "{name}");
        assert!(sheets[0].contains("01-2026-000123-1"), "{name}");
        let by_family = matches!(paper, Document::Request(_));
        assert_eq!(sheets[0].contains("Номер записи в журнале"), by_family);
    }
}

#[test]
fn a_scanner_reads_the_codes_even_from_a_bad_copy() {
    let whole = Requisites::of(papers::reference(), papers::certificate());
    for (name, paper) in [
        ("statement", of_statement(|_| ())),
        ("extract", of_extract(|_| ())),
        ("receipt", of_receipt(|_| ())),
        papers::requests().swap_remove(1),
        papers::notices().swap_remove(0),
    ] {
        let bytes = paper.pdf().unwrap();
        for bad in [false, true] {
            let Some(read) = zbar(name, &bytes, bad) else {
                return;
            };
            let scanned: Vec<_> = read.lines().map(requisites::read).collect();
            assert!(
                scanned.contains(&Some(Scanned::Application(whole.number))),
                "{name} {bad}: {read}"
            );
            assert!(
                scanned.contains(&Some(Scanned::All(whole))),
                "{name} {bad}: {read}"
            );
            assert_eq!(scanned.len(), 2, "{read}");
        }
    }
}

#[test]
fn a_scanner_reads_the_code_of_a_request_even_from_a_bad_copy() {
    let named = ["offer", "enrolment", "termination_longest"];
    for (name, paper) in enrolment::all() {
        if !named.contains(&name) {
            continue;
        }
        let bytes = paper.pdf().unwrap();
        for bad in [false, true] {
            let Some(read) = zbar(name, &bytes, bad) else {
                return;
            };
            let scanned: Vec<_> = read.lines().map(requisites::read).collect();
            let request = Some(Scanned::Request(enrolment::id()));
            assert_eq!(scanned, [request; 2], "{name} {bad}: {read}");
        }
    }
}

#[test]
fn papers_of_a_request_take_few_sheets_and_are_signed_where_they_have_to() {
    for (name, paper) in enrolment::all() {
        let Some(sheets) = page_text(&paper.pdf().unwrap()) else {
            return;
        };
        let most = match paper {
            Document::Offer(_) => 3,
            Document::EnrolmentStatement(_) => 2,
            _ => 1,
        };
        let longer = match (name.ends_with("longest"), most) {
            (false, _) => 0,
            (true, 1) => 1,
            (true, _) => 2,
        };
        assert!(sheets.len() <= most + longer, "{name}: {}", sheets.len());
        let count = |sheet: &String| sheet.matches("расшифровка подписи").count();
        let signed: Vec<usize> = sheets.iter().map(count).filter(|n| *n > 0).collect();
        // All signatures of a paper stand on one sheet.
        let expected: &[usize] = match paper.form().code() {
            "offer" => &[],
            "enrolment_statement" => &[3],
            "termination_by_organisation" => &[2],
            _ => &[1],
        };
        assert_eq!(signed, expected, "{name}");
        for sheet in &sheets {
            assert!(sheet.contains("Заявка на обучение от 25.08.2026 · сертификат № 1101000042"));
        }
    }
}

#[test]
fn a_table_of_months_stands_on_one_sheet_with_its_sums() {
    for (name, paper) in enrolment::all() {
        let Some(sheets) = page_text(&paper.pdf().unwrap()) else {
            return;
        };
        let with = |words: &str| sheets.iter().position(|sheet| sheet.contains(words));
        let (head, sums) = (with("Месяц  "), with("Всего, руб."));
        assert_eq!(head, sums, "{name}");
        assert_eq!(head.is_some(), with("сентябрь 2026  ").is_some(), "{name}");
    }
}

#[test]
fn an_offer_names_nobody_and_the_other_papers_say_whose_print_is_noted() {
    let family = enrolment::family().case;
    for (name, paper) in enrolment::all() {
        assert_eq!(paper.about(), Target::Request(enrolment::id()), "{name}");
        let by_hand = name.ends_with("by_hand") || name == "termination_budget";
        let shows = !matches!(paper, Document::Offer(_)) && !by_hand;
        assert_eq!(paper.case(), shows.then_some(family), "{name}");
        let text = paper.preview(200).unwrap().join("\n");
        let named = text.contains("Рочева") || text.contains("Реее");
        assert_eq!(named, shows, "{name}");
    }
}

#[test]
fn an_offer_has_its_number_from_the_conclusion_on() {
    let text = |change: fn(&mut reestr::documents::Learning)| {
        let offer = enrolment::offer(enrolment::certified(change));
        offer.preview(200).unwrap().join("\n")
    };
    let open = text(|_| ());
    assert!(open.contains("без номера до заключения") && !open.contains("214"));
    let concluded = text(enrolment::concluded);
    assert!(concluded.contains("№ 214 - ПФ от 31.08.2026"));
    assert!(!concluded.contains("без номера"));
}

#[test]
fn what_nobody_pays_for_has_no_amounts() {
    for (name, paper) in enrolment::all() {
        let text = paper.preview(200).unwrap().join("\n");
        let free = name.ends_with("budget") || name.starts_with("group");
        assert_eq!(!text.contains("руб."), free, "{name}");
    }
}

#[test]
fn a_termination_gives_back_the_months_behind_it_to_the_kopeck() {
    let learning = enrolment::certified(enrolment::concluded);
    let cost = learning.cost.unwrap();
    let notice = enrolment::notice(Party::Family, learning, None);
    let rows = notice.preview(200).unwrap();
    let amount = |split: reestr::domain::Split| split.total().0 - split.upto(3).0;
    let (certificate, parents) = (amount(cost.shares.certificate), amount(cost.shares.parents));
    assert!(certificate > 0 && parents > 0);
    for (label, amount) in [
        ("Возвращается на сертификат", certificate),
        ("Семья больше не платит", parents),
    ] {
        let at = rows.iter().position(|row| row.starts_with(label)).unwrap();
        let shown = reestr::domain::Kopecks(amount)
            .to_string()
            .replace('\u{a0}', " ");
        assert!(
            rows[at..at + 2].iter().any(|row| row.contains(&shown)),
            "{label}"
        );
    }
    assert!(rows.iter().any(|row| row.contains("ноябрь 2026")));
}

#[test]
fn a_letter_that_the_font_lacks_is_named_with_its_place() {
    let chinese = of_statement(|statement| statement.card.child.name.surname = "王中".into());
    let glyph = |character, label: &str| PaperError::Glyph {
        character,
        label: label.to_owned(),
    };
    assert_eq!(chinese.pdf(), Err(glyph('王', "Ребёнок: Фамилия")));
    assert_eq!(chinese.preview(80), Err(glyph('王', "Ребёнок: Фамилия")));
    let text = chinese.pdf().unwrap_err().to_string();
    assert!(
        text.contains("U+738B") && text.contains("print again"),
        "{text}"
    );
    let mark = of_extract(|extract| extract.child.name = "Ана\u{303}".into());
    assert_eq!(mark.pdf(), Err(glyph('\u{303}', "Сведения реестра: Выдан")));
    let removed = of_receipt(|receipt| receipt.accepted_by = "По\u{202e}пова".into());
    assert!(removed.pdf().is_err());
    assert!(
        of_statement(|s| s.card.child.name = name("Öztürk-Şahin", "Renée", None))
            .pdf()
            .is_ok()
    );
}

#[test]
fn letters_in_two_parts_are_joined() {
    let parted = of_extract(|extract| {
        extract.child = name("Андреи\u{306}ко", "Семе\u{308}н", Some("Сергеевич"));
    });
    let whole = of_extract(|extract| extract.child = name("Андрейко", "Семён", Some("Сергеевич")));
    assert_eq!(parted.pdf(), whole.pdf());
}

#[test]
fn a_certificate_ends_with_the_eighteenth_birthday() {
    let ends = |birth| {
        let rows = of_extract(|extract| extract.birth_date = birth)
            .preview(80)
            .unwrap();
        let row = rows
            .into_iter()
            .find(|row| row.starts_with("Действует"))
            .unwrap();
        row.split("до ").nth(1).unwrap()[..10].to_owned()
    };
    assert_eq!(ends(day(2015, 3, 12)), "12.03.2033");
    assert_eq!(ends(day(2008, 9, 5)), "05.09.2026");
    assert_eq!(ends(day(2012, 2, 29)), "01.03.2030");
    assert_eq!(ends(day(2016, 2, 29)), "01.03.2034");
}

#[test]
fn an_extract_says_plainly_whether_it_can_be_used() {
    let rows = |active| {
        of_extract(|extract| extract.active = active)
            .preview(200)
            .unwrap()
            .join("\n")
    };
    assert!(rows(false).contains("! Сертификат ещё не активирован"));
    assert!(!rows(true).contains("не активирован"));
    assert!(rows(true).contains("Логин               1101000042"));
}

#[test]
fn a_password_stands_on_the_page_and_nowhere_else() {
    let paper = of_extract(|_| ());
    let shown = format!("{paper:?} {}", paper.preview(80).unwrap().join("\n"));
    for form in [papers::PASSWORD, &papers::PASSWORD.replace('-', "")] {
        assert!(!shown.contains(form), "{shown}");
        let bytes = paper.pdf().unwrap();
        let found = bytes
            .windows(form.len())
            .any(|part| part == form.as_bytes());
        assert!(!found, "in clear outside of the page");
    }
    assert!(shown.contains("печатается только на бумаге"));
    let Some(page) = text(&paper.pdf().unwrap(), true) else {
        return;
    };
    assert!(page.contains(papers::PASSWORD), "{page}");
    let mailed = of_extract(|extract| extract.password = None);
    let mailed = text(&mailed.pdf().unwrap(), true).unwrap_or_default();
    assert!(mailed.contains("печатается только на бумаге"), "{mailed}");
}

#[test]
fn a_paper_that_the_register_has_not_confirmed_says_so_and_stays_on_its_sheet() {
    let says = |paper: &Document| {
        let rows = paper.preview(400).unwrap().join("\n");
        rows.contains("! Напечатано без связи с реестром.")
    };
    for (confirmed, unconfirmed) in [
        (
            of_statement(|_| ()),
            of_statement(|paper| paper.confirmed = false),
        ),
        (
            of_extract(|_| ()),
            of_extract(|paper| paper.confirmed = false),
        ),
        (
            of_receipt(|_| ()),
            of_receipt(|paper| paper.confirmed = false),
        ),
    ] {
        assert!(!says(&confirmed) && says(&unconfirmed));
    }
    let longest = of_extract(|extract| {
        extract.confirmed = false;
        extract.made.copy = true;
        extract.child = name(&"Р".repeat(60), &"А".repeat(60), Some(&"П".repeat(60)));
    });
    for paper in [longest, of_extract(|e| e.active = true)] {
        let Some(sheets) = page_text(&paper.pdf().unwrap()) else {
            return;
        };
        assert_eq!(sheets.len(), 1);
    }
    let active = of_extract(|extract| (extract.active, extract.confirmed) = (true, false));
    let rows = active.preview(200).unwrap().join("\n");
    assert!(rows.contains("активирован в организации, реестр ещё не подтвердил"));
}

#[test]
fn twins_differ_only_where_they_must() {
    let anna = of_statement(|_| ()).preview(100).unwrap();
    let twin = of_statement(|statement| {
        statement.reference.number =
            reestr::domain::ApplicationNumber::new(papers::MUNICIPALITY, 2026, 124);
        statement.certificate = reestr::domain::CertificateNumber::new(papers::MUNICIPALITY, 43);
        statement.card.child.name.name = "Яна".into();
        statement.card.child.document.number = "512035".into();
    });
    let twin = twin.preview(100).unwrap();
    assert_eq!(anna.len(), twin.len());
    let differ: Vec<_> = anna
        .iter()
        .zip(&twin)
        .filter(|(a, b)| a != b)
        .map(|(a, _)| a.trim())
        .collect();
    assert_eq!(
        differ,
        [
            "Штрихкод            01-2026-000123-1",
            "QR-код              01-2026-000123-1-05092026-1101000042",
            "№ 01-2026-000123-1 от 05.09.2026",
            "Номер сертификата   1101000042",
            "Имя                 Анна",
            "Номер               512034",
            "Заявление № 01-2026-000123-1 от 05.09.2026 · сертификат № 1101000042",
        ]
    );
}

#[test]
fn what_was_not_told_leaves_no_hole() {
    let rows = papers::foreign().preview(80).unwrap();
    for row in &rows {
        assert!(!row.contains("None") && !row.contains("  №  "), "{row}");
    }
    let has = |words: &str| {
        rows.iter()
            .any(|row| row.split_whitespace().collect::<Vec<_>>().join(" ") == words)
    };
    assert!(has("Отчество нет") && has("СНИЛС не указан") && has("Эл. почта нет"));
    assert!(has("[ ] Обязанность сообщать об изменениях") && has("Не дано."));
    assert!(
        !rows
            .iter()
            .any(|row| row.starts_with("Адрес") || row.starts_with("Серия"))
    );
}

#[test]
fn a_preview_keeps_to_its_width() {
    for width in (24..=132).step_by(9) {
        for (name, paper) in all() {
            for row in paper.preview(width).unwrap() {
                assert!(
                    row.chars().count() <= usize::from(width),
                    "{name} {width}: {row}"
                );
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Any text at all becomes a paper or is refused by name.
    #[test]
    fn no_text_breaks_a_paper(text in "\\PC{0,400}", russian in "[А-Яа-яё .,№«»\\-]{0,2000}") {
        for text in [text.as_str(), russian.as_str()] {
            let paper = of_statement(|statement| {
                statement.office.organisation = text.into();
                statement.card.child.address = text.into();
                statement.consents[0].1.text = text.into();
                statement.made.clerk = text.into();
            });
            match paper.pdf() {
                Ok(bytes) => prop_assert!(bytes.starts_with(b"%PDF")),
                Err(error) => {
                    let named = matches!(error, PaperError::Glyph { .. });
                    prop_assert!(named, "{}", error);
                }
            }
        }
    }
}
