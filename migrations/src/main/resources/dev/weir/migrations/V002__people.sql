-- People, their memberships, what proves them, and the portal sessions they have open.

-- A person is the platform's, since one may work for several tenants; a tenant sees its own members only.
CREATE TABLE person (
  id          uuid PRIMARY KEY,
  email       text NOT NULL UNIQUE CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
  name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 128),
  created_at  timestamptz NOT NULL DEFAULT now()
);

-- Apart from the person, so that no tenant can read it, not even of its own members.
CREATE TABLE person_password (
  person_id   uuid PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  hash        text NOT NULL, -- argon2id, PHC string
  changed_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE membership (
  tenant_id   uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  person_id   uuid NOT NULL REFERENCES person ON DELETE CASCADE,
  role        text NOT NULL
              CHECK (role IN ('OWNER', 'ADMINISTRATOR', 'OPERATOR', 'DEVELOPER', 'BILLING', 'VIEWER')),
  created_at  timestamptz NOT NULL DEFAULT now(),
  created_by  uuid REFERENCES person ON DELETE SET NULL,
  PRIMARY KEY (tenant_id, person_id)
);
CREATE INDEX membership_of_person ON membership (person_id);

-- The cookie holds 128 random bits; only their SHA-256 rests here, so that a stolen table opens nothing.
CREATE TABLE portal_session (
  id_hash       bytea PRIMARY KEY CHECK (octet_length(id_hash) = 32),
  tenant_id     uuid NOT NULL,
  person_id     uuid NOT NULL,
  created_at    timestamptz NOT NULL,
  last_seen_at  timestamptz NOT NULL,
  address       text NOT NULL,
  user_agent    text NOT NULL,
  -- Leaving a tenant ends the sessions in it.
  FOREIGN KEY (tenant_id, person_id) REFERENCES membership ON DELETE CASCADE
);
CREATE INDEX portal_session_of_person ON portal_session (person_id);
CREATE INDEX portal_session_by_age ON portal_session (last_seen_at);

DO $$
DECLARE
  part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['person', 'person_password', 'membership', 'portal_session'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE POLICY of_platform ON %I TO weir_app USING ((SELECT app_platform()))', part);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO weir_app', part);
  END LOOP;
END
$$;

CREATE POLICY of_tenant ON membership FOR SELECT TO weir_app USING (tenant_id = (SELECT app_tenant()));
CREATE POLICY of_tenant ON person FOR SELECT TO weir_app
  USING (id IN (SELECT person_id FROM membership WHERE tenant_id = (SELECT app_tenant())));
