-- The column `municipality` of cases, cards and name_words is the one that serves the record. It is in the number, but for
-- the few that have moved: those have a row here. Their certificate's number stays taken where it was issued.
CREATE TABLE homes (
    number       TEXT PRIMARY KEY,
    municipality INTEGER NOT NULL,
    certificate  TEXT NOT NULL UNIQUE
) WITHOUT ROWID;

-- Records that a municipality serves no longer, so that its desks are told.
CREATE TABLE departures (
    municipality INTEGER NOT NULL,
    number       TEXT NOT NULL,
    change_seq   INTEGER NOT NULL,
    PRIMARY KEY (municipality, number)
) WITHOUT ROWID;
CREATE INDEX departures_by_change ON departures (municipality, change_seq);

-- Whom the data of a refused change are alike to, until a second person has decided or other data came.
CREATE TABLE raised (
    number  TEXT NOT NULL,
    other   TEXT NOT NULL,
    settled INTEGER NOT NULL,
    PRIMARY KEY (number, other)
) WITHOUT ROWID;
