-- The time zone of a municipality in hours before UTC (Federal law 107-FZ): its dates are those of its own clocks.
ALTER TABLE municipalities ADD COLUMN zone INTEGER NOT NULL DEFAULT 3 CHECK (zone BETWEEN 2 AND 12);
