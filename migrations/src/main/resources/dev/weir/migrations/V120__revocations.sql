-- Whose viewing was ended before its time: a part of the domain's policy, so that a change gives the domain a new
-- version, and with it the domains that play its streams. Rows whose time is over go with the next one that is made.
CREATE TABLE viewer_revocation (
  tenant_id   uuid NOT NULL,
  domain_id   uuid NOT NULL, -- the push domain whose streams are not watched any more
  id          uuid NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('VIEWER', 'USER', 'NETWORK', 'EVERYBODY')),
  subject     text NOT NULL CHECK (length(subject) <= 64), -- the viewer's id, the user's mark, the network, or nothing
  title       text NOT NULL CHECK (length(title) <= 128), -- what people call it
  until       timestamptz NOT NULL,
  created_at  timestamptz NOT NULL, -- of EVERYBODY, those are meant who began before it
  created_by  text NOT NULL CHECK (length(created_by) <= 254),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, domain_id, kind, subject),
  FOREIGN KEY (tenant_id, domain_id) REFERENCES domain_push ON DELETE CASCADE
);
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON viewer_revocation
  FOR EACH ROW EXECUTE FUNCTION domain_part_changed();

ALTER TABLE viewer_revocation ENABLE ROW LEVEL SECURITY;
ALTER TABLE viewer_revocation FORCE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON viewer_revocation TO weir_app USING (tenant_id = (SELECT app_tenant()));
CREATE POLICY of_platform ON viewer_revocation FOR SELECT TO weir_app USING ((SELECT app_platform()));
GRANT SELECT, INSERT, UPDATE, DELETE ON viewer_revocation TO weir_app;
