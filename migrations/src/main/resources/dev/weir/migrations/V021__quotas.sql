-- How much a tenant may have: what the platform gives to everybody, and what it gives to one.

CREATE TABLE quota_default (
  kind     text PRIMARY KEY,
  maximum  bigint NOT NULL CHECK (maximum >= 0)
);

INSERT INTO quota_default (kind, maximum) VALUES
  ('DOMAINS', 20),
  ('LIVE_STREAMS', 200),
  ('TEMPLATES', 20),
  ('MEMBERS', 50),
  ('API_KEYS', 20),
  ('SIGNING_KEYS', 80),
  ('VIEWERS', 100000),
  ('EGRESS_BITS_PER_S', 10000000000),
  ('TRANSCODES', 4),
  ('STORAGE_BYTES', 107374182400);

CREATE TABLE tenant_quota (
  tenant_id   uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  kind        text NOT NULL REFERENCES quota_default,
  maximum     bigint NOT NULL CHECK (maximum >= 0),
  changed_at  timestamptz NOT NULL,
  changed_by  text NOT NULL,
  PRIMARY KEY (tenant_id, kind)
);

-- What is in force; a tenant asks for its own, publishing for everybody's.
CREATE FUNCTION quota(of_tenant uuid, of_kind text) RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(
    (SELECT maximum FROM tenant_quota WHERE tenant_id = of_tenant AND kind = of_kind),
    (SELECT maximum FROM quota_default WHERE kind = of_kind));

-- These two are parts of every policy of the tenant: readers take a policy for new by its version.
CREATE FUNCTION tenant_quota_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  part record := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  IF part.kind IN ('LIVE_STREAMS', 'VIEWERS') THEN
    UPDATE domain SET version = nextval('domain_version') WHERE tenant_id = part.tenant_id;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON tenant_quota
  FOR EACH ROW EXECUTE FUNCTION tenant_quota_changed();
CREATE POLICY of_platform_versions ON domain FOR UPDATE TO weir_app USING ((SELECT app_platform()));

ALTER TABLE quota_default ENABLE ROW LEVEL SECURITY;
ALTER TABLE quota_default FORCE ROW LEVEL SECURITY;
CREATE POLICY of_everybody ON quota_default FOR SELECT TO weir_app USING (true);
CREATE POLICY of_platform ON quota_default FOR UPDATE TO weir_app USING ((SELECT app_platform()));
GRANT SELECT, UPDATE ON quota_default TO weir_app;

ALTER TABLE tenant_quota ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant_quota FORCE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON tenant_quota FOR SELECT TO weir_app USING (tenant_id = (SELECT app_tenant()));
CREATE POLICY of_platform ON tenant_quota TO weir_app USING ((SELECT app_platform()));
GRANT SELECT, INSERT, UPDATE, DELETE ON tenant_quota TO weir_app;
