-- The whole schema, in the part of SQL that SQLite and PostgreSQL share.
-- Columns are TEXT, BIGINT, DOUBLE PRECISION or BYTEA: booleans are 0/1, times are milliseconds since
-- 1970 UTC (`_ms`), ids are UUIDv7 as text, digests are lower-case hexadecimal, JSON is TEXT.
-- Every row has its agency. Constraints have names: errors are told apart by them.
-- What is written only by a transaction that holds its visit (events, sheets, photos, moves, scores,
-- receipts) has no foreign key: checking it again costs a fifth of the ingest.
-- A shipped migration is never edited; the next change is a new file.

CREATE TABLE agencies (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    CONSTRAINT agencies_pkey PRIMARY KEY (id),
    CONSTRAINT agencies_name_key UNIQUE (name)
);

-- Secrets of the installation (the key that signs receipts): all replicas share them.
CREATE TABLE secrets (
    name TEXT NOT NULL,
    value BYTEA NOT NULL,
    CONSTRAINT secrets_pkey PRIMARY KEY (name)
);

CREATE TABLE clients (
    id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    CONSTRAINT clients_pkey PRIMARY KEY (id),
    CONSTRAINT clients_name_key UNIQUE (agency_id, name),
    CONSTRAINT clients_agency_fkey FOREIGN KEY (agency_id) REFERENCES agencies (id)
);

CREATE TABLE nodes (
    id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    parent_id TEXT,
    name TEXT NOT NULL,
    level TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    CONSTRAINT nodes_pkey PRIMARY KEY (id),
    CONSTRAINT nodes_agency_fkey FOREIGN KEY (agency_id) REFERENCES agencies (id),
    CONSTRAINT nodes_client_fkey FOREIGN KEY (client_id) REFERENCES clients (id),
    CONSTRAINT nodes_parent_fkey FOREIGN KEY (parent_id) REFERENCES nodes (id)
);

-- Two roots are as much alike as two sisters.
CREATE UNIQUE INDEX nodes_name_key ON nodes (client_id, COALESCE(parent_id, ''), name);

-- Every node with each of its ancestors, itself included: a subtree is one lookup.
CREATE TABLE node_ancestors (
    ancestor_id TEXT NOT NULL,
    node_id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    CONSTRAINT node_ancestors_pkey PRIMARY KEY (ancestor_id, node_id),
    CONSTRAINT node_ancestors_ancestor_fkey FOREIGN KEY (ancestor_id) REFERENCES nodes (id),
    CONSTRAINT node_ancestors_node_fkey FOREIGN KEY (node_id) REFERENCES nodes (id)
);
CREATE INDEX node_ancestors_node_idx ON node_ancestors (node_id);

CREATE TABLE locations (
    id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    node_id TEXT,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    lat_e7 BIGINT,
    lon_e7 BIGINT,
    time_zone TEXT NOT NULL,
    ownership TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    CONSTRAINT locations_pkey PRIMARY KEY (id),
    CONSTRAINT locations_code_key UNIQUE (client_id, code),
    CONSTRAINT locations_ownership_check CHECK (ownership IN ('own', 'franchise', 'competitor')),
    CONSTRAINT locations_agency_fkey FOREIGN KEY (agency_id) REFERENCES agencies (id),
    CONSTRAINT locations_client_fkey FOREIGN KEY (client_id) REFERENCES clients (id),
    CONSTRAINT locations_node_fkey FOREIGN KEY (node_id) REFERENCES nodes (id)
);
CREATE INDEX locations_node_idx ON locations (node_id);

-- client_id and node_id: what a brand's user sees; staff and evaluators have neither.
CREATE TABLE users (
    id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    email TEXT,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    lang TEXT NOT NULL,
    password_hash TEXT,
    client_id TEXT,
    node_id TEXT,
    created_at_ms BIGINT NOT NULL,
    CONSTRAINT users_pkey PRIMARY KEY (id),
    CONSTRAINT users_email_key UNIQUE (email),
    CONSTRAINT users_role_check CHECK (
        role IN ('admin', 'coordinator', 'reviewer', 'evaluator', 'client_viewer', 'client_manager')
    ),
    CONSTRAINT users_brand_check CHECK (
        (role IN ('client_viewer', 'client_manager') AND client_id IS NOT NULL)
        OR (role NOT IN ('client_viewer', 'client_manager') AND client_id IS NULL AND node_id IS NULL)
    ),
    CONSTRAINT users_agency_fkey FOREIGN KEY (agency_id) REFERENCES agencies (id),
    CONSTRAINT users_client_fkey FOREIGN KEY (client_id) REFERENCES clients (id),
    CONSTRAINT users_node_fkey FOREIGN KEY (node_id) REFERENCES nodes (id)
);
CREATE INDEX users_agency_idx ON users (agency_id, role);

