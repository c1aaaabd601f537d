-- Nightly work: when something is due of a record, who works it off, and how far each night has come. Nothing personal.

-- `due` is the first day on which the register has something to do with a request by itself, `offered` the day of an offer
-- that waits for a signature. What stands here already is looked at once, and then put off to its day.
ALTER TABLE requests ADD COLUMN due TEXT;
ALTER TABLE requests ADD COLUMN offered TEXT;
UPDATE requests SET due = '0001-01-01' WHERE live = 1;
UPDATE requests SET offered = substr(json_extract(record, '$.confirmed.at'), 1, 10) WHERE state = 'confirmed';
CREATE INDEX requests_due ON requests (organisation, state, due, id) WHERE due IS NOT NULL;
CREATE INDEX requests_offered ON requests (organisation, offered, id) WHERE offered IS NOT NULL;

-- Since when nothing is asked of an account's money.
ALTER TABLE accounts ADD COLUMN unused TEXT;
CREATE INDEX accounts_unused ON accounts (municipality, unused, certificate) WHERE unused IS NOT NULL;

CREATE INDEX cards_by_age ON cards (municipality, birth_date, number) WHERE live = 1;
CREATE INDEX cases_drafts ON cases (municipality, date, number) WHERE state = 'draft';

-- `until` is in milliseconds. `fence` grows with every holder, so that one who was held up long doesn't write behind another.
CREATE TABLE night_locks (
    municipality INTEGER PRIMARY KEY,
    holder       BLOB NOT NULL,
    until        INTEGER NOT NULL,
    fence        INTEGER NOT NULL
);

CREATE TABLE nights (
    municipality INTEGER NOT NULL,
    date         TEXT NOT NULL,
    began        TEXT NOT NULL,
    ended        TEXT,
    PRIMARY KEY (municipality, date)
) WITHOUT ROWID;

CREATE TABLE night_counts (
    municipality INTEGER NOT NULL,
    date         TEXT NOT NULL,
    work         TEXT NOT NULL,
    done         INTEGER NOT NULL,
    PRIMARY KEY (municipality, date, work)
) WITHOUT ROWID;

-- Records that stay as they are although something was due of them.
CREATE TABLE night_failures (
    municipality INTEGER NOT NULL,
    date         TEXT NOT NULL,
    work         TEXT NOT NULL,
    target       TEXT NOT NULL,
    why          TEXT NOT NULL,
    PRIMARY KEY (municipality, date, work, target)
) WITHOUT ROWID;
