-- Letters with the papers of an application. Times are in milliseconds since 1970. `address` is personal; `answer` holds
-- the codes of the mail server's last answer alone.
CREATE TABLE letters (
    municipality INTEGER NOT NULL,
    number       TEXT NOT NULL,
    version      INTEGER NOT NULL,
    addressee    TEXT NOT NULL,
    address      TEXT NOT NULL,
    organisation INTEGER NOT NULL,
    clerk        INTEGER NOT NULL,
    identity     TEXT NOT NULL,
    queued       INTEGER NOT NULL,
    state        TEXT NOT NULL,
    tries        INTEGER NOT NULL,
    due          INTEGER NOT NULL,
    answer       TEXT NOT NULL,
    PRIMARY KEY (municipality, number, version, addressee)
) WITHOUT ROWID;
CREATE INDEX letters_by_state ON letters (state, due);

-- Where the organisation wants a letter of its own; none where it is null.
ALTER TABLE organisations ADD COLUMN mail TEXT;
