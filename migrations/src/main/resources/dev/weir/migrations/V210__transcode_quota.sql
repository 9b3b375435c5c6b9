-- Pictures that are encoded at once for a tenant are held by the nodes, over all of its domains.

-- What was there before anybody counted is not what one wants: ten ladders of three renditions.
UPDATE quota_default SET maximum = 30 WHERE kind = 'TRANSCODES' AND maximum = 4;

CREATE OR REPLACE FUNCTION tenant_quota_changed() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
DECLARE
  part record := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  IF part.kind IN ('LIVE_STREAMS', 'VIEWERS', 'EGRESS_BITS_PER_S', 'TRANSCODES') THEN
    UPDATE domain SET version = nextval('domain_version') WHERE tenant_id = part.tenant_id;
  END IF;
  RETURN NULL;
END
$$;

DROP TRIGGER changed ON quota_default;
CREATE TRIGGER changed AFTER UPDATE ON quota_default
  FOR EACH ROW WHEN (
    NEW.kind IN ('LIVE_STREAMS', 'VIEWERS', 'EGRESS_BITS_PER_S', 'TRANSCODES')
    AND OLD.maximum <> NEW.maximum)
  EXECUTE FUNCTION quota_default_changed();

-- Every domain has a new version once, so that nodes which know its policy learn of the quota.
ALTER TABLE domain NO FORCE ROW LEVEL SECURITY;
UPDATE domain SET version = nextval('domain_version');
ALTER TABLE domain FORCE ROW LEVEL SECURITY;
