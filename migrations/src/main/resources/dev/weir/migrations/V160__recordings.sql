-- The library: each file of a recording, as its node last told of it, and what people say of it. Objects themselves lie
-- in the store.

CREATE TABLE recording (
  tenant_id        uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  id               uuid NOT NULL,
  domain           text NOT NULL CHECK (length(domain) <= 253),
  app              text NOT NULL CHECK (length(app) <= 128),
  stream           text NOT NULL CHECK (length(stream) <= 256),
  node             text NOT NULL CHECK (length(node) <= 128),
  boot             text NOT NULL CHECK (length(boot) <= 128),
  format           text NOT NULL CHECK (length(format) <= 16),
  state            text NOT NULL CHECK (length(state) <= 16),
  cause            text NOT NULL CHECK (length(cause) <= 64),
  started_at       timestamptz NOT NULL,
  told_at          timestamptz NOT NULL,
  duration_ms      bigint NOT NULL,
  bytes            bigint NOT NULL,
  width            integer NOT NULL,
  height           integer NOT NULL,
  object_name      text NOT NULL CHECK (length(object_name) <= 1024),
  title            text NOT NULL DEFAULT '' CHECK (length(title) <= 200),
  -- What the rule said when recording began; kept_until follows from it when the file is ready.
  retention_hours  integer,
  kept_until       timestamptz,
  -- When the store is next asked to delete it; not there while nobody wants that.
  delete_at        timestamptz,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX recording_by_start ON recording (tenant_id, started_at DESC, id DESC);
CREATE INDEX recording_open ON recording (tenant_id, boot) WHERE state IN ('RUNNING', 'SAVING');
CREATE INDEX recording_over ON recording (kept_until) WHERE kept_until IS NOT NULL;
CREATE INDEX recording_deleted ON recording (delete_at) WHERE delete_at IS NOT NULL;

ALTER TABLE recording ENABLE ROW LEVEL SECURITY;
ALTER TABLE recording FORCE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON recording TO weir_app USING (tenant_id = (SELECT app_tenant()));
CREATE POLICY of_platform ON recording FOR SELECT TO weir_app USING ((SELECT app_platform()));
GRANT SELECT, INSERT, UPDATE, DELETE ON recording TO weir_app;
