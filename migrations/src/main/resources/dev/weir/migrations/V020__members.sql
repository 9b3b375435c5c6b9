-- Who works for a tenant beyond its first owner: invitations, and what needs a second person.

-- Sessions end and are forgotten; when a member was last here is not.
ALTER TABLE membership ADD COLUMN last_seen_at timestamptz;

-- A tenant changes and ends memberships. It does not make them: the person invited has to want it, and does so
-- where no tenant is known yet.
CREATE POLICY of_tenant_changes ON membership FOR UPDATE TO weir_app USING (tenant_id = (SELECT app_tenant()));
CREATE POLICY of_tenant_ends ON membership FOR DELETE TO weir_app USING (tenant_id = (SELECT app_tenant()));

-- One for each address and tenant; the link holds 256 random bits, of which only the SHA-256 rests here.
CREATE TABLE invitation (
  tenant_id    uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  id           uuid NOT NULL UNIQUE,
  email        text NOT NULL CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
  role         text NOT NULL
               CHECK (role IN ('OWNER', 'ADMINISTRATOR', 'OPERATOR', 'DEVELOPER', 'BILLING', 'VIEWER')),
  token_hash   bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  invited_at   timestamptz NOT NULL,
  invited_by   text NOT NULL,
  expires_at   timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, email)
);

-- What the tenant wants to be decided by two, by kind; and which edit of the settings that is.
CREATE TABLE tenant_setting (
  tenant_id      uuid PRIMARY KEY REFERENCES tenant ON DELETE CASCADE,
  second_person  text[] NOT NULL DEFAULT '{}',
  version        bigint NOT NULL DEFAULT 1,
  changed_at     timestamptz NOT NULL,
  changed_by     text NOT NULL
);

-- Something that one person asked for and another decides.
CREATE TABLE approval (
  tenant_id       uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  id              uuid NOT NULL UNIQUE,
  kind            text NOT NULL,
  object          text NOT NULL CHECK (length(object) <= 1024),
  payload         jsonb NOT NULL,
  -- Without a foreign key: who asked stays the one who may not decide, member or not.
  requested_by    uuid,
  requester_name  text NOT NULL,
  requested_at    timestamptz NOT NULL,
  expires_at      timestamptz NOT NULL,
  state           text NOT NULL DEFAULT 'PENDING'
                  CHECK (state IN ('PENDING', 'APPROVED', 'REJECTED', 'WITHDRAWN', 'EXPIRED')),
  decided_by      text,
  decided_at      timestamptz,
  PRIMARY KEY (tenant_id, id),
  CHECK ((state = 'PENDING') = (decided_at IS NULL))
);
CREATE UNIQUE INDEX approval_pending ON approval (tenant_id, kind, object) WHERE state = 'PENDING';
CREATE INDEX approval_by_age ON approval (tenant_id, requested_at DESC);

DO $$
DECLARE
  part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['invitation', 'tenant_setting', 'approval'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE POLICY of_tenant ON %I TO weir_app USING (tenant_id = (SELECT app_tenant()))', part);
    EXECUTE format('CREATE POLICY of_platform ON %I TO weir_app USING ((SELECT app_platform()))', part);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO weir_app', part);
  END LOOP;
END
$$;

-- A tenant gives itself a name. Whether it is suspended is not its own to say.
CREATE POLICY of_tenant_names ON tenant FOR UPDATE TO weir_app USING (id = (SELECT app_tenant()));
CREATE FUNCTION tenant_keeps_its_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state AND app_tenant() IS NOT NULL THEN
    RAISE EXCEPTION 'a tenant does not change its own state' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER keeps_its_state BEFORE UPDATE ON tenant
  FOR EACH ROW EXECUTE FUNCTION tenant_keeps_its_state();
