-- Into which renditions streams are transcoded: a tenant's own templates, and for each push domain the rules that say
-- which streams get which. Both are documents that are read and compared as wholes; presets are in no table.

CREATE TABLE template (
  tenant_id   uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  name        text NOT NULL CHECK (name ~ '^[A-Za-z0-9]{1,32}$'),
  document    jsonb NOT NULL CHECK (jsonb_typeof(document) = 'object' AND octet_length(document::text) <= 4096),
  revision    bigint NOT NULL DEFAULT 1,
  changed_at  timestamptz NOT NULL,
  changed_by  text NOT NULL CHECK (length(changed_by) <= 254),
  PRIMARY KEY (tenant_id, name)
);

ALTER TABLE template ENABLE ROW LEVEL SECURITY;
ALTER TABLE template FORCE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON template TO weir_app USING (tenant_id = (SELECT app_tenant()));
CREATE POLICY of_platform ON template FOR SELECT TO weir_app USING ((SELECT app_platform()));
GRANT SELECT, INSERT, UPDATE, DELETE ON template TO weir_app;

-- In the order in which they are asked. Whoever saves rules holds the templates that they name, so that none of them
-- is deleted meanwhile.
ALTER TABLE domain_push
  ADD ladders jsonb NOT NULL DEFAULT '[]'
      CHECK (jsonb_typeof(ladders) = 'array' AND octet_length(ladders::text) <= 131072),
  ADD ladders_revision bigint NOT NULL DEFAULT 1,
  ADD ladders_changed_by text NOT NULL DEFAULT '';

-- A policy carries the templates that its rules name, and readers take it for new by its version.
CREATE FUNCTION template_changed() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE domain SET version = nextval('domain_version'), updated_at = now()
  WHERE tenant_id = NEW.tenant_id
    AND id IN (SELECT domain_id FROM domain_push
               WHERE tenant_id = NEW.tenant_id
                 AND ladders @> jsonb_build_array(
                   jsonb_build_object('templates', jsonb_build_array(NEW.name))));
  RETURN NULL;
END
$$;
CREATE TRIGGER changed AFTER UPDATE ON template
  FOR EACH ROW EXECUTE FUNCTION template_changed();
