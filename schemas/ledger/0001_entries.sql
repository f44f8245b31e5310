-- Format 1: entries and baselines.
--
-- Nothing here is ever changed or deleted. Money is whole pence. What an entry does not have is NULL.
-- docs/reference/ledger-format.md says what each column means.

CREATE TABLE entry (
    sequence    INTEGER PRIMARY KEY,
    kind        TEXT    NOT NULL,
    subject     TEXT    NOT NULL,
    baseline    INTEGER,
    month       INTEGER CHECK (month % 100 BETWEEN 1 AND 12),  -- 201405 is May 2014
    date        TEXT,                                          -- 2014-06-30
    pence       INTEGER,
    value       TEXT,                                          -- a decimal, as it was written
    stage       TEXT,
    status      TEXT,
    evidence    BLOB    CHECK (length(evidence) = 32),         -- SHA-256 of a file
    reference   TEXT,
    note        TEXT,
    counterpart TEXT,
    recorder    TEXT    NOT NULL,
    approver    TEXT,
    recorded_at INTEGER NOT NULL,                              -- microseconds since 1970-01-01 UTC
    reverses    INTEGER,
    source      INTEGER,
    hash        BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- No entry is undone twice.
CREATE UNIQUE INDEX entry_reverses ON entry (reverses) WHERE reverses IS NOT NULL;

-- All but amounts that add, and their reversals: few, however long the ledger.
CREATE INDEX entry_besides_money ON entry (sequence)
    WHERE kind NOT IN ('actual', 'accrual', 'commitment', 'derived') AND (kind <> 'reversal' OR pence IS NULL);

CREATE TABLE baseline (
    sequence INTEGER PRIMARY KEY REFERENCES entry (sequence),
    text     TEXT NOT NULL                                     -- JSON; its SHA-256 is the entry's evidence
) STRICT;

CREATE TRIGGER entry_is_not_changed BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry of a ledger is never changed'); END;

CREATE TRIGGER entry_is_not_deleted BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry of a ledger is never deleted'); END;

CREATE TRIGGER baseline_is_not_changed BEFORE UPDATE ON baseline
BEGIN SELECT RAISE(ABORT, 'a baseline is never changed'); END;

CREATE TRIGGER baseline_is_not_deleted BEFORE DELETE ON baseline
BEGIN SELECT RAISE(ABORT, 'a baseline is never deleted'); END;
