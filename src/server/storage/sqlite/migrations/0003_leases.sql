-- Who works on which application. A row stays for ever, since its fence must never go down; times are milliseconds
-- since 1970. An ended lease is one whose `until` has passed.
CREATE TABLE leases (
    municipality INTEGER NOT NULL,
    number       TEXT NOT NULL,
    fence        INTEGER NOT NULL,
    device       BLOB NOT NULL,
    clerk        INTEGER NOT NULL,
    origin       TEXT NOT NULL,
    since        INTEGER NOT NULL,
    until        INTEGER NOT NULL,
    told         INTEGER NOT NULL,
    change_seq   INTEGER NOT NULL,
    PRIMARY KEY (municipality, number)
) WITHOUT ROWID;
CREATE INDEX leases_by_device ON leases (municipality, device, until);
CREATE INDEX leases_by_change ON leases (municipality, change_seq);

-- The queues, in the order of their numbers.
CREATE INDEX cases_by_state ON cases (municipality, state, number);
