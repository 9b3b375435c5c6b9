-- The platform's own: its staff, and what it does to tenants.

-- Staff look after tenants; what a person is within one is said by membership alone.
CREATE TABLE platform_staff (
  person_id  uuid PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  since      timestamptz NOT NULL
);
ALTER TABLE platform_staff ENABLE ROW LEVEL SECURITY;
ALTER TABLE platform_staff FORCE ROW LEVEL SECURITY;
CREATE POLICY of_platform ON platform_staff TO weir_app USING ((SELECT app_platform()));
GRANT SELECT, INSERT, DELETE ON platform_staff TO weir_app;

ALTER TABLE tenant
  ADD COLUMN suspended_at timestamptz,
  ADD COLUMN suspended_reason text NOT NULL DEFAULT '' CHECK (length(suspended_reason) <= 500),
  ADD CHECK ((state = 'SUSPENDED') = (suspended_at IS NOT NULL));
CREATE INDEX tenant_by_name ON tenant (name, id);

-- A suspension is part of the policy of each domain, so it gives each a new version.
CREATE FUNCTION tenant_state_changed() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE domain SET version = nextval('domain_version') WHERE tenant_id = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER state_changed AFTER UPDATE OF state ON tenant
  FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION tenant_state_changed();
