-- Stores that tenants bring: buckets of their own that speak S3. The document says all but the secret, which is sealed
-- and bound to its tenant and its name.

CREATE TABLE tenant_store (
  tenant_id      uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  name           text NOT NULL CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  document       jsonb NOT NULL CHECK (jsonb_typeof(document) = 'object' AND octet_length(document::text) <= 4096),
  sealed_secret  text NOT NULL CHECK (length(sealed_secret) <= 1024),
  revision       bigint NOT NULL DEFAULT 1,
  changed_at     timestamptz NOT NULL,
  changed_by     text NOT NULL CHECK (length(changed_by) <= 254),
  PRIMARY KEY (tenant_id, name)
);

ALTER TABLE tenant_store ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant_store FORCE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON tenant_store TO weir_app USING (tenant_id = (SELECT app_tenant()));
CREATE POLICY of_platform ON tenant_store FOR SELECT TO weir_app USING ((SELECT app_platform()));
GRANT SELECT, INSERT, UPDATE, DELETE ON tenant_store TO weir_app;

-- The policies of all push domains of a tenant carry its stores: a recording may lie in one that no rule names any more.
CREATE FUNCTION tenant_store_changed() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
DECLARE
  store record := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  UPDATE domain SET version = nextval('domain_version'), updated_at = now()
  WHERE tenant_id = store.tenant_id
    AND id IN (SELECT domain_id FROM domain_push WHERE tenant_id = store.tenant_id);
  RETURN NULL;
END
$$;
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON tenant_store
  FOR EACH ROW EXECUTE FUNCTION tenant_store_changed();

-- Where a recording lies, and in which class. Without a name it is the operator's store; without a class it is in the
-- one that it began in. What is forgotten is left where it is when its row goes.
ALTER TABLE recording
  ADD store text NOT NULL DEFAULT '' CHECK (length(store) <= 40),
  ADD storage_class text NOT NULL DEFAULT '' CHECK (length(storage_class) <= 32),
  ADD cool_hours integer,
  ADD cool_to text NOT NULL DEFAULT '' CHECK (length(cool_to) <= 32),
  ADD cool_at timestamptz,
  ADD forgotten boolean NOT NULL DEFAULT false;
CREATE INDEX recording_in_store ON recording (tenant_id, store) WHERE store <> '';
CREATE INDEX recording_cooling ON recording (cool_at) WHERE cool_at IS NOT NULL;
