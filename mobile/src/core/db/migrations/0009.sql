-- What the evaluator handed in, as the agency knew it last: it stays when the visit itself leaves the
-- phone, and comes to a new one. assignment: JSON.
CREATE TABLE record (
    visit      TEXT PRIMARY KEY,
    opens_at   INTEGER NOT NULL,
    assignment TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What was handed in before this step is pulled once more.
UPDATE pull SET cursor = 0;
