-- Visits that came as a file instead of by the phone itself: who brought which file in, and what was
-- new in it. Never read to decide anything: it is the trail.
CREATE TABLE visit_files (
    id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    visit_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    user_id TEXT,
    sha256 TEXT NOT NULL,
    size_bytes BIGINT NOT NULL,
    made_at_ms BIGINT NOT NULL,
    imported_at_ms BIGINT NOT NULL,
    events_new BIGINT NOT NULL,
    photos_new BIGINT NOT NULL,
    CONSTRAINT visit_files_pkey PRIMARY KEY (id),
    CONSTRAINT visit_files_visit_fkey FOREIGN KEY (visit_id) REFERENCES visits (id)
);
CREATE INDEX visit_files_agency_idx ON visit_files (agency_id, imported_at_ms);
