-- Each opening of the database by a register, with the counters that it found as JSON: a register that was restored from
-- a backup tells by them which cursors of desks come from what was lost.
CREATE TABLE generations (
  n        INTEGER PRIMARY KEY,
  id       INTEGER NOT NULL UNIQUE,
  at       INTEGER NOT NULL,
  counters TEXT NOT NULL
) STRICT;
