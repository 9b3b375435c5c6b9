-- E-mail addresses on their way to others, and whether somebody has a second factor, for the tenants that ask.

-- One for each person: the newest. The address is not the person's before its mail was read.
CREATE TABLE email_change (
  person_id   uuid PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  email       text NOT NULL CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
  token_hash  bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  expires_at  timestamptz NOT NULL
);

-- The way back to the address before, which was told of the change.
CREATE TABLE email_undo (
  token_hash  bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
  person_id   uuid NOT NULL REFERENCES person ON DELETE CASCADE,
  email       text NOT NULL CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
  changed_at  timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL
);
CREATE INDEX email_undo_of_person ON email_undo (person_id);

DO $$
DECLARE
  part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['email_change', 'email_undo'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE POLICY of_platform ON %I TO weir_app USING ((SELECT app_platform()))', part);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO weir_app', part);
  END LOOP;
END
$$;

-- A tenant may see that a member has a second factor, and nothing else of it: so that stands with the person, and
-- follows what is true. Row-level security binds the owner of the tables, too, and steps aside for what was before.
ALTER TABLE person ADD COLUMN two_steps boolean NOT NULL DEFAULT false;
ALTER TABLE person NO FORCE ROW LEVEL SECURITY;
ALTER TABLE second_factor NO FORCE ROW LEVEL SECURITY;
UPDATE person SET two_steps = true WHERE id IN (SELECT person_id FROM second_factor);
ALTER TABLE person FORCE ROW LEVEL SECURITY;
ALTER TABLE second_factor FORCE ROW LEVEL SECURITY;

CREATE FUNCTION second_factor_changed() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE person SET two_steps = true WHERE id = NEW.person_id;
  ELSE
    UPDATE person SET two_steps = false WHERE id = OLD.person_id;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER changed AFTER INSERT OR DELETE ON second_factor
  FOR EACH ROW EXECUTE FUNCTION second_factor_changed();

-- Whether everybody who works for the tenant signs in in two steps.
ALTER TABLE tenant_setting ADD COLUMN two_steps boolean NOT NULL DEFAULT false;
