-- How often an application was compared without being seen, by the local day of its municipality (`2026-03-10`). What was
-- typed is nowhere.
CREATE TABLE comparisons (
    municipality INTEGER NOT NULL,
    number       TEXT NOT NULL,
    day          TEXT NOT NULL,
    tries        INTEGER NOT NULL,
    PRIMARY KEY (municipality, number, day)
) WITHOUT ROWID;
