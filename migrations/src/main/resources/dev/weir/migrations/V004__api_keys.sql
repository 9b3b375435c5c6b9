-- API keys: found by their prefix, proven by the SHA-256 of 256 random bits, shown once.
CREATE TABLE api_key (
  id            uuid NOT NULL UNIQUE,
  tenant_id     uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  name          text NOT NULL CHECK (length(name) BETWEEN 1 AND 128),
  prefix        text NOT NULL UNIQUE CHECK (length(prefix) BETWEEN 8 AND 32),
  secret_hash   bytea NOT NULL CHECK (octet_length(secret_hash) = 32),
  scopes        text[] NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now(),
  created_by    uuid REFERENCES person ON DELETE SET NULL,
  expires_at    timestamptz,
  last_used_at  timestamptz,
  revoked_at    timestamptz,
  PRIMARY KEY (tenant_id, id)
);

ALTER TABLE api_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_key FORCE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON api_key TO weir_app USING (tenant_id = (SELECT app_tenant()));
CREATE POLICY of_platform ON api_key TO weir_app USING ((SELECT app_platform()));
GRANT SELECT, INSERT, UPDATE, DELETE ON api_key TO weir_app;
