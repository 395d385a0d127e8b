-- Times are Unix milliseconds; ids, digests and keys are their text forms.

CREATE TABLE identity (
    one            INTEGER PRIMARY KEY CHECK (one = 1),
    server         TEXT NOT NULL,
    device         TEXT NOT NULL,
    seed           BLOB NOT NULL CHECK (length(seed) = 32),
    token          TEXT NOT NULL,
    evaluator      TEXT NOT NULL,
    evaluator_name TEXT NOT NULL,
    agency_name    TEXT NOT NULL,
    lang           TEXT NOT NULL,
    server_key     TEXT NOT NULL,
    -- The problem code with which the server disowned the token.
    disowned       TEXT
) STRICT;

-- The enrolment that was sent last: sent again with the same code, it must say the same.
CREATE TABLE enrolment_attempt (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    server      TEXT NOT NULL,
    code_sha256 TEXT NOT NULL,
    device      TEXT NOT NULL,
    seed        BLOB NOT NULL CHECK (length(seed) = 32)
) STRICT;

CREATE TABLE pull (
    one       INTEGER PRIMARY KEY CHECK (one = 1),
    cursor    INTEGER NOT NULL,
    synced_at INTEGER
) STRICT;
INSERT INTO pull (one, cursor) VALUES (1, 0);

CREATE TABLE checklists (
    sha256 TEXT PRIMARY KEY,
    bytes  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE visits (
    visit       TEXT PRIMARY KEY,
    closes_at   INTEGER NOT NULL,
    checklist   TEXT NOT NULL,
    assignment  TEXT NOT NULL,
    -- The number of the event that the server expects next.
    next_seq    INTEGER NOT NULL DEFAULT 1,
    fault       TEXT,
    fault_at    INTEGER,
    -- Refused by the server: not sent again before a person asks for it.
    held        INTEGER NOT NULL DEFAULT 0,
    receipt     TEXT,
    received_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    visit TEXT NOT NULL REFERENCES visits (visit),
    seq   INTEGER NOT NULL,
    body  TEXT NOT NULL,
    hash  TEXT NOT NULL,
    PRIMARY KEY (visit, seq)
) STRICT, WITHOUT ROWID;

-- What is known of a photo is in its event; here is how far it is on its way.
CREATE TABLE photos (
    photo      TEXT PRIMARY KEY,
    visit      TEXT NOT NULL REFERENCES visits (visit),
    question   TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    -- The event that announced it.
    seq        INTEGER NOT NULL,
    upload_url TEXT,
    sent_bytes INTEGER NOT NULL DEFAULT 0,
    fault      TEXT,
    fault_at   INTEGER,
    held       INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX photos_by_visit ON photos (visit, seq);

-- Apart, so that progress of an upload does not rewrite the picture.
CREATE TABLE photo_files (
    id    INTEGER PRIMARY KEY,
    photo TEXT NOT NULL UNIQUE REFERENCES photos (photo),
    thumb BLOB NOT NULL,
    jpeg  BLOB NOT NULL
) STRICT;
