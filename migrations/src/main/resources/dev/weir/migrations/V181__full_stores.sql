-- Tenants whose recordings fill what they may store: no recording begins until there is room again.

CREATE TABLE full_store (
  tenant_id  uuid PRIMARY KEY REFERENCES tenant ON DELETE CASCADE,
  since      timestamptz NOT NULL
);

-- It is part of every policy of the tenant: readers take a policy for new by its version.
CREATE FUNCTION full_store_changed() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
DECLARE
  part record := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  UPDATE domain SET version = nextval('domain_version') WHERE tenant_id = part.tenant_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER changed AFTER INSERT OR DELETE ON full_store
  FOR EACH ROW EXECUTE FUNCTION full_store_changed();

ALTER TABLE full_store ENABLE ROW LEVEL SECURITY;
ALTER TABLE full_store FORCE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON full_store FOR SELECT TO weir_app USING (tenant_id = (SELECT app_tenant()));
CREATE POLICY of_platform ON full_store TO weir_app USING ((SELECT app_platform()));
GRANT SELECT, INSERT, DELETE ON full_store TO weir_app;
