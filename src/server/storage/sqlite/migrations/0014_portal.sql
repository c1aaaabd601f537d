-- Portals on which families apply and enrol: their accounts, what each has sent, and the answers that it got. `municipalities`
-- are the codes in which it may act, with spaces between; `disabled` is when its account was closed. Of a token its SHA-256 is
-- kept alone.
CREATE TABLE portals (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    name           TEXT NOT NULL UNIQUE,
    token          BLOB NOT NULL UNIQUE,
    municipalities TEXT NOT NULL,
    per_minute     INTEGER NOT NULL,
    created        TEXT NOT NULL,
    disabled       TEXT
);

-- What came of a request that bears a key, so that a repeat gets the same. `hash` is that of the request, `at` is in
-- milliseconds since 1970.
CREATE TABLE portal_answers (
    portal INTEGER NOT NULL REFERENCES portals (id),
    key    TEXT NOT NULL,
    hash   BLOB NOT NULL,
    at     INTEGER NOT NULL,
    status INTEGER NOT NULL,
    body   TEXT NOT NULL,
    PRIMARY KEY (portal, key)
) WITHOUT ROWID;
CREATE INDEX portal_answers_by_time ON portal_answers (at);

-- Which portal sent an application or a request: it alone reads it and takes it back.
CREATE TABLE portal_records (
    portal INTEGER NOT NULL REFERENCES portals (id),
    record TEXT NOT NULL,
    PRIMARY KEY (portal, record)
) WITHOUT ROWID;

-- What families can choose is asked for by municipality. `open` is 1 while the programme is published and enrolment on one of
-- its modules is open.
ALTER TABLE programmes ADD COLUMN municipality INTEGER NOT NULL DEFAULT 0;
ALTER TABLE programmes ADD COLUMN open INTEGER NOT NULL DEFAULT 0;
UPDATE programmes SET
    municipality = json_extract(record, '$.municipality'),
    open = json_extract(record, '$.state') = 'published' AND EXISTS (
        SELECT 1 FROM json_each(record, '$.modules') AS module WHERE json_extract(module.value, '$.enrolment_open'));
CREATE INDEX programmes_open ON programmes (municipality, id) WHERE open = 1;
