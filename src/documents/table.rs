//! Tables as text that a spreadsheet opens: `;` between cells, CRLF behind rows, a mark of UTF-8 at the start, quotes as in
//! RFC 4180.
//!
//! A cell that begins with `=`, `+`, `-` or `@` is a formula to a spreadsheet, and what stands in a table comes from
//! outside. Such a cell gets an apostrophe before it, which shows that it is text; [`plain`] takes it off again.

/// The mark at the start of the file by which a spreadsheet knows the encoding.
pub const MARK: &str = "\u{feff}";
/// What stands between two cells.
pub const BETWEEN: char = ';';

/// One row with its end.
#[must_use]
pub fn row<T: AsRef<str>>(cells: &[T]) -> String {
    let mut row = String::new();
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            row.push(BETWEEN);
        }
        push(&mut row, cell.as_ref());
    }
    row.push_str("\r\n");
    row
}

/// A whole table with its header.
#[must_use]
pub fn whole(header: &[String], rows: &[Vec<String>]) -> String {
    let mut table = MARK.to_owned();
    table.push_str(&row(header));
    for cells in rows {
        table.push_str(&row(cells));
    }
    table
}

/// The text of a cell without the apostrophe that kept it from being a formula.
#[must_use]
pub fn plain(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_formula(text) => text,
        _ => cell,
    }
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

fn push(row: &mut String, text: &str) {
    let quoted = text.contains([BETWEEN, '"', '\n', '\r']);
    if quoted {
        row.push('"');
    }
    if is_formula(text) {
        row.push('\'');
    }
    for c in text.chars() {
        if c == '"' {
            row.push('"');
        }
        row.push(c);
    }
    if quoted {
        row.push('"');
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_formula_is_text_and_comes_back() {
        let cells = [
            "=1+1",
            "+79121234567",
            "-",
            "@SUM(A1)",
            "а;б",
            "\"в\"",
            "'г",
            "",
        ];
        let text = row(&cells);
        assert_eq!(
            text,
            "'=1+1;'+79121234567;'-;'@SUM(A1);\"а;б\";\"\"\"в\"\"\";'г;\r\n"
        );
        assert_eq!(plain("'+79121234567"), "+79121234567");
        assert_eq!(plain("'г"), "'г");
    }

    proptest! {
        #[test]
        fn no_cell_is_a_formula_and_all_come_back(cells in prop::collection::vec("[=+@'\";а-я0-9 -]{0,9}", 1..6)) {
            let text = row(&cells);
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(b';')
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes());
            let mut record = csv::StringRecord::new();
            let any = reader.read_record(&mut record).unwrap();
            // One empty cell is an empty line to any reader.
            prop_assert!(any || cells == [""]);
            for (read, cell) in record.iter().zip(&cells) {
                prop_assert!(!is_formula(read), "{}", read);
                // A cell that was an apostrophe before a sign already is the one that can't be told from a kept one.
                let own = cell.strip_prefix('\'').is_some_and(is_formula);
                prop_assert!(own || plain(read) == cell);
            }
        }
    }
}
