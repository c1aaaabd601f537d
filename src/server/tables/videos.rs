//! A file of training videos: checked to its end first, then given on whole, or not at all.

use std::collections::BTreeSet;

use super::rows::{Rows, misshapen};
use super::{Encoding, Problem, text};
use crate::api::handbook::{MOST_VIDEOS, Video};
use crate::i18n::{Arg, Texts};
use crate::server::admin::videos::{Entered, VideoError};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Code,
    Russian,
    English,
    Address,
    Article,
    Length,
}

const ALL: [text::Known<Column>; 6] = [
    (Column::Code, "Код", false),
    (Column::Russian, "Название", false),
    (Column::English, "Название по-английски", false),
    (Column::Address, "Ссылка", false),
    (Column::Article, "Статья", false),
    (Column::Length, "Длительность", false),
];

/// The header of such a file.
#[must_use]
pub fn videos_template() -> String {
    let titles: Vec<&str> = ALL.iter().map(|(_, title, _)| *title).collect();
    format!("{}\n", titles.join(";"))
}

/// The videos of a file.
///
/// # Errors
/// Everything that is wrong in it.
pub fn videos(
    bytes: &[u8],
    encoding: Option<Encoding>,
    texts: &Texts,
) -> Result<Vec<Video>, Vec<Problem>> {
    let text = text::decode(bytes, encoding, texts).map_err(|problem| vec![problem])?;
    let mut rows = Rows::of(&text);
    let header = rows.header(&ALL, texts)?;
    let (mut videos, mut problems, mut codes) = (Vec::new(), Vec::new(), BTreeSet::new());
    while let Some((line, row)) = rows.next() {
        if videos.len() >= MOST_VIDEOS {
            let args = [("most", Arg::Count(MOST_VIDEOS as i64))];
            problems.push(text::whole(line, texts.with("import-too-long", &args)));
        }
        if videos.len() >= MOST_VIDEOS || problems.len() >= MOST_VIDEOS {
            break;
        }
        if let Some(problem) = misshapen(&header, row, line, texts) {
            problems.push(problem);
            continue;
        }
        let cell = |column| header.cell(column, row);
        let entered = Entered {
            code: cell(Column::Code),
            title_ru: cell(Column::Russian),
            title_en: cell(Column::English),
            address: cell(Column::Address),
            article: cell(Column::Article),
            length: cell(Column::Length),
        };
        let wrong = |column: Column, key: &str| Problem {
            line,
            column: title(column).to_owned(),
            what: texts.get(key),
        };
        match entered.video() {
            Ok(video) if codes.insert(video.code.clone()) => videos.push(video),
            Ok(_) => problems.push(wrong(Column::Code, "import-twice")),
            Err(VideoError::Code) => problems.push(wrong(Column::Code, "import-video-code")),
            Err(VideoError::Title) => problems.push(wrong(Column::Russian, "import-video-title")),
            Err(VideoError::Address) => {
                problems.push(wrong(Column::Address, "import-video-address"));
            }
            Err(VideoError::Article) => {
                problems.push(wrong(Column::Article, "import-video-article"));
            }
            Err(VideoError::Length | VideoError::TooMany) => {
                problems.push(wrong(Column::Length, "import-video-length"));
            }
        }
    }
    if problems.is_empty() {
        Ok(videos)
    } else {
        Err(problems)
    }
}

fn title(column: Column) -> &'static str {
    let named = ALL.iter().find(|(one, ..)| *one == column);
    named.map_or("", |(_, title, _)| title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    fn read(lines: &str) -> Result<Vec<Video>, Vec<Problem>> {
        let texts = Texts::new(Language::Russian);
        let file = format!("{}{lines}", videos_template());
        videos(file.as_bytes(), None, &texts)
    }

    #[test]
    fn a_file_is_read_whole() {
        let read = read("compare;Сверка;Comparing;https://v.example/c;a2-compare;2:05\n").unwrap();
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].title_ru.as_str(), "Сверка");
    }

    #[test]
    fn every_mistake_is_told_by_line_and_column() {
        let lines = "compare;Сверка;Comparing;https://v.example/c;a2-compare;2:05\n\
                     compare;Сверка;Comparing;https://v.example/c;a2-compare;2:05\n\
                     other;Сверка;Comparing;http://v.example/c;a2-compare;2:05\n\
                     third;Сверка;Comparing;https://v.example/c;a9;2:05\n\
                     fourth;Сверка\n";
        let problems = read(lines).unwrap_err();
        let told: Vec<(u64, &str)> = problems
            .iter()
            .map(|p| (p.line, p.column.as_str()))
            .collect();
        assert_eq!(told, [(3, "Код"), (4, "Ссылка"), (5, "Статья"), (6, "")]);
    }
}
