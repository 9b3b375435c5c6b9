-- What a tenant lays over the renditions of its streams. The document says how, and names the image by its SHA-256; the
-- image itself lies in the object store under that name, where nodes fetch it.

CREATE TABLE watermark (
  tenant_id   uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  name        text NOT NULL CHECK (name ~ '^[A-Za-z0-9]{1,32}$'),
  document    jsonb NOT NULL CHECK (jsonb_typeof(document) = 'object' AND octet_length(document::text) <= 4096),
  revision    bigint NOT NULL DEFAULT 1,
  changed_at  timestamptz NOT NULL,
  changed_by  text NOT NULL CHECK (length(changed_by) <= 254),
  PRIMARY KEY (tenant_id, name)
);

ALTER TABLE watermark ENABLE ROW LEVEL SECURITY;
ALTER TABLE watermark FORCE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON watermark TO weir_app USING (tenant_id = (SELECT app_tenant()));
CREATE POLICY of_platform ON watermark FOR SELECT TO weir_app USING ((SELECT app_platform()));
GRANT SELECT, INSERT, UPDATE, DELETE ON watermark TO weir_app;

-- A policy carries the watermarks that its rules name, and readers take it for new by its version.
CREATE FUNCTION watermark_changed() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE domain SET version = nextval('domain_version'), updated_at = now()
  WHERE tenant_id = NEW.tenant_id
    AND id IN (SELECT domain_id FROM domain_push
               WHERE tenant_id = NEW.tenant_id
                 AND ladders @> jsonb_build_array(jsonb_build_object('watermark', NEW.name)));
  RETURN NULL;
END
$$;
CREATE TRIGGER changed AFTER UPDATE ON watermark
  FOR EACH ROW EXECUTE FUNCTION watermark_changed();
