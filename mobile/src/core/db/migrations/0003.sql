-- What the agency says one may or must be trained for, each time whole.
CREATE TABLE courses (
    checklist TEXT NOT NULL,
    version   INTEGER NOT NULL,
    -- The digest of the training that holds now.
    training  TEXT NOT NULL,
    course    TEXT NOT NULL,
    PRIMARY KEY (checklist, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE trainings (
    sha256 TEXT PRIMARY KEY,
    bytes  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The modules that were read to their end.
CREATE TABLE modules_read (
    training TEXT NOT NULL,
    module   TEXT NOT NULL,
    PRIMARY KEY (training, module)
) STRICT, WITHOUT ROWID;

-- The quiz that is being answered, or the one that was handed in last.
CREATE TABLE quizzes (
    checklist TEXT NOT NULL,
    version   INTEGER NOT NULL,
    training  TEXT NOT NULL,
    seed      INTEGER NOT NULL,
    answers   TEXT NOT NULL,
    -- The request that it was handed in with, and when.
    request   TEXT,
    handed_in INTEGER,
    PRIMARY KEY (checklist, version)
) STRICT, WITHOUT ROWID;
