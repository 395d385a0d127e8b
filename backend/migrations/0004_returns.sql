-- Visits that were sent back for correction: who asked, when, what about, until when. Never changed.
-- device_id: the phone whose log goes on; questions: JSON of what is asked of each.
CREATE TABLE visit_returns (
    visit_id TEXT NOT NULL,
    round BIGINT NOT NULL,
    agency_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    asked_by TEXT,
    asked_at_ms BIGINT NOT NULL,
    due_at_ms BIGINT NOT NULL,
    words TEXT,
    questions TEXT NOT NULL,
    CONSTRAINT visit_returns_pkey PRIMARY KEY (visit_id, round)
);
CREATE INDEX visit_returns_due_idx ON visit_returns (due_at_ms);

-- A receipt for each time that a visit was handed in: round 0 is the first.
CREATE TABLE receipts_by_round (
    visit_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    round BIGINT NOT NULL,
    agency_id TEXT NOT NULL,
    body TEXT NOT NULL,
    signature TEXT NOT NULL,
    issued_at_ms BIGINT NOT NULL,
    CONSTRAINT receipts_round_pkey PRIMARY KEY (visit_id, device_id, round)
);
INSERT INTO receipts_by_round (visit_id, device_id, round, agency_id, body, signature, issued_at_ms)
    SELECT visit_id, device_id, 0, agency_id, body, signature, issued_at_ms FROM receipts;
DROP TABLE receipts;
ALTER TABLE receipts_by_round RENAME TO receipts;
