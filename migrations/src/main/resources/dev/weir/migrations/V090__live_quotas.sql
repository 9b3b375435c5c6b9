-- Live streams, viewers and egress of a tenant are held by the nodes, over all of its domains.

-- These three are parts of every policy of the tenant: readers take a policy for new by its version.
CREATE OR REPLACE FUNCTION tenant_quota_changed() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
DECLARE
  part record := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  IF part.kind IN ('LIVE_STREAMS', 'VIEWERS', 'EGRESS_BITS_PER_S') THEN
    UPDATE domain SET version = nextval('domain_version') WHERE tenant_id = part.tenant_id;
  END IF;
  RETURN NULL;
END
$$;

-- The same for what everybody has.
CREATE FUNCTION quota_default_changed() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE domain SET version = nextval('domain_version');
  RETURN NULL;
END
$$;
CREATE TRIGGER changed AFTER UPDATE ON quota_default
  FOR EACH ROW WHEN (NEW.kind IN ('LIVE_STREAMS', 'VIEWERS', 'EGRESS_BITS_PER_S')
    AND OLD.maximum <> NEW.maximum)
  EXECUTE FUNCTION quota_default_changed();

-- Every domain has a new version once, so that nodes which know its policy learn of the quotas.
ALTER TABLE domain NO FORCE ROW LEVEL SECURITY;
UPDATE domain SET version = nextval('domain_version');
ALTER TABLE domain FORCE ROW LEVEL SECURITY;
