-- Pairs of numbers that desks hold unused, and the journal to which each was leased. A row ends when an application takes
-- one of its numbers, or when the pair comes back.
CREATE TABLE pairs_leased (
    municipality INTEGER NOT NULL,
    year         INTEGER NOT NULL,
    serial       INTEGER NOT NULL,
    certificate  TEXT NOT NULL,
    device       BLOB NOT NULL,
    epoch        INTEGER NOT NULL,
    lease        INTEGER NOT NULL,
    PRIMARY KEY (municipality, year, serial)
) WITHOUT ROWID;
CREATE UNIQUE INDEX pairs_leased_by_certificate ON pairs_leased (municipality, certificate);
CREATE INDEX pairs_leased_by_device ON pairs_leased (device, epoch, lease);

-- How many leases of pairs a device has had.
CREATE TABLE pair_leases (
    device BLOB PRIMARY KEY,
    last   INTEGER NOT NULL
) WITHOUT ROWID;

-- Pairs that came back unused, and from which device: it is never given the same ones again, so that a request of its
-- that comes late can't give back what it holds.
CREATE TABLE pairs_back (
    municipality INTEGER NOT NULL,
    year         INTEGER NOT NULL,
    serial       INTEGER NOT NULL,
    certificate  TEXT NOT NULL,
    device       BLOB NOT NULL,
    PRIMARY KEY (municipality, year, serial)
) WITHOUT ROWID;
CREATE UNIQUE INDEX pairs_back_by_certificate ON pairs_back (municipality, certificate);
