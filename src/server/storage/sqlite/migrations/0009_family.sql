-- The password with which a family enters its account, as argon2id hash; a reprinted extract puts another one in its
-- place. `at` is the moment of the print in milliseconds since 1970.
CREATE TABLE family_passwords (
    certificate TEXT PRIMARY KEY,
    hash        TEXT NOT NULL,
    at          INTEGER NOT NULL,
    clerk       INTEGER NOT NULL,
    application TEXT NOT NULL
) STRICT, WITHOUT ROWID;
