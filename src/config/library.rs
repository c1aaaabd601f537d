//! Data files that come with the program, and files of one's own that inherit from them.

use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::DeValue;

use super::DataFile;
use super::diagnostic::{Diagnostic, Mistake};
use super::document::{self, Document};
use super::repair::Repaired;

/// Longer chains of `inherits` go in a circle.
const DEEPEST: usize = 8;

/// The bundled files of one kind.
pub struct Library {
    /// What one of them is called: "keymap", "theme".
    pub kind: &'static str,
    /// Name without ending, and text.
    pub files: &'static [(&'static str, &'static str)],
}

/// A data file whose text is at hand.
pub struct Source {
    /// As diagnostics name it.
    pub name: String,
    /// Where relative paths inside it start.
    pub folder: PathBuf,
    pub text: Repaired,
    /// How many files inherited each other down to this one.
    depth: usize,
}

impl Source {
    /// A file that somebody else has read.
    #[must_use]
    pub fn new(file: &Path, text: &str) -> Self {
        Self {
            name: file.display().to_string(),
            folder: file.parent().unwrap_or(Path::new("")).to_owned(),
            text: Repaired::new(text),
            depth: 0,
        }
    }
}

impl Library {
    /// # Errors
    /// The file can't be read, or none is called so.
    pub fn open(&self, file: &DataFile) -> Result<Source, Diagnostic> {
        match file {
            DataFile::File(path) => Ok(Source::new(path, &document::read(path)?)),
            DataFile::Bundled(name) => self.bundled(name).map_err(|mistake| Diagnostic {
                file: self.kind.to_owned(),
                at: None,
                what: mistake.what,
                hint: mistake.hint,
            }),
        }
    }

    fn bundled(&self, name: &str) -> Result<Source, Mistake> {
        let names = self.files.iter().map(|(known, _)| *known);
        match self.files.iter().find(|(known, _)| *known == name) {
            Some((_, text)) => Ok(Source {
                name: format!("{}s/{name}.toml", self.kind),
                folder: PathBuf::new(),
                text: Repaired::new(text),
                depth: 0,
            }),
            None => Err(Mistake::unknown(
                format!("no {} is called \"{name}\"", self.kind),
                name,
                names,
            )),
        }
    }

    /// The file that the value of `inherits` in `child` names. A mistake is noted in the document.
    pub fn parent<'t>(
        &self,
        document: &mut Document<'t>,
        child: &Source,
        inherits: &Spanned<DeValue<'t>>,
    ) -> Option<Source> {
        let name = document.text("inherits", inherits)?;
        let opened = if child.depth >= DEEPEST {
            let what = format!("the {}s inherit each other in a circle", self.kind);
            Err(Mistake::new(what, "take one `inherits` out"))
        } else if DataFile::is_path(name) {
            let path = child.folder.join(name);
            std::fs::read_to_string(&path)
                .map(|text| Source::new(&path, &text))
                .map_err(|error| {
                    let what = format!("{} can't be read: {error}", path.display());
                    Mistake::new(what, "a path starts at the folder of this file")
                })
        } else {
            self.bundled(name)
        };
        match opened {
            Ok(parent) => Some(Source {
                depth: child.depth + 1,
                ..parent
            }),
            Err(mistake) => {
                document.wrong(&inherits.span(), mistake);
                None
            }
        }
    }
}
