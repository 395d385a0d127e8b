-- Who may do the visits of a wave: rules is the JSON of the shared crate's `Rules`. A wave without a
-- row asks for nothing.
CREATE TABLE wave_rules (
    wave_id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    rules TEXT NOT NULL,
    CONSTRAINT wave_rules_pkey PRIMARY KEY (wave_id),
    CONSTRAINT wave_rules_wave_fkey FOREIGN KEY (wave_id) REFERENCES waves (id)
);

-- Evaluators with an interest in a brand (their employer, a relative's, …); until_ms: it ends by itself.
CREATE TABLE conflicts (
    user_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    until_ms BIGINT,
    CONSTRAINT conflicts_pkey PRIMARY KEY (user_id, client_id),
    CONSTRAINT conflicts_user_fkey FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT conflicts_client_fkey FOREIGN KEY (client_id) REFERENCES clients (id)
);

-- The job board.
CREATE INDEX visits_offered_idx ON visits (agency_id, closes_at_ms) WHERE state = 'offered';
