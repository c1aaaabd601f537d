-- The register of one region. Every key starts with the municipality or the organisation, so that the tables can be
-- spread by it; texts are folded by the program, since SQLite folds ASCII alone.

CREATE TABLE municipalities (
    code INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);

CREATE TABLE organisations (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    municipality INTEGER NOT NULL REFERENCES municipalities (code),
    name         TEXT NOT NULL
);
CREATE INDEX organisations_by_municipality ON organisations (municipality, id);

CREATE TABLE clerks (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    organisation INTEGER NOT NULL REFERENCES organisations (id),
    login        TEXT NOT NULL UNIQUE,
    name         TEXT NOT NULL,
    capabilities TEXT NOT NULL,
    password     TEXT NOT NULL
);
CREATE INDEX clerks_by_organisation ON clerks (organisation, id);

CREATE TABLE devices (
    id         BLOB PRIMARY KEY,
    clerk      INTEGER NOT NULL REFERENCES clerks (id),
    epoch      INTEGER NOT NULL,
    high_water INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE tokens (
    hash    BLOB PRIMARY KEY,
    clerk   INTEGER NOT NULL REFERENCES clerks (id),
    device  BLOB NOT NULL,
    channel TEXT NOT NULL,
    issued  TEXT NOT NULL,
    seen    TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX tokens_by_issue ON tokens (issued);

-- What a cursor counts. The row is updated inside the transaction that changes a record of the scope.
CREATE TABLE scopes (
    scope   TEXT PRIMARY KEY,
    counter INTEGER NOT NULL
) WITHOUT ROWID;

-- Nothing personal. `record` is the whole; the columns before it are what searches need.
CREATE TABLE cases (
    municipality INTEGER NOT NULL,
    number       TEXT NOT NULL,
    version      INTEGER NOT NULL,
    change_seq   INTEGER NOT NULL,
    serial       INTEGER NOT NULL,
    date         TEXT NOT NULL,
    certificate  TEXT NOT NULL,
    state        TEXT NOT NULL,
    paper_due    TEXT NOT NULL,
    record       TEXT NOT NULL,
    PRIMARY KEY (municipality, number)
) WITHOUT ROWID;
CREATE UNIQUE INDEX cases_by_change ON cases (municipality, change_seq);
CREATE UNIQUE INDEX cases_by_certificate ON cases (municipality, certificate);
CREATE INDEX cases_by_serial ON cases (municipality, serial);
CREATE INDEX cases_by_date ON cases (municipality, date, number);
CREATE INDEX cases_by_due ON cases (municipality, state, paper_due);

-- Personal. `live` is 0 when the certificate has ended, so that it is no duplicate of a new one.
CREATE TABLE cards (
    municipality INTEGER NOT NULL,
    number       TEXT NOT NULL,
    live         INTEGER NOT NULL,
    name         TEXT NOT NULL,
    birth_date   TEXT NOT NULL,
    document     TEXT NOT NULL,
    snils        TEXT,
    card         TEXT NOT NULL,
    PRIMARY KEY (municipality, number)
) WITHOUT ROWID;
CREATE INDEX cards_by_birth_date ON cards (birth_date);
CREATE INDEX cards_by_document ON cards (document);
CREATE INDEX cards_by_name ON cards (name);
CREATE INDEX cards_by_snils ON cards (snils) WHERE snils IS NOT NULL;

-- The words of the child's name, so that any of them can be typed first.
CREATE TABLE name_words (
    municipality INTEGER NOT NULL,
    word         TEXT NOT NULL,
    number       TEXT NOT NULL,
    PRIMARY KEY (municipality, word, number)
) WITHOUT ROWID;
CREATE INDEX name_words_by_number ON name_words (municipality, number);

-- Pairs that a second person has found to be different children; each is kept in both orders.
CREATE TABLE told_apart (
    number TEXT NOT NULL,
    other  TEXT NOT NULL,
    PRIMARY KEY (number, other)
) WITHOUT ROWID;

-- Who brought a record to a version.
CREATE TABLE changes (
    municipality INTEGER NOT NULL,
    number       TEXT NOT NULL,
    version      INTEGER NOT NULL,
    clerk        INTEGER NOT NULL,
    command      TEXT NOT NULL,
    at           TEXT NOT NULL,
    PRIMARY KEY (municipality, number, version)
) WITHOUT ROWID;

CREATE TABLE results (
    device  BLOB NOT NULL,
    epoch   INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    hash    TEXT NOT NULL,
    target  TEXT NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (device, epoch, seq)
) WITHOUT ROWID;

CREATE TABLE journal_numbers (
    organisation INTEGER NOT NULL,
    year         INTEGER NOT NULL,
    number       TEXT NOT NULL,
    application  TEXT NOT NULL,
    PRIMARY KEY (organisation, year, number)
) WITHOUT ROWID;

CREATE TABLE journals (
    organisation INTEGER NOT NULL,
    year         INTEGER NOT NULL,
    next         INTEGER NOT NULL,
    PRIMARY KEY (organisation, year)
) WITHOUT ROWID;

-- Which clerk was given the personal values of which application.
CREATE TABLE reveals (
    clerk  INTEGER NOT NULL,
    number TEXT NOT NULL,
    at     TEXT NOT NULL,
    PRIMARY KEY (clerk, number)
) WITHOUT ROWID;

-- hash = SHA-256(hash of the row before || canonical row), one chain per scope.
CREATE TABLE audit (
    scope TEXT NOT NULL,
    n     INTEGER NOT NULL,
    row   TEXT NOT NULL,
    hash  BLOB NOT NULL,
    PRIMARY KEY (scope, n)
) WITHOUT ROWID;
