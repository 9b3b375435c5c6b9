-- Tenants, and the two roles that the control plane works as.
--
-- The login that migrates owns the tables and does nothing else with them. The portal's pool takes one of two
-- roles instead; neither owns a table, logs in, or may bypass row-level security:
--   weir_app       sees the rows of the one tenant that app.tenant names, and none when it names nobody;
--   weir_platform  does what cannot know its tenant beforehand: sign-in, API keys, publishing policies.

DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['weir_app', 'weir_platform'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT NOBYPASSRLS', role_name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL; -- Roles belong to the whole server: another database's migration may have been quicker.
      END;
    END IF;
    BEGIN
      -- Making a role does not by itself allow taking it, unless one is a superuser.
      EXECUTE format('GRANT %I TO %I', role_name, current_user);
    EXCEPTION WHEN insufficient_privilege THEN
      NULL; -- Somebody else made the role, and grants it.
    END;
  END LOOP;
END
$$;

GRANT USAGE ON SCHEMA public TO weir_app, weir_platform;

-- The tenant of the transaction; null outside of one. A custom setting that was set locally reads as empty
-- afterwards, on the same pooled connection: empty is nobody, like null.
CREATE FUNCTION app_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.tenant', true), '')::uuid;

CREATE TABLE tenant (
  id          uuid PRIMARY KEY,
  name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 128),
  state       text NOT NULL DEFAULT 'ACTIVE' CHECK (state IN ('ACTIVE', 'SUSPENDED')),
  created_at  timestamptz NOT NULL DEFAULT now(),
  updated_at  timestamptz NOT NULL DEFAULT now()
);

ALTER TABLE tenant ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant FORCE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON tenant TO weir_app USING (id = (SELECT app_tenant()));
CREATE POLICY of_platform ON tenant TO weir_platform USING (true);
GRANT SELECT ON tenant TO weir_app;
GRANT SELECT, INSERT ON tenant TO weir_platform;
