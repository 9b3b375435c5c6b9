-- The audit log: a chain of entries for each tenant, and one for the platform under the nil UUID. Nothing refers
-- to tenants or people by foreign key: what they did outlives them.

CREATE TABLE audit_entry (
  tenant_id      uuid NOT NULL,
  seq            bigint NOT NULL CHECK (seq > 0),
  at             timestamptz NOT NULL,
  actor_kind     text NOT NULL,
  actor_id       text NOT NULL,
  actor_name     text NOT NULL,
  address        text NOT NULL,
  user_agent     text NOT NULL,
  request_id     text NOT NULL,
  action         text NOT NULL,
  object_kind    text NOT NULL,
  object_name    text NOT NULL,
  before         jsonb NOT NULL,
  after          jsonb NOT NULL,
  previous_hash  bytea NOT NULL CHECK (octet_length(previous_hash) = 32),
  hash           bytea NOT NULL CHECK (octet_length(hash) = 32),
  PRIMARY KEY (tenant_id, seq)
);

-- The newest entry of each chain. Whoever adds an entry locks its row first, so that a chain has neither gaps
-- nor forks.
CREATE TABLE audit_chain (
  tenant_id  uuid PRIMARY KEY,
  seq        bigint NOT NULL,
  hash       bytea NOT NULL CHECK (octet_length(hash) = 32)
);

-- The application lacks the right; this is for logins that have more rights than they need.
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries are never changed' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON audit_entry TO weir_app USING (tenant_id = (SELECT app_tenant()));
CREATE POLICY of_platform ON audit_entry TO weir_app USING ((SELECT app_platform()));
GRANT SELECT, INSERT ON audit_entry TO weir_app;

ALTER TABLE audit_chain ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_chain FORCE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON audit_chain TO weir_app USING (tenant_id = (SELECT app_tenant()));
CREATE POLICY of_platform ON audit_chain TO weir_app USING ((SELECT app_platform()));
GRANT SELECT, INSERT, UPDATE ON audit_chain TO weir_app;