CREATE TABLE sessions (
    token_sha256 TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    expires_at_ms BIGINT NOT NULL,
    CONSTRAINT sessions_pkey PRIMARY KEY (token_sha256),
    CONSTRAINT sessions_user_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE INDEX sessions_user_idx ON sessions (user_id);
CREATE INDEX sessions_expiry_idx ON sessions (expires_at_ms);

CREATE TABLE devices (
    id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    public_key TEXT NOT NULL,
    label TEXT NOT NULL,
    token_sha256 TEXT NOT NULL,
    enrolled_at_ms BIGINT NOT NULL,
    revoked_at_ms BIGINT,
    CONSTRAINT devices_pkey PRIMARY KEY (id),
    CONSTRAINT devices_token_key UNIQUE (token_sha256),
    CONSTRAINT devices_user_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE INDEX devices_user_idx ON devices (user_id);

-- device_id and public_key say who redeemed the code: the same phone may do it again.
CREATE TABLE invitations (
    id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    code_sha256 TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    expires_at_ms BIGINT NOT NULL,
    used_at_ms BIGINT,
    device_id TEXT,
    public_key TEXT,
    CONSTRAINT invitations_pkey PRIMARY KEY (id),
    CONSTRAINT invitations_code_key UNIQUE (code_sha256),
    CONSTRAINT invitations_user_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);

-- body: the canonical JSON whose SHA-256 names it.
CREATE TABLE checklists (
    agency_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    body BYTEA NOT NULL,
    published_at_ms BIGINT NOT NULL,
    CONSTRAINT checklists_pkey PRIMARY KEY (agency_id, id, version),
    CONSTRAINT checklists_sha256_key UNIQUE (agency_id, sha256),
    CONSTRAINT checklists_agency_fkey FOREIGN KEY (agency_id) REFERENCES agencies (id)
);

CREATE TABLE waves (
    id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    name TEXT NOT NULL,
    checklist_id TEXT NOT NULL,
    checklist_version BIGINT NOT NULL,
    checklist_sha256 TEXT NOT NULL,
    opens_at_ms BIGINT NOT NULL,
    closes_at_ms BIGINT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    CONSTRAINT waves_pkey PRIMARY KEY (id),
    CONSTRAINT waves_name_key UNIQUE (client_id, name),
    CONSTRAINT waves_window_check CHECK (opens_at_ms < closes_at_ms),
    CONSTRAINT waves_client_fkey FOREIGN KEY (client_id) REFERENCES clients (id),
    CONSTRAINT waves_checklist_fkey FOREIGN KEY (agency_id, checklist_id, checklist_version)
        REFERENCES checklists (agency_id, id, version)
);

-- rev counts up with every change; a writer that read an older one is refused.
-- device_id: whose chain was submitted.
CREATE TABLE visits (
    id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    wave_id TEXT NOT NULL,
    location_id TEXT NOT NULL,
    evaluator_id TEXT,
    checklist_sha256 TEXT NOT NULL,
    state TEXT NOT NULL,
    rev BIGINT NOT NULL,
    media_complete BIGINT NOT NULL,
    device_id TEXT,
    scenario TEXT NOT NULL,
    persona TEXT,
    opens_at_ms BIGINT NOT NULL,
    closes_at_ms BIGINT NOT NULL,
    fee_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    submitted_at_ms BIGINT,
    published_at_ms BIGINT,
    CONSTRAINT visits_pkey PRIMARY KEY (id),
    CONSTRAINT visits_window_check CHECK (opens_at_ms < closes_at_ms),
    CONSTRAINT visits_wave_fkey FOREIGN KEY (wave_id) REFERENCES waves (id),
    CONSTRAINT visits_location_fkey FOREIGN KEY (location_id) REFERENCES locations (id),
    CONSTRAINT visits_evaluator_fkey FOREIGN KEY (evaluator_id) REFERENCES users (id)
);
CREATE INDEX visits_client_idx ON visits (client_id, id);
CREATE INDEX visits_wave_idx ON visits (wave_id, id);
CREATE INDEX visits_location_idx ON visits (location_id, published_at_ms);
CREATE INDEX visits_evaluator_idx ON visits (evaluator_id);

-- Who moved a visit, when and where to. rev is the visit's after it; one batch of events may take it
-- several steps.
CREATE TABLE visit_moves (
    visit_id TEXT NOT NULL,
    rev BIGINT NOT NULL,
    step BIGINT NOT NULL,
    agency_id TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    actor TEXT NOT NULL,
    user_id TEXT,
    at_ms BIGINT NOT NULL,
    CONSTRAINT visit_moves_pkey PRIMARY KEY (visit_id, rev, step)
);

-- The sync feed. A visit's row moves to the end of its evaluator's feed with every change;
-- feed_heads is the lock that makes the order of commits the order of numbers.
CREATE TABLE feed_heads (
    user_id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT feed_heads_pkey PRIMARY KEY (user_id)
);
CREATE TABLE feed (
    user_id TEXT NOT NULL,
    visit_id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT feed_pkey PRIMARY KEY (user_id, visit_id)
);
CREATE UNIQUE INDEX feed_seq_key ON feed (user_id, seq);

-- The chain of a device in a visit: its head and the answer sheet that its events add up to.
CREATE TABLE sheets (
    visit_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL,
    sheet TEXT NOT NULL,
    updated_at_ms BIGINT NOT NULL,
    CONSTRAINT sheets_pkey PRIMARY KEY (visit_id, device_id)
);

-- Events as they were sent, one row for each accepted batch: one row instead of forty.
-- bodies: JSON array of the events, byte for byte; hashes: 32 bytes for each.
-- signature: the device's, over the last event; null where the batch was cut short by a refusal.
CREATE TABLE event_batches (
    visit_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    first_seq BIGINT NOT NULL,
    last_seq BIGINT NOT NULL,
    agency_id TEXT NOT NULL,
    bodies TEXT NOT NULL,
    hashes BYTEA NOT NULL,
    signature TEXT,
    received_at_ms BIGINT NOT NULL,
    CONSTRAINT event_batches_pkey PRIMARY KEY (visit_id, device_id, first_seq)
);

-- A photo is announced by an event; it has arrived when its bytes were stored and verified.
CREATE TABLE photos (
    visit_id TEXT NOT NULL,
    photo_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    question TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size_bytes BIGINT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    source TEXT NOT NULL,
    dhash TEXT NOT NULL,
    warnings TEXT NOT NULL,
    taken_at_ms BIGINT NOT NULL,
    discarded BIGINT NOT NULL,
    arrived_at_ms BIGINT,
    CONSTRAINT photos_pkey PRIMARY KEY (visit_id, photo_id)
);

CREATE TABLE receipts (
    visit_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    body TEXT NOT NULL,
    signature TEXT NOT NULL,
    issued_at_ms BIGINT NOT NULL,
    CONSTRAINT receipts_pkey PRIMARY KEY (visit_id, device_id)
);

-- The score of a submitted visit. detail: every touchpoint, exact; measures: NPS, CSAT, CES, … answers.
CREATE TABLE visit_scores (
    visit_id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    checklist_sha256 TEXT NOT NULL,
    scoring_version BIGINT NOT NULL,
    score TEXT,
    ppm BIGINT,
    detail TEXT NOT NULL,
    measures TEXT NOT NULL,
    scored_at_ms BIGINT NOT NULL,
    CONSTRAINT visit_scores_pkey PRIMARY KEY (visit_id)
);

-- Sufficient statistics of the published visits of a location in a wave; wave_id '' is all waves.
-- cells: JSON of the scores (n, sum, sum of squares by touchpoint) and of the measures' histograms:
-- one row for each place instead of one for each cell keeps a comparison of thousands of places quick.
CREATE TABLE location_stats (
    client_id TEXT NOT NULL,
    wave_id TEXT NOT NULL,
    location_id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    cells TEXT NOT NULL,
    CONSTRAINT location_stats_pkey PRIMARY KEY (client_id, wave_id, location_id),
    CONSTRAINT location_stats_location_fkey FOREIGN KEY (location_id) REFERENCES locations (id)
);
