-- Training: what is to be passed before visits by a checklist, who tried, and who is certified.

-- version: the first version of the checklist that it holds for; it holds for later ones until another
-- training does. body: the canonical JSON whose SHA-256 names it.
CREATE TABLE trainings (
    agency_id TEXT NOT NULL,
    checklist_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    body BYTEA NOT NULL,
    published_at_ms BIGINT NOT NULL,
    CONSTRAINT trainings_pkey PRIMARY KEY (agency_id, checklist_id, version),
    CONSTRAINT trainings_checklist_fkey FOREIGN KEY (agency_id, checklist_id, version)
        REFERENCES checklists (agency_id, id, version)
);
CREATE INDEX trainings_sha256_idx ON trainings (agency_id, sha256);

-- id: the request's that it came with. place: counts a person's attempts for a version from 1.
-- made_at_ms: by the phone's clock, but not after it arrived. answers: the JSON of option by question.
CREATE TABLE quiz_attempts (
    id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    checklist_id TEXT NOT NULL,
    checklist_version BIGINT NOT NULL,
    place BIGINT NOT NULL,
    training_sha256 TEXT NOT NULL,
    seed BIGINT NOT NULL,
    answers TEXT NOT NULL,
    right_count BIGINT NOT NULL,
    asked_count BIGINT NOT NULL,
    passed BIGINT NOT NULL,
    made_at_ms BIGINT NOT NULL,
    received_at_ms BIGINT NOT NULL,
    CONSTRAINT quiz_attempts_pkey PRIMARY KEY (id),
    CONSTRAINT quiz_attempts_place_key UNIQUE (user_id, checklist_id, checklist_version, place),
    CONSTRAINT quiz_attempts_user_fkey FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT quiz_attempts_checklist_fkey FOREIGN KEY (agency_id, checklist_id, checklist_version)
        REFERENCES checklists (agency_id, id, version)
);

-- One for each person and version, from the first attempt that was passed. Never taken back.
CREATE TABLE certificates (
    user_id TEXT NOT NULL,
    checklist_id TEXT NOT NULL,
    checklist_version BIGINT NOT NULL,
    agency_id TEXT NOT NULL,
    attempt_id TEXT NOT NULL,
    right_count BIGINT NOT NULL,
    asked_count BIGINT NOT NULL,
    certified_at_ms BIGINT NOT NULL,
    CONSTRAINT certificates_pkey PRIMARY KEY (user_id, checklist_id, checklist_version),
    CONSTRAINT certificates_attempt_fkey FOREIGN KEY (attempt_id) REFERENCES quiz_attempts (id)
);
CREATE INDEX certificates_checklist_idx ON certificates (agency_id, checklist_id, checklist_version);

-- A coordinator gave new attempts: those up to this place count no longer. given_by: nobody at the
-- command line.
CREATE TABLE quiz_resets (
    user_id TEXT NOT NULL,
    checklist_id TEXT NOT NULL,
    checklist_version BIGINT NOT NULL,
    after_place BIGINT NOT NULL,
    agency_id TEXT NOT NULL,
    given_by TEXT,
    given_at_ms BIGINT NOT NULL,
    CONSTRAINT quiz_resets_pkey PRIMARY KEY (user_id, checklist_id, checklist_version, after_place),
    CONSTRAINT quiz_resets_user_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);
