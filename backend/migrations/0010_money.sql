-- What visits pay: the agreed limit of expenses, what was decided of each claim, and what was paid.
-- Amounts are in the minor unit of the visit's currency.

-- Up to how much of what is spent is paid back; null: nothing was agreed.
ALTER TABLE visits ADD COLUMN expense_cap_minor BIGINT;
CREATE INDEX visits_payable_idx ON visits (agency_id, evaluator_id, id)
    WHERE state IN ('approved', 'published', 'excluded');

-- What was decided of claims: only added to, the last of a claim counts. The claims are in the visit's
-- events. round: how often the visit had been returned; a later return lapses what was decided before it.
CREATE TABLE expense_decisions (
    visit_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    agency_id TEXT NOT NULL,
    expense_id TEXT NOT NULL,
    round BIGINT NOT NULL,
    claimed_minor BIGINT NOT NULL,
    accepted_minor BIGINT NOT NULL,
    ruling TEXT NOT NULL,
    words TEXT,
    decided_by TEXT,
    decided_at_ms BIGINT NOT NULL,
    CONSTRAINT expense_decisions_pkey PRIMARY KEY (visit_id, seq),
    CONSTRAINT expense_decisions_ruling_check CHECK (ruling IN ('accepted', 'limited', 'reduced', 'refused')),
    CONSTRAINT expense_decisions_amount_check CHECK (accepted_minor >= 0 AND accepted_minor <= claimed_minor)
);

-- The ledger: payments as they were recorded and their reversals, never changed. id: made with the form,
-- so that a form that is sent twice is one payment. paid_on: the day, as YYYY-MM-DD.
CREATE TABLE payments (
    id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount_minor BIGINT NOT NULL,
    paid_on TEXT NOT NULL,
    reference TEXT NOT NULL,
    reverses TEXT,
    recorded_by TEXT,
    recorded_at_ms BIGINT NOT NULL,
    CONSTRAINT payments_pkey PRIMARY KEY (id),
    CONSTRAINT payments_reverses_key UNIQUE (reverses),
    CONSTRAINT payments_reverses_fkey FOREIGN KEY (reverses) REFERENCES payments (id),
    CONSTRAINT payments_user_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE INDEX payments_agency_idx ON payments (agency_id, paid_on, id);
CREATE INDEX payments_user_idx ON payments (user_id);

-- What a payment brought for each visit, and what was owed for it at that moment.
CREATE TABLE payment_lines (
    payment_id TEXT NOT NULL,
    visit_id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    fee_minor BIGINT NOT NULL,
    bonus_minor BIGINT NOT NULL,
    expenses_minor BIGINT NOT NULL,
    amount_minor BIGINT NOT NULL,
    CONSTRAINT payment_lines_pkey PRIMARY KEY (payment_id, visit_id),
    CONSTRAINT payment_lines_payment_fkey FOREIGN KEY (payment_id) REFERENCES payments (id),
    CONSTRAINT payment_lines_visit_fkey FOREIGN KEY (visit_id) REFERENCES visits (id)
);
CREATE INDEX payment_lines_visit_idx ON payment_lines (visit_id);
