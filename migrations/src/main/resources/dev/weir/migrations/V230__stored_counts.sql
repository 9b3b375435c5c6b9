-- What lies in the operator's store beside recordings, as it was last counted there: of each stream what time shift
-- keeps, and snapshots. docs/adr/0032 says why it is so. Texts are empty where names do not tell them.
CREATE TABLE stored_count (
  tenant_id   uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  detail      text NOT NULL CHECK (length(detail) <= 32),
  domain      text NOT NULL CHECK (length(domain) <= 253),
  app         text NOT NULL CHECK (length(app) <= 128),
  stream      text NOT NULL CHECK (length(stream) <= 256),
  bytes       bigint NOT NULL CHECK (bytes > 0),
  counted_at  timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, detail, domain, app, stream)
);

-- Hours up to this have been counted for, or are being counted for by somebody.
ALTER TABLE usage_clock ADD COLUMN census_until timestamptz NOT NULL DEFAULT '1970-01-01T00:00:00Z';

ALTER TABLE stored_count ENABLE ROW LEVEL SECURITY;
ALTER TABLE stored_count FORCE ROW LEVEL SECURITY;
CREATE POLICY of_platform ON stored_count TO weir_app USING ((SELECT app_platform()));
CREATE POLICY of_tenant ON stored_count FOR SELECT TO weir_app USING (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT, DELETE ON stored_count TO weir_app;
