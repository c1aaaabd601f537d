-- Programmes, requests with the contracts that they become, and the money that pays for them. Nothing personal. `record` is
-- the whole; the columns before it are what is asked for.

CREATE TABLE programmes (
    organisation INTEGER NOT NULL,
    id           BLOB NOT NULL,
    version      INTEGER NOT NULL,
    change_seq   INTEGER NOT NULL,
    record       TEXT NOT NULL,
    PRIMARY KEY (organisation, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX programmes_by_id ON programmes (id);
CREATE UNIQUE INDEX programmes_by_change ON programmes (organisation, change_seq);

-- `state` is the code of where it stands, `place` is 1 while it takes a place in its group, `live` while it holds money back
-- or stands against a second request, `one_person` where one clerk has made and confirmed it. `period` is that of the
-- payer's agreement.
CREATE TABLE requests (
    organisation INTEGER NOT NULL,
    id           BLOB NOT NULL,
    version      INTEGER NOT NULL,
    change_seq   INTEGER NOT NULL,
    state        TEXT NOT NULL,
    certificate  TEXT NOT NULL,
    payer        INTEGER NOT NULL,
    period       INTEGER,
    programme    BLOB NOT NULL,
    module       INTEGER NOT NULL,
    group_id     INTEGER NOT NULL,
    place        INTEGER NOT NULL,
    live         INTEGER NOT NULL,
    one_person   INTEGER NOT NULL,
    record       TEXT NOT NULL,
    PRIMARY KEY (organisation, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX requests_by_id ON requests (id);
CREATE UNIQUE INDEX requests_by_change ON requests (organisation, change_seq);
CREATE INDEX requests_by_state ON requests (organisation, state, id);
CREATE INDEX requests_by_place ON requests (organisation, programme, group_id) WHERE place = 1;
CREATE INDEX requests_by_agreement ON requests (organisation, payer, period) WHERE place = 1;
CREATE INDEX requests_live ON requests (organisation, programme, group_id) WHERE live = 1;
CREATE UNIQUE INDEX requests_by_certificate ON requests (certificate, programme, module) WHERE live = 1;
CREATE INDEX requests_by_one_person ON requests (organisation, id) WHERE one_person = 1;

-- What a municipality has set about money.
CREATE TABLE fundings (
    municipality INTEGER PRIMARY KEY,
    version      INTEGER NOT NULL,
    change_seq   INTEGER NOT NULL,
    record       TEXT NOT NULL
);

-- The money of certificates, by the municipality that pays.
CREATE TABLE accounts (
    municipality INTEGER NOT NULL,
    certificate  TEXT NOT NULL,
    version      INTEGER NOT NULL,
    change_seq   INTEGER NOT NULL,
    record       TEXT NOT NULL,
    PRIMARY KEY (municipality, certificate)
) WITHOUT ROWID;
CREATE UNIQUE INDEX accounts_by_certificate ON accounts (certificate);
CREATE UNIQUE INDEX accounts_by_change ON accounts (municipality, change_seq);

-- The purses of the accounts, in kopecks: what groups of certificates have in use.
CREATE TABLE purses (
    municipality INTEGER NOT NULL,
    certificate  TEXT NOT NULL,
    period       INTEGER NOT NULL,
    group_id     INTEGER,
    nominal      INTEGER NOT NULL,
    paid         INTEGER NOT NULL,
    PRIMARY KEY (municipality, certificate, period)
) WITHOUT ROWID;
CREATE INDEX purses_by_group ON purses (municipality, group_id, period, certificate, nominal);
CREATE INDEX purses_paid ON purses (municipality, period) WHERE paid > 0;

-- Who brought a record of enrolment to a version.
CREATE TABLE steps (
    scope   TEXT NOT NULL,
    target  TEXT NOT NULL,
    version INTEGER NOT NULL,
    clerk   INTEGER NOT NULL,
    command TEXT NOT NULL,
    at      TEXT NOT NULL,
    PRIMARY KEY (scope, target, version)
) WITHOUT ROWID;

-- A contract number stands once in an organisation and year.
CREATE TABLE contract_numbers (
    organisation INTEGER NOT NULL,
    year         INTEGER NOT NULL,
    number       TEXT NOT NULL,
    request      BLOB NOT NULL,
    PRIMARY KEY (organisation, year, number)
) WITHOUT ROWID;

-- The next number that is leased to a desk.
CREATE TABLE contract_books (
    organisation INTEGER NOT NULL,
    year         INTEGER NOT NULL,
    next         INTEGER NOT NULL,
    PRIMARY KEY (organisation, year)
) WITHOUT ROWID;
