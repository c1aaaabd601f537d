-- Results are found by the identifier of their act as well, so that an act which is sent again under another name gets
-- the answer that it had. Rows from before have the identifier of zeros, which finds nothing.

ALTER TABLE results ADD COLUMN id BLOB NOT NULL DEFAULT x'00000000000000000000000000000000';
ALTER TABLE results ADD COLUMN command TEXT NOT NULL DEFAULT '';
ALTER TABLE results ADD COLUMN at TEXT NOT NULL DEFAULT '1970-01-01T00:00:00+00:00';
CREATE INDEX results_by_id ON results (id);

-- Journals that go on under a new name. `ask` tells a repeat of the question from a second copy of the journal.
CREATE TABLE renewals (
    ask       BLOB PRIMARY KEY,
    clerk     INTEGER NOT NULL,
    device    BLOB NOT NULL,
    epoch     INTEGER NOT NULL,
    to_device BLOB NOT NULL,
    to_epoch  INTEGER NOT NULL,
    at        TEXT NOT NULL
) WITHOUT ROWID;
