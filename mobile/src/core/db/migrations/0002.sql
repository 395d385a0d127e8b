-- What is asked of the agency outside of a visit's events, in the order it was asked.
CREATE TABLE outbox (
    seq      INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    -- The visit that it is about, where it is about one.
    visit    TEXT,
    -- The exact JSON that is sent, every time the same.
    body     TEXT NOT NULL,
    made_at  INTEGER NOT NULL,
    fault    TEXT,
    fault_at INTEGER,
    -- Refused by the server, for good.
    held     INTEGER NOT NULL DEFAULT 0,
    -- Until when the reason of the refusal holds, where it ends by itself.
    until    INTEGER,
    -- Done by the server; gone with the next pull, which brings what came of it.
    done_at  INTEGER
) STRICT;
