-- A membership remembers when its session was last used, since sessions themselves are forgotten.
CREATE FUNCTION membership_seen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE membership SET last_seen_at = NEW.last_seen_at
  WHERE tenant_id = NEW.tenant_id AND person_id = NEW.person_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER seen AFTER INSERT OR UPDATE OF last_seen_at, tenant_id ON portal_session
  FOR EACH ROW EXECUTE FUNCTION membership_seen();
