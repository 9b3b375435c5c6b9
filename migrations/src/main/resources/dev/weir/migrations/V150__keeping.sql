-- What of the streams of a push domain is kept: recordings, snapshots, and how far viewers can go back. The rules of
-- one kind, in the order in which they are asked, are one document, which is read and compared as a whole; a kind
-- without a row has no rules.

CREATE TABLE keeping_rules (
  tenant_id   uuid NOT NULL,
  domain_id   uuid NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('recordings', 'snapshots', 'time-shift')),
  rules       jsonb NOT NULL CHECK (jsonb_typeof(rules) = 'array' AND octet_length(rules::text) <= 131072),
  revision    bigint NOT NULL,
  changed_by  text NOT NULL CHECK (length(changed_by) <= 254),
  PRIMARY KEY (tenant_id, domain_id, kind),
  FOREIGN KEY (tenant_id, domain_id) REFERENCES domain_push ON DELETE CASCADE
);

-- A policy carries them, and readers take it for new by its version.
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON keeping_rules
  FOR EACH ROW EXECUTE FUNCTION domain_part_changed();

ALTER TABLE keeping_rules ENABLE ROW LEVEL SECURITY;
ALTER TABLE keeping_rules FORCE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON keeping_rules TO weir_app USING (tenant_id = (SELECT app_tenant()));
CREATE POLICY of_platform ON keeping_rules FOR SELECT TO weir_app USING ((SELECT app_platform()));
GRANT SELECT, INSERT, UPDATE, DELETE ON keeping_rules TO weir_app;
