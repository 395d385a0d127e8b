-- Pictures of guidelines, which authors upload before the checklist that names them.
-- name: what checklist files call it; another picture may take the name over, which changes nothing of
-- what is published. source_sha256: of what was uploaded; sha256: of the JPEG that was made of it.
CREATE TABLE pictures (
    agency_id TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    source_sha256 TEXT NOT NULL,
    size_bytes BIGINT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    uploaded_at_ms BIGINT NOT NULL,
    CONSTRAINT pictures_pkey PRIMARY KEY (agency_id, name),
    CONSTRAINT pictures_agency_fkey FOREIGN KEY (agency_id) REFERENCES agencies (id)
);
CREATE INDEX pictures_sha256_idx ON pictures (agency_id, sha256);

-- Which published checklist names which picture: who may read the one may see the other.
CREATE TABLE checklist_pictures (
    agency_id TEXT NOT NULL,
    checklist_sha256 TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    CONSTRAINT checklist_pictures_pkey PRIMARY KEY (agency_id, checklist_sha256, sha256),
    CONSTRAINT checklist_pictures_checklist_fkey FOREIGN KEY (agency_id, checklist_sha256)
        REFERENCES checklists (agency_id, sha256)
);
CREATE INDEX checklist_pictures_sha256_idx ON checklist_pictures (agency_id, sha256);
