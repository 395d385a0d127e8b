-- What evaluators note for themselves: never an event, never sent, gone with the visit.
CREATE TABLE notes (
    visit    TEXT NOT NULL REFERENCES visits (visit) ON DELETE CASCADE,
    question TEXT NOT NULL,
    words    TEXT NOT NULL,
    PRIMARY KEY (visit, question)
) STRICT, WITHOUT ROWID;
