-- What the platform's staff changes while it runs. A row stays when its value goes back to what is configured: who
-- changed it last, and how often, is known all the same.
CREATE TABLE platform_setting (
  name        text PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 64),
  value       text CHECK (length(value) <= 1024), -- null: as configured
  version     bigint NOT NULL,
  changed_at  timestamptz NOT NULL,
  changed_by  text NOT NULL
);
ALTER TABLE platform_setting ENABLE ROW LEVEL SECURITY;
ALTER TABLE platform_setting FORCE ROW LEVEL SECURITY;
CREATE POLICY of_platform ON platform_setting TO weir_app USING ((SELECT app_platform()));
GRANT SELECT, INSERT, UPDATE ON platform_setting TO weir_app;

-- Counts edits of what everybody may have.
ALTER TABLE quota_default ADD COLUMN version bigint NOT NULL DEFAULT 0;
