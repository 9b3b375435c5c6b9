-- Domains: what a policy is assembled from.

-- One sequence for all domains and for ever: a name that is deleted and made again never goes back to a
-- smaller version, which readers would ignore.
CREATE SEQUENCE domain_version AS bigint;

CREATE TABLE domain (
  id          uuid NOT NULL UNIQUE,
  tenant_id   uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  name        text NOT NULL UNIQUE -- over the whole platform: the name is what tells the tenant
              CHECK (name = lower(name) AND length(name) BETWEEN 1 AND 253),
  version     bigint NOT NULL DEFAULT nextval('domain_version'),
  created_at  timestamptz NOT NULL DEFAULT now(),
  created_by  uuid REFERENCES person ON DELETE SET NULL,
  updated_at  timestamptz NOT NULL DEFAULT now(),
  updated_by  uuid REFERENCES person ON DELETE SET NULL,
  PRIMARY KEY (tenant_id, id)
);

-- A domain takes publishers when it has a row here, and serves viewers when it has one below.
CREATE TABLE domain_push (
  tenant_id             uuid NOT NULL,
  domain_id             uuid NOT NULL,
  signature_required    boolean NOT NULL DEFAULT true,
  signature_validity_s  integer NOT NULL DEFAULT 1800 CHECK (signature_validity_s >= 0),
  reconnect_window_s    integer NOT NULL DEFAULT 10 CHECK (reconnect_window_s BETWEEN 0 AND 1800),
  max_live_streams      integer NOT NULL DEFAULT 200 CHECK (max_live_streams > 0),
  PRIMARY KEY (tenant_id, domain_id),
  FOREIGN KEY (tenant_id, domain_id) REFERENCES domain ON DELETE CASCADE
);

-- The foreign keys carry the tenant, so that no domain can be paired with another tenant's.
CREATE TABLE domain_play (
  tenant_id             uuid NOT NULL,
  domain_id             uuid NOT NULL,
  push_domain_id        uuid NOT NULL,
  signature_required    boolean NOT NULL DEFAULT true,
  signature_validity_s  integer NOT NULL DEFAULT 1800 CHECK (signature_validity_s >= 0),
  session_lifetime_s    integer NOT NULL DEFAULT 86400 CHECK (session_lifetime_s > 0),
  cors_origins          text[] NOT NULL DEFAULT '{*}',
  frame_ancestors       text[] NOT NULL DEFAULT '{*}',
  default_container     text NOT NULL DEFAULT 'CMAF' CHECK (default_container IN ('CMAF', 'TS')),
  max_viewers           integer NOT NULL DEFAULT 100000 CHECK (max_viewers > 0),
  PRIMARY KEY (tenant_id, domain_id),
  FOREIGN KEY (tenant_id, domain_id) REFERENCES domain ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, push_domain_id) REFERENCES domain_push ON DELETE CASCADE
);
CREATE INDEX domain_play_of_push ON domain_play (tenant_id, push_domain_id);

CREATE TABLE app (
  tenant_id   uuid NOT NULL,
  domain_id   uuid NOT NULL,
  name        text NOT NULL CHECK (name ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$'),
  takeover    boolean NOT NULL DEFAULT false,
  created_at  timestamptz NOT NULL DEFAULT now(),
  created_by  uuid REFERENCES person ON DELETE SET NULL,
  PRIMARY KEY (tenant_id, domain_id, name),
  FOREIGN KEY (tenant_id, domain_id) REFERENCES domain_push ON DELETE CASCADE
);

-- Secrets are computed with, so they are sealed, not hashed. Rank 1 signs, ranks 1 and 2 verify.
CREATE TABLE signing_key (
  tenant_id      uuid NOT NULL,
  domain_id      uuid NOT NULL,
  side           text NOT NULL CHECK (side IN ('PUSH', 'PLAY')),
  rank           smallint NOT NULL CHECK (rank IN (1, 2)),
  name           text NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  sealed_secret  text NOT NULL,
  created_at     timestamptz NOT NULL DEFAULT now(),
  created_by     uuid REFERENCES person ON DELETE SET NULL,
  PRIMARY KEY (tenant_id, domain_id, side, rank),
  FOREIGN KEY (tenant_id, domain_id) REFERENCES domain ON DELETE CASCADE
);

-- Every change of any part gives a new version to the domain, and to the play domains that show its apps: a
-- store that forgot it would publish a policy that readers take for the one they have.
CREATE FUNCTION domain_part_changed() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
DECLARE
  part record := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  UPDATE domain SET version = nextval('domain_version'), updated_at = now()
  WHERE tenant_id = part.tenant_id
    AND (id = part.domain_id
      OR id IN (SELECT domain_id FROM domain_play
                WHERE tenant_id = part.tenant_id AND push_domain_id = part.domain_id));
  RETURN NULL;
END
$$;

DO $$
DECLARE
  part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['domain_push', 'domain_play', 'app', 'signing_key'] LOOP
    EXECUTE format('CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON %I '
      'FOR EACH ROW EXECUTE FUNCTION domain_part_changed()', part);
  END LOOP;
  FOREACH part IN ARRAY ARRAY['domain', 'domain_push', 'domain_play', 'app', 'signing_key'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE POLICY of_tenant ON %I TO weir_app USING (tenant_id = (SELECT app_tenant()))', part);
    EXECUTE format('CREATE POLICY of_platform ON %I FOR SELECT TO weir_app USING ((SELECT app_platform()))', part);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO weir_app', part);
  END LOOP;
END
$$;
GRANT USAGE ON SEQUENCE domain_version TO weir_app;
