-- Pictures of guidelines by digest: copies of what the server has, here before the visit and gone after it.
CREATE TABLE guides (
    sha256 TEXT PRIMARY KEY,
    bytes  BLOB NOT NULL
) STRICT;
