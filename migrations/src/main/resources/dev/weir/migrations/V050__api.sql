-- Requests of the API that named themselves (Idempotency-Key), and what they were answered.
CREATE TABLE api_request (
  tenant_id     uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  -- The API key that asked: the same name from another key is another request.
  caller        text NOT NULL CHECK (length(caller) <= 64),
  key           text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  request_hash  bytea NOT NULL CHECK (octet_length(request_hash) = 32),
  -- Both null while the request is being answered. Sealed, since an answer may hold what is shown only once.
  status        integer,
  sealed_body   text,
  created_at    timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, caller, key),
  CHECK ((status IS NULL) = (sealed_body IS NULL))
);
CREATE INDEX api_request_by_age ON api_request (tenant_id, created_at DESC);

ALTER TABLE api_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_request FORCE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON api_request TO weir_app USING (tenant_id = (SELECT app_tenant()));
CREATE POLICY of_platform ON api_request TO weir_app USING ((SELECT app_platform()));
GRANT SELECT, INSERT, UPDATE, DELETE ON api_request TO weir_app;
