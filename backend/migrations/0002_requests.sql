-- What evaluators ask of the agency outside of a visit's events (accepting, giving back, …).
-- body: the request's exact JSON; outcome: the JSON that it was answered with, for good. The same id
-- is never done twice, whatever happens to the reply.
CREATE TABLE requests (
    id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    body TEXT NOT NULL,
    outcome TEXT NOT NULL,
    made_at_ms BIGINT NOT NULL,
    received_at_ms BIGINT NOT NULL,
    CONSTRAINT requests_pkey PRIMARY KEY (id),
    CONSTRAINT requests_user_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE INDEX requests_user_idx ON requests (user_id);

-- Why, in the words of who moved it.
ALTER TABLE visit_moves ADD COLUMN reason TEXT;
