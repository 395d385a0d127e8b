-- Whether this database's person gave the phone to another: their work waits here, unseen.
CREATE TABLE locked (
    one INTEGER PRIMARY KEY CHECK (one = 1)
) STRICT;

-- Damaged databases that the person does not want to hear of any more.
CREATE TABLE dismissed (
    file TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- On which networks photos are sent.
CREATE TABLE sending (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    photos TEXT NOT NULL
) STRICT;

-- Of the seed beside it: a seed of which a bit was lost signs, and nobody believes it.
ALTER TABLE identity ADD COLUMN public_key TEXT;

-- The number of each visit's last event, kept apart from them: events that vanish leave a gap.
CREATE TABLE ends (
    visit TEXT PRIMARY KEY,
    seq   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO ends (visit, seq) SELECT visit, max(seq) FROM events GROUP BY visit;
CREATE TRIGGER events_kept AFTER INSERT ON events BEGIN
    INSERT OR REPLACE INTO ends (visit, seq) VALUES (new.visit, new.seq);
END;
CREATE TRIGGER events_gone AFTER DELETE ON events BEGIN
    DELETE FROM ends WHERE visit = old.visit;
END;
