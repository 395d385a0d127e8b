-- Voice memos lie beside photos, in the same tables: they are sent and receipted the same way.
-- media: 'photo', or the format of a memo ('webm', 'mp4', 'ogg'); a memo has no thumbnail.
ALTER TABLE photos ADD COLUMN media TEXT NOT NULL DEFAULT 'photo';
