-- Where the numbers of new applications stand. A counter never goes down.
CREATE TABLE serials (
    municipality INTEGER NOT NULL,
    year         INTEGER NOT NULL,
    next         INTEGER NOT NULL,
    PRIMARY KEY (municipality, year)
) WITHOUT ROWID;

-- How far the serials of certificates are drawn; `key` chooses their order, so that a serial doesn't tell how many there
-- are.
CREATE TABLE draws (
    municipality INTEGER PRIMARY KEY,
    next         INTEGER NOT NULL,
    key          INTEGER NOT NULL
);

-- Versions of consent texts behind the one that comes with the program. They are never changed: consents name them.
CREATE TABLE consent_texts (
    code    TEXT NOT NULL,
    version INTEGER NOT NULL,
    title   TEXT NOT NULL,
    text    TEXT NOT NULL,
    meaning TEXT NOT NULL,
    refusal TEXT NOT NULL,
    at      TEXT NOT NULL,
    PRIMARY KEY (code, version)
) WITHOUT ROWID;

-- Bodies that issue documents, as clerks of the organisation typed them. `department_code` is empty where there is none;
-- the highest `used` was used last.
CREATE TABLE issuers (
    organisation    INTEGER NOT NULL,
    key             TEXT NOT NULL,
    department_code TEXT NOT NULL,
    name            TEXT NOT NULL,
    used            INTEGER NOT NULL,
    PRIMARY KEY (organisation, key, department_code)
) WITHOUT ROWID;
CREATE INDEX issuers_by_use ON issuers (organisation, used);

-- Looks for alike records, in milliseconds since 1970: what is left of a clerk's hour.
CREATE TABLE looks (
    n     INTEGER PRIMARY KEY,
    clerk INTEGER NOT NULL,
    at    INTEGER NOT NULL
);
CREATE INDEX looks_by_clerk ON looks (clerk, at);
