-- The grade of an evaluator's work and the bonus, with who gave it and when. Rows are only added: the
-- last one counts, while the visit stands approved. grade_halves: 2 to 10, half steps from 1 to 5.
CREATE TABLE visit_verdicts (
    visit_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    agency_id TEXT NOT NULL,
    grade_halves BIGINT NOT NULL,
    words TEXT,
    bonus_minor BIGINT NOT NULL,
    given_by TEXT,
    given_at_ms BIGINT NOT NULL,
    CONSTRAINT visit_verdicts_pkey PRIMARY KEY (visit_id, number)
);

-- Appeals of evaluators. number: against which rejection of the visit, from 1. made_at_ms: the phone's
-- clock, cut to the arrival; outcome: taken_up or dismissed, once it was decided.
CREATE TABLE visit_appeals (
    visit_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    agency_id TEXT NOT NULL,
    words TEXT NOT NULL,
    made_at_ms BIGINT NOT NULL,
    received_at_ms BIGINT NOT NULL,
    outcome TEXT,
    decided_by TEXT,
    decided_at_ms BIGINT,
    decided_words TEXT,
    CONSTRAINT visit_appeals_pkey PRIMARY KEY (visit_id, number)
);
CREATE INDEX visit_appeals_open_idx ON visit_appeals (agency_id, received_at_ms) WHERE outcome IS NULL;

-- A return that staff took back: the correction is not waited for any longer.
ALTER TABLE visit_returns ADD COLUMN taken_back_at_ms BIGINT;
ALTER TABLE visit_returns ADD COLUMN taken_back_by TEXT;
