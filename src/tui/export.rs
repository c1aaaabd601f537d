//! Lists of the panels as files, each written on a thread of its own that ends with it. Idle, there is none.
//!
//! What stands in a list is what its panel shows, without anything personal: neither in the rows nor in the file's name.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::thread;

use tokio::sync::mpsc::UnboundedSender;

use crate::documents::table;
use crate::domain::Clean;

/// A list as its panel shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The beginning of the file's name.
    pub name: &'static str,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// A list and where it goes.
#[derive(Clone, Debug)]
pub struct Order {
    pub list: List,
    pub folder: PathBuf,
    /// The moment in the file's name, as the desk's clock shows it.
    pub moment: String,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Exported {
    pub rows: usize,
    pub folder: PathBuf,
    /// The file, or the system's word.
    pub result: Result<PathBuf, Clean>,
}

/// The end of the loop that starts threads.
pub struct Exporter {
    words: UnboundedSender<Exported>,
}

impl Exporter {
    #[must_use]
    pub fn new(words: UnboundedSender<Exported>) -> Self {
        Self { words }
    }

    /// Writes the list on a thread of its own. When the system gives none, that is what is told.
    pub fn order(&self, order: Order) {
        let (rows, folder) = (order.list.rows.len(), order.folder.clone());
        let words = self.words.clone();
        let spawned = thread::Builder::new()
            .name("export".to_owned())
            .spawn(move || {
                let result = write(&order).map_err(|error| Clean::new(&error.to_string()));
                // Nobody listens any more once the loop has ended.
                let _ = words.send(Exported {
                    rows: order.list.rows.len(),
                    folder: order.folder,
                    result,
                });
            });
        if let Err(error) = spawned {
            let result = Err(Clean::new(&error.to_string()));
            // The loop itself holds the other end.
            let _ = self.words.send(Exported {
                rows,
                folder,
                result,
            });
        }
    }
}

/// Writes `<name>-<moment>.csv`, whole or not at all. A file that is there already stays.
fn write(order: &Order) -> io::Result<PathBuf> {
    let Order {
        list,
        folder,
        moment,
    } = order;
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    let unfinished = folder.join(format!(
        ".{}-{moment}.{}.csv",
        list.name,
        std::process::id()
    ));
    let text = table::whole(&list.header, &list.rows);
    let written = fill(&unfinished, text.as_bytes()).and_then(|()| place(&unfinished, order));
    // Where it has its place under another name too, or was never made.
    let _ = fs::remove_file(&unfinished);
    written
}

/// Gives the whole file its name, or the next one that is free.
fn place(unfinished: &Path, order: &Order) -> io::Result<PathBuf> {
    let mut turn = 1;
    loop {
        let end = if turn == 1 {
            String::new()
        } else {
            format!("-{turn}")
        };
        let name = format!("{}-{}{end}.csv", order.list.name, order.moment);
        let whole = order.folder.join(name);
        match fs::hard_link(unfinished, &whole) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && turn < 100 => turn += 1,
            linked => return linked.map(|()| whole),
        }
    }
}

fn fill(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file: File = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use tokio::sync::mpsc::unbounded_channel;

    use super::*;

    fn order(folder: &Path) -> Order {
        let row = |text: &str| vec![text.to_owned(), "=1+1".to_owned()];
        Order {
            list: List {
                name: "queue",
                header: vec!["Номер".to_owned(), "Что".to_owned()],
                rows: vec![row("1"), row("а;б")],
            },
            folder: folder.to_owned(),
            moment: "20261123-091500".to_owned(),
        }
    }

    fn done(order: Order) -> Exported {
        let (sender, mut words) = unbounded_channel();
        Exporter::new(sender).order(order);
        words.blocking_recv().unwrap()
    }

    #[test]
    fn a_list_becomes_a_file_of_its_owner_and_none_is_written_over() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("lists");
        let first = done(order(&folder));
        let path = first.result.unwrap();
        assert_eq!(first.rows, 2);
        assert_eq!(path, folder.join("queue-20261123-091500.csv"));
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text, "\u{feff}Номер;Что\r\n1;'=1+1\r\n\"а;б\";'=1+1\r\n");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&path)), (0o700, 0o600));
        let second = done(order(&folder)).result.unwrap();
        assert_eq!(second, folder.join("queue-20261123-091500-2.csv"));
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
    }

    #[test]
    fn a_folder_that_cannot_be_is_told() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("file");
        fs::write(&file, "").unwrap();
        let told = done(order(&file));
        assert!(told.result.is_err());
        assert_eq!(told.folder, file);
    }
}
