-- Voice memos stand beside photos: they are announced, arrive and are receipted the same way.
-- media: 'photo', or the format of a memo ('webm', 'mp4', 'ogg'); duration_ms: of a memo.
-- erase: 1 while the bytes of a picture that was covered by hand are still to be erased.
ALTER TABLE photos ADD COLUMN media TEXT NOT NULL DEFAULT 'photo';
ALTER TABLE photos ADD COLUMN duration_ms BIGINT;
ALTER TABLE photos ADD COLUMN erase BIGINT NOT NULL DEFAULT 0;
CREATE INDEX photos_erase_idx ON photos (visit_id) WHERE erase = 1;
-- Blobs are named by their digest: before one is erased, whoever else has it is asked for.
CREATE INDEX photos_sha256_idx ON photos (sha256);
