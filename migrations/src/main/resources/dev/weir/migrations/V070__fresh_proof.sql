-- When the person behind a session last proved to be there: at sign-in, and again before what is secret or
-- dangerous. Sessions of before have proven nothing.
ALTER TABLE portal_session ADD COLUMN proven_at timestamptz NOT NULL DEFAULT 'epoch';
