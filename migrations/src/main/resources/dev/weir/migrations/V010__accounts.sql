-- Mail on its way, sign-ups that wait for their proof, password links, and second factors: all the platform's,
-- since a person is. No tenant sees any of it.

-- The queue, and without an SMTP server the mailbox that the operator reads. Mails hold links that open
-- something, so the text is sealed; a mail that was sent is gone.
CREATE TABLE mail (
  id            uuid PRIMARY KEY,
  recipient     text NOT NULL CHECK (length(recipient) BETWEEN 3 AND 254),
  subject       text NOT NULL CHECK (length(subject) BETWEEN 1 AND 256),
  sealed_text   text NOT NULL,
  created_at    timestamptz NOT NULL,
  attempts      integer NOT NULL DEFAULT 0,
  next_at       timestamptz, -- null: no more attempts
  last_failure  text NOT NULL DEFAULT ''
);
CREATE INDEX mail_due ON mail (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX mail_by_age ON mail (created_at);

-- Nobody is a person before the address is proven. One for each address: the newest.
CREATE TABLE sign_up (
  email          text PRIMARY KEY CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
  name           text NOT NULL CHECK (length(name) BETWEEN 1 AND 128),
  tenant_name    text NOT NULL CHECK (length(tenant_name) BETWEEN 1 AND 128),
  password_hash  text NOT NULL,
  token_hash     bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  tries          integer NOT NULL DEFAULT 0,
  expires_at     timestamptz NOT NULL
);

-- One for each person: the newest.
CREATE TABLE password_link (
  person_id   uuid PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  token_hash  bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  expires_at  timestamptz NOT NULL
);

-- A secret that codes are computed from is sealed, not hashed. A code is good once: its step must be later than
-- the last one that was taken.
CREATE TABLE second_factor (
  person_id      uuid PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  sealed_secret  text NOT NULL,
  last_step      bigint NOT NULL,
  created_at     timestamptz NOT NULL
);

CREATE TABLE recovery_code (
  person_id  uuid NOT NULL REFERENCES second_factor ON DELETE CASCADE,
  code_hash  bytea NOT NULL CHECK (octet_length(code_hash) = 32),
  PRIMARY KEY (person_id, code_hash)
);

-- Password proven, code still missing.
CREATE TABLE sign_in_challenge (
  id_hash     bytea PRIMARY KEY CHECK (octet_length(id_hash) = 32),
  person_id   uuid NOT NULL REFERENCES person ON DELETE CASCADE,
  tries       integer NOT NULL DEFAULT 0,
  expires_at  timestamptz NOT NULL
);

DO $$
DECLARE
  part text;
BEGIN
  FOREACH part IN ARRAY
      ARRAY['mail', 'sign_up', 'password_link', 'second_factor', 'recovery_code', 'sign_in_challenge'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE POLICY of_platform ON %I TO weir_app USING ((SELECT app_platform()))', part);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO weir_app', part);
  END LOOP;
END
$$;
