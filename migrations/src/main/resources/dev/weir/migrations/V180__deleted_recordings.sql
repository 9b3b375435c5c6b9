-- What was deleted stays deleted: a node that was away may tell of a recording that nobody wants any more.

CREATE TABLE deleted_recording (
  tenant_id   uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  id          uuid NOT NULL,
  deleted_at  timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX deleted_recording_by_age ON deleted_recording (tenant_id, deleted_at);

ALTER TABLE deleted_recording ENABLE ROW LEVEL SECURITY;
ALTER TABLE deleted_recording FORCE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON deleted_recording TO weir_app USING (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT, UPDATE, DELETE ON deleted_recording TO weir_app;
