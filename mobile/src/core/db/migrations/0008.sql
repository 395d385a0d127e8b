-- The job board as the server told it last, whole.
CREATE TABLE board (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    body    TEXT NOT NULL,
    told_at INTEGER NOT NULL
) STRICT;
