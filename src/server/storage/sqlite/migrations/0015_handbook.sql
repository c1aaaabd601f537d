-- Training videos: links, nothing else. `article` is the code of an article of the handbook that every desk carries.
CREATE TABLE videos (
    code     TEXT PRIMARY KEY,
    title_ru TEXT NOT NULL,
    title_en TEXT NOT NULL,
    address  TEXT NOT NULL,
    article  TEXT NOT NULL,
    seconds  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The last revision of an article that a clerk has read, and when the register heard of it, in milliseconds since 1970.
CREATE TABLE articles_read (
    organisation INTEGER NOT NULL,
    clerk        INTEGER NOT NULL,
    article      TEXT NOT NULL,
    revision     INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (organisation, clerk, article)
) STRICT, WITHOUT ROWID;
