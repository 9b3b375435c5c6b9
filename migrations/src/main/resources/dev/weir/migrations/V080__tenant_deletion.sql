-- Tenants that leave: out of service at once, brought back within a time of grace, deleted row by row afterwards.

ALTER TABLE tenant
  DROP CONSTRAINT tenant_state_check,
  ADD CONSTRAINT tenant_state_check CHECK (state IN ('ACTIVE', 'SUSPENDED', 'DELETING')),
  ADD COLUMN deleted_at timestamptz,
  ADD COLUMN delete_after timestamptz,
  -- Until then one node deletes its rows. Once it is set there is nothing left to bring back.
  ADD COLUMN purged_until timestamptz,
  ADD CONSTRAINT tenant_leaving CHECK ((state = 'DELETING') = (delete_after IS NOT NULL)
    AND (state = 'DELETING') = (deleted_at IS NOT NULL)
    AND (state = 'DELETING' OR purged_until IS NULL));
CREATE INDEX tenant_leaving_at ON tenant (delete_after) WHERE delete_after IS NOT NULL;

-- A suspended tenant that is deleted stays suspended when it is brought back.
ALTER TABLE tenant DROP CONSTRAINT tenant_check;
ALTER TABLE tenant ADD CONSTRAINT tenant_suspended CHECK (
  CASE state WHEN 'ACTIVE' THEN suspended_at IS NULL WHEN 'SUSPENDED' THEN suspended_at IS NOT NULL ELSE true END);

-- In a tenant's own transaction no policy lets the row go.
GRANT DELETE ON tenant TO weir_app;

-- Counts edits of a tenant's quotas, so that of two who edit at once nobody loses anything.
ALTER TABLE tenant ADD COLUMN quota_version bigint NOT NULL DEFAULT 0;
CREATE FUNCTION tenant_quota_edited() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  part record := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  UPDATE tenant SET quota_version = quota_version + 1 WHERE id = part.tenant_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER edited AFTER INSERT OR UPDATE OR DELETE ON tenant_quota
  FOR EACH ROW EXECUTE FUNCTION tenant_quota_edited();
