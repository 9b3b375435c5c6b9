-- Tenants, and the role that the control plane works as.
--
-- The login that migrates owns the tables and does nothing else with them. The portal's pool takes the role
-- weir_app instead, which owns nothing, does not log in, and may not bypass row-level security. Each of its
-- transactions says whose it is, in two settings that end with it:
--   app.tenant    a tenant's id: its rows are all that there is;
--   app.platform  'on' for what cannot know its tenant beforehand: sign-in, API keys, publishing policies.
-- A transaction that says nothing sees nothing.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'weir_app') THEN
    CREATE ROLE weir_app NOLOGIN NOINHERIT NOBYPASSRLS;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL; -- Roles belong to the whole server: another database's migration was quicker.
END
$$;

DO $$
BEGIN
  -- Making a role does not by itself allow taking it, unless one is a superuser.
  EXECUTE format('GRANT weir_app TO %I', current_user);
EXCEPTION WHEN insufficient_privilege THEN
  NULL; -- Somebody else made the role, and grants it.
END
$$;

GRANT USAGE ON SCHEMA public TO weir_app;

-- The tenant of the transaction, or null. A custom setting that was set locally reads as empty afterwards, on
-- the same pooled connection: empty is nobody, like null.
CREATE FUNCTION app_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.tenant', true), '')::uuid;

-- Whether the transaction is the platform's own. One that names a tenant too is the tenant's.
CREATE FUNCTION app_platform() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(current_setting('app.platform', true), '') = 'on'
    AND coalesce(current_setting('app.tenant', true), '') = '';

CREATE TABLE tenant (
  id          uuid PRIMARY KEY,
  name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 128),
  state       text NOT NULL DEFAULT 'ACTIVE' CHECK (state IN ('ACTIVE', 'SUSPENDED')),
  created_at  timestamptz NOT NULL DEFAULT now(),
  updated_at  timestamptz NOT NULL DEFAULT now()
);

ALTER TABLE tenant ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant FORCE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON tenant FOR SELECT TO weir_app USING (id = (SELECT app_tenant()));
CREATE POLICY of_platform ON tenant TO weir_app USING ((SELECT app_platform()));
GRANT SELECT, INSERT, UPDATE ON tenant TO weir_app;
