//! The handbook on paper: a list of contents, then each article on sheets of its own, so that a changed one is replaced
//! alone. Nothing personal.
//!
//! Unlike the papers of an office it is in the language that is asked for.

use chrono::NaiveDate;

use super::PaperError;
use super::codes::{code_of_link, runs};
use super::fonts::{Face, Fonts};
use super::page::{self, FOOT, LEFT, MEASURE, MM, Mark, Piece, TOP, rule};
use super::pdf::{self, Embedding};
use crate::i18n::handbook::{Block, Told, words};

const BODY: f32 = 10.3;
const LEADING: f32 = 12.9;
const TITLE: f32 = 17.0;
const HEADING: f32 = 12.0;
const CAPTION: f32 = 9.0;
/// Where the text of steps, bullets and answers begins.
const INDENT: f32 = 18.0;
/// Lines of a block that are not parted by the end of a sheet.
const WHOLE: usize = 4;
/// Modules of the largest code.
const MOST_MODULES: usize = 45;
/// A module of a code: a third of a millimetre is read from a copy, too.
const MODULE: f32 = 0.7 * MM;

/// What is printed beside the articles' own texts, in their language.
#[derive(Clone, Debug)]
pub struct Captions {
    pub title: String,
    /// Below the title: when it was printed.
    pub made: String,
    pub contents: String,
    pub videos: String,
}

/// A training video at the end of an article.
#[derive(Clone, Debug)]
pub struct Film {
    /// Code of the article.
    pub article: String,
    pub title: String,
    pub address: String,
}

/// The handbook as a PDF file.
///
/// # Errors
/// When a text has a letter that the font lacks, or the program's fonts can't be read.
pub fn handbook(
    articles: &[Told],
    films: &[Film],
    captions: &Captions,
    made: NaiveDate,
) -> Result<Vec<u8>, PaperError> {
    let fonts = Fonts::open()?;
    check(&fonts, articles, films, captions)?;
    let setter = Setter { fonts: &fonts };
    let chapters: Vec<Vec<Vec<Mark>>> = articles
        .iter()
        .map(|article| page::sheets(setter.article(article, films, captions), TOP))
        .collect();
    // The list of contents tells of sheets that come behind it: its own length is known before their numbers are.
    let front = setter
        .contents(articles, &vec![0; articles.len()], captions)
        .len();
    let mut next = front + 1;
    let mut begins = Vec::new();
    for chapter in &chapters {
        begins.push(next);
        next += chapter.len();
    }
    let mut sheets = setter.contents(articles, &begins, captions);
    let mut feet: Vec<&str> = vec![&captions.contents; sheets.len()];
    for (article, chapter) in articles.iter().zip(chapters) {
        feet.extend(std::iter::repeat_n(article.title.as_str(), chapter.len()));
        sheets.extend(chapter);
    }
    for (at, (sheet, told)) in sheets.iter_mut().zip(feet).enumerate() {
        sheet.extend(setter.foot(&captions.title, told, at + 1));
    }
    pdf::file(&fonts, sheets, &captions.title, made, Embedding::Used)
}

/// Refuses a text with a letter that a face lacks.
fn check(
    fonts: &Fonts,
    articles: &[Told],
    films: &[Film],
    captions: &Captions,
) -> Result<(), PaperError> {
    let own = [
        &captions.title,
        &captions.made,
        &captions.contents,
        &captions.videos,
    ];
    let own = own.into_iter().map(|text| (&captions.title, text.as_str()));
    let articles = articles.iter().flat_map(|article| {
        let texts = article.blocks.iter().map(Block::text);
        let texts = texts.chain([article.title.as_str()]);
        texts.map(|text| (&article.title, text))
    });
    let films = films.iter().map(|film| (&film.title, film.title.as_str()));
    for (label, text) in own.chain(articles).chain(films) {
        if let Some(character) = fonts.lacks(text) {
            let label = label.clone();
            return Err(PaperError::Glyph { character, label });
        }
    }
    Ok(())
}

