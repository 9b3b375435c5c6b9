-- Quotas that are used up, as far as somebody was told: each is told once when it is reached, and once when there is room.

CREATE TABLE quota_reached (
  tenant_id  uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  kind       text NOT NULL CHECK (length(kind) <= 32),
  since      timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, kind)
);

ALTER TABLE quota_reached ENABLE ROW LEVEL SECURITY;
ALTER TABLE quota_reached FORCE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON quota_reached FOR SELECT TO weir_app USING (tenant_id = (SELECT app_tenant()));
CREATE POLICY of_platform ON quota_reached TO weir_app USING ((SELECT app_platform()));
GRANT SELECT, INSERT, DELETE ON quota_reached TO weir_app;
