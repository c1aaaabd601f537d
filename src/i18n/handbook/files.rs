//! The files of the articles, in the order in which they are read; the one place where a new article is entered.

/// Code and text.
type File = (&'static str, &'static str);

macro_rules! articles {
    ($($code:literal),* $(,)?) => {
        pub(super) const RUSSIAN: &[File] =
            &[$(($code, include_str!(concat!("../ru/handbook/", $code, ".txt")))),*];
        pub(super) const ENGLISH: &[File] =
            &[$(($code, include_str!(concat!("../en/handbook/", $code, ".txt")))),*];
    };
}

articles![
    "start",
    "a1-search",
    "a1-queue",
    "forgotten-number",
    "a2-compare",
    "a2-personal",
    "a3-accept",
    "a3-activate",
    "returned",
    "duplicates",
    "leases",
    "changes",
    "b1-documents",
    "b2-form",
    "b2-consents",
    "b3-papers",
    "b4-hand-over",
    "c1-publish",
    "c1-programme-form",
    "c2-open",
    "c2-funding",
    "c3-requests",
    "c3-in-person",
    "c4-conclude",
    "c4-terminate",
    "c5-handbook",
    "printing",
    "offline",
    "outbox",
    "night",
    "overview",
    "keyboard",
];