/// How a text is set.
#[derive(Clone, Copy)]
struct Setting<'a> {
    /// Stands before the first line.
    mark: &'a str,
    indent: f32,
    face: Face,
    above: f32,
}

struct Setter<'a> {
    fonts: &'a Fonts,
}

impl Setter<'_> {
    fn article(&self, article: &Told, films: &[Film], captions: &Captions) -> Vec<Piece> {
        let mut pieces = self.title(&article.title);
        let mut asked = false;
        for block in &article.blocks {
            let mark = block.mark();
            let after_question = std::mem::replace(&mut asked, matches!(block, Block::Question(_)));
            let (indent, face, above) = match block {
                Block::Heading(text) => {
                    pieces.push(heading(text));
                    continue;
                }
                Block::Paragraph(_) => (0.0, Face::Text, 5.0),
                Block::Step(..) | Block::Bullet(_) => (INDENT, Face::Text, 2.0),
                Block::Question(_) => (INDENT, Face::Strong, 4.5),
                Block::Answer(_) => (INDENT, Face::Text, 1.0),
            };
            let setting = Setting {
                mark: mark.trim_end(),
                indent,
                face,
                above: if after_question { 1.0 } else { above },
            };
            self.text(block.text(), &setting, &mut pieces);
            if asked && let Some(last) = pieces.last_mut() {
                last.with_next = true;
            }
        }
        let own: Vec<&Film> = films
            .iter()
            .filter(|film| film.article == article.code)
            .collect();
        if !own.is_empty() {
            pieces.push(heading(&captions.videos));
            pieces.extend(own.into_iter().filter_map(|film| self.film(film)));
        }
        pieces
    }

    fn title(&self, title: &str) -> Vec<Piece> {
        let width = |text: &str| self.fonts.width(Face::Strong, TITLE, text);
        let lines = super::wrap::wrap(title, MEASURE, width);
        let height = 21.0;
        let mut pieces: Vec<Piece> = lines
            .into_iter()
            .map(|line| Piece {
                above: 0.0,
                height,
                marks: vec![mark(0.0, 17.0, Face::Strong, TITLE, line)],
                with_next: true,
            })
            .collect();
        pieces.push(Piece {
            above: 0.0,
            height: 9.0,
            marks: vec![rule(0.0, 4.0, MEASURE, 0.8)],
            with_next: true,
        });
        pieces
    }

    /// A text in lines; its keys stand out.
    fn text(&self, text: &str, setting: &Setting<'_>, pieces: &mut Vec<Piece>) {
        let lines = self.lines(text, setting);
        let count = lines.len();
        for (at, mut marks) in lines.into_iter().enumerate() {
            if at == 0 && !setting.mark.is_empty() {
                let sign = setting.mark.to_owned();
                marks.push(mark(0.0, 10.5, setting.face, BODY, sign));
            }
            // Short blocks stay whole; of long ones no single line is left alone at either end.
            let alone = at == 0 || at + 2 == count;
            pieces.push(Piece {
                above: if at == 0 { setting.above } else { 0.0 },
                height: LEADING,
                marks,
                with_next: at + 1 < count && (count <= WHOLE || alone),
            });
        }
    }

    fn lines(&self, text: &str, setting: &Setting<'_>) -> Vec<Vec<Mark>> {
        let room = MEASURE - setting.indent;
        let space = self.fonts.width(setting.face, BODY, " ");
        let mut lines: Vec<Vec<Mark>> = vec![Vec::new()];
        let mut used = 0.0;
        for word in words(text) {
            let face = |is_key| if is_key { Face::Strong } else { setting.face };
            let parts = word.iter().map(|(text, is_key)| (*text, face(*is_key)));
            let parts: Vec<(&str, Face, f32)> = parts
                .map(|(text, face)| (text, face, self.fonts.width(face, BODY, text)))
                .collect();
            let width: f32 = parts.iter().map(|(_, _, width)| width).sum();
            let gap = if used > 0.0 { space } else { 0.0 };
            if used > 0.0 && used + gap + width > room {
                lines.push(Vec::new());
                used = 0.0;
            } else {
                used += gap;
            }
            for (text, face, width) in parts {
                if let Some(line) = lines.last_mut() {
                    let x = setting.indent + used;
                    line.push(mark(x, 10.5, face, BODY, text.to_owned()));
                }
                used += width;
            }
        }
        lines
    }

    /// The code on the left, what it leads to on the right.
    fn film(&self, film: &Film) -> Option<Piece> {
        let modules = code_of_link(&film.address, MOST_MODULES).ok()?;
        let side = modules.len() as f32 * MODULE;
        let mut marks = Vec::new();
        for (y, row) in modules.iter().enumerate() {
            for (x, length) in runs(row) {
                marks.push(Mark::Bar {
                    x: x as f32 * MODULE,
                    y: y as f32 * MODULE,
                    width: length as f32 * MODULE,
                    height: MODULE,
                });
            }
        }
        let x = side + 14.0;
        let mut y = 12.0;
        for (face, size, text) in [
            (Face::Strong, BODY, &film.title),
            (Face::Label, CAPTION, &film.address),
        ] {
            let width = |part: &str| self.fonts.width(face, size, part);
            for line in super::wrap::wrap(text, MEASURE - x, width) {
                marks.push(mark(x, y, face, size, line));
                y += LEADING;
            }
        }
        Some(Piece {
            above: 8.0,
            height: side.max(y),
            marks,
            with_next: false,
        })
    }

    /// The sheets of the list of contents; `begins` says on which sheet each article begins.
    fn contents(&self, articles: &[Told], begins: &[usize], captions: &Captions) -> Vec<Vec<Mark>> {
        let mut pieces = self.title(&captions.title);
        pieces.push(Piece {
            above: 0.0,
            height: LEADING,
            marks: vec![mark(0.0, 10.0, Face::Label, CAPTION, captions.made.clone())],
            with_next: true,
        });
        pieces.push(heading(&captions.contents));
        for (article, sheet) in articles.iter().zip(begins) {
            pieces.push(self.entry(&article.title, *sheet));
        }
        page::sheets(pieces, TOP)
    }

    fn entry(&self, title: &str, sheet: usize) -> Piece {
        let number = sheet.to_string();
        let width = |text: &str| self.fonts.width(Face::Text, BODY, text);
        let right = MEASURE - width(&number);
        let (begin, end) = (width(title) + 5.0, right - 5.0);
        let dot = width(".") * 2.0;
        let mut marks = vec![
            mark(0.0, 11.0, Face::Text, BODY, title.to_owned()),
            mark(right, 11.0, Face::Text, BODY, number),
        ];
        // Dots stand in columns: their places don't depend on the title.
        let first = (begin / dot).ceil() as usize;
        let last = (end / dot).floor() as usize;
        marks.extend((first..last).map(|at| {
            let x = at as f32 * dot;
            mark(x, 11.0, Face::Text, BODY, ".".to_owned())
        }));
        Piece {
            above: 3.0,
            height: LEADING,
            marks,
            with_next: false,
        }
    }

    fn foot(&self, title: &str, told: &str, sheet: usize) -> Vec<Mark> {
        let number = sheet.to_string();
        let width = |text: &str| self.fonts.width(Face::Label, CAPTION, text);
        let y = FOOT + 5.5 * MM;
        let text = format!("{title} — {told}");
        vec![
            rule(LEFT, FOOT + 1.5 * MM, MEASURE, 0.8),
            mark(LEFT, y, Face::Label, CAPTION, text),
            mark(
                LEFT + MEASURE - width(&number),
                y,
                Face::Label,
                CAPTION,
                number,
            ),
        ]
    }
}

fn heading(text: &str) -> Piece {
    Piece {
        above: 9.0,
        height: 15.0,
        marks: vec![mark(0.0, 12.0, Face::Strong, HEADING, text.to_owned())],
        with_next: true,
    }
}

fn mark(x: f32, y: f32, face: Face, size: f32, text: String) -> Mark {
    Mark::Text {
        x,
        y,
        face,
        size,
        text,
    }
}
