-- What an overview counts and sums, so that it need not read the records. Nothing personal: clerks are numbers.

-- Work by the local day of the municipality; `work` is the code of its kind, `organisation` that for which it was done, clerk 0
-- the register itself and the families.
CREATE TABLE work_by_day (
    municipality INTEGER NOT NULL,
    day          TEXT NOT NULL,
    organisation INTEGER NOT NULL,
    clerk        INTEGER NOT NULL,
    work         TEXT NOT NULL,
    count        INTEGER NOT NULL,
    PRIMARY KEY (municipality, day, organisation, clerk, work)
) WITHOUT ROWID;

-- Places of the groups of programmes. `first` and `last` are the days of the group.
CREATE TABLE group_places (
    organisation INTEGER NOT NULL,
    programme    BLOB NOT NULL,
    group_id     INTEGER NOT NULL,
    places       INTEGER NOT NULL,
    first        TEXT NOT NULL,
    last         TEXT NOT NULL,
    active       INTEGER NOT NULL,
    PRIMARY KEY (organisation, programme, group_id)
) WITHOUT ROWID;

-- Money of requests and contracts by the first day of its month, in kopecks: the sum of what the records say.
CREATE TABLE money_by_month (
    organisation INTEGER NOT NULL,
    month        TEXT NOT NULL,
    reserved     INTEGER NOT NULL,
    paid         INTEGER NOT NULL,
    parents      INTEGER NOT NULL,
    PRIMARY KEY (organisation, month)
) WITHOUT ROWID;

-- Since when an open request waits, in seconds since 1970.
ALTER TABLE requests ADD COLUMN since INTEGER;
CREATE INDEX requests_waiting ON requests (organisation, state, since) WHERE since IS NOT NULL;

-- With the column by which it is chosen, so that places are counted from the index alone.
DROP INDEX requests_by_place;
CREATE INDEX requests_by_place ON requests (organisation, programme, group_id, place) WHERE place = 1;

-- To whom an application was handed in, and since which day it waits.
ALTER TABLE cases ADD COLUMN organisation INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN since TEXT;
CREATE INDEX cases_waiting ON cases (municipality, state, organisation, since) WHERE since IS NOT NULL;

-- What is recorded already.

UPDATE requests SET since = unixepoch(CASE state
    WHEN 'new' THEN record ->> '$.created_at'
    ELSE COALESCE(record ->> '$.confirmed.at', record ->> '$.created_at') END)
WHERE state IN ('new', 'confirmed');

UPDATE cases SET organisation = record ->> '$.application.organisation',
    since = CASE state
        WHEN 'accepted' THEN COALESCE(record ->> '$.application.intake.date', date)
        WHEN 'awaiting_paper' THEN date
        WHEN 'returned' THEN date END;

INSERT INTO group_places (organisation, programme, group_id, places, first, last, active)
SELECT p.organisation, p.id, g.value ->> '$.id', g.value ->> '$.places', g.value ->> '$.period.first',
       g.value ->> '$.period.last', g.value ->> '$.active'
FROM programmes p, json_each(p.record, '$.modules') m, json_each(m.value, '$.groups') g;

INSERT INTO money_by_month (organisation, month, reserved, paid, parents)
WITH RECURSIVE
costs AS (
    SELECT organisation, live, state IN ('concluded', 'terminated') AS contract, record ->> '$.cost.period' AS period,
           date(record ->> '$.days.first', 'start of month') AS begins, record ->> '$.cost.total.months' AS months,
           record ->> '$.termination.effective' AS effective, COALESCE(record ->> '$.months_paid', 0) AS months_paid,
           record ->> '$.cost.shares.certificate.first' AS own_first,
           record ->> '$.cost.shares.certificate.other' AS own_other,
           record ->> '$.cost.shares.parents.first' AS parents_first,
           record ->> '$.cost.shares.parents.other' AS parents_other
    FROM requests WHERE record ->> '$.cost.total.months' IS NOT NULL
),
bounded AS (
    SELECT *, CASE WHEN effective IS NULL THEN months + 1 ELSE min(months + 1,
        (CAST(strftime('%Y', effective) AS INTEGER) * 12 + CAST(strftime('%m', effective) AS INTEGER))
        - (CAST(strftime('%Y', begins) AS INTEGER) * 12 + CAST(strftime('%m', begins) AS INTEGER)) + 1) END AS ends
    FROM costs
),
places AS (
    SELECT 0 AS place UNION ALL SELECT place + 1 FROM places WHERE place < (SELECT max(months) FROM costs)
),
months AS (
    SELECT organisation, date(begins, '+' || place || ' months') AS month,
           CASE WHEN place = 0 THEN own_first ELSE own_other END AS own,
           CASE WHEN place = 0 THEN parents_first ELSE parents_other END AS parents,
           period IS NOT NULL AND place < months_paid AS is_paid,
           period IS NOT NULL AND place >= months_paid AND live = 1 AND place < ends AS is_reserved,
           contract AND place < ends AS is_owed
    FROM bounded JOIN places ON place <= months
)
SELECT organisation, month, sum(CASE WHEN is_reserved THEN own ELSE 0 END), sum(CASE WHEN is_paid THEN own ELSE 0 END),
       sum(CASE WHEN is_owed THEN parents ELSE 0 END)
FROM months GROUP BY organisation, month;

-- Who is no clerk is the register, or the families: for whom it was then, the record tells.
INSERT INTO work_by_day (municipality, day, organisation, clerk, work, count)
WITH kinds (command, work) AS (VALUES
    ('submit', 'application_came'), ('accept', 'application_accepted'), ('activate', 'activated'),
    ('return', 'application_returned'), ('reject', 'application_rejected'), ('enrol', 'request_came'),
    ('confirm_request', 'request_confirmed'), ('conclude', 'concluded'), ('refuse_request', 'request_refused'),
    ('withdraw_request', 'request_refused')
),
done AS (
    SELECT ch.municipality, COALESCE(cl.organisation, ca.organisation, 0) AS organisation, ch.clerk, k.work, ch.at
    FROM changes ch JOIN kinds k ON k.command = ch.command LEFT JOIN clerks cl ON cl.id = ch.clerk
    LEFT JOIN cases ca ON ca.municipality = ch.municipality AND ca.number = ch.number
    UNION ALL
    SELECT o.municipality, o.id, s.clerk, k.work, s.at
    FROM steps s JOIN kinds k ON k.command = s.command
    JOIN organisations o ON s.scope = 'o' || o.id
)
SELECT d.municipality, date(d.at, '+' || m.zone || ' hours'), d.organisation, d.clerk, d.work, count(*)
FROM done d JOIN municipalities m ON m.code = d.municipality
GROUP BY 1, 2, 3, 4, 5;
