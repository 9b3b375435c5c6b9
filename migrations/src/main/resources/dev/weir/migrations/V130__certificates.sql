-- Certificates of domains, and what play domains ask of the connections of their viewers.

CREATE TABLE domain_certificate (
  tenant_id       uuid NOT NULL,
  domain_id       uuid NOT NULL,
  version         bigint NOT NULL DEFAULT nextval('domain_version'),
  chain           text NOT NULL CHECK (length(chain) BETWEEN 1 AND 65536),
  sealed_key      text NOT NULL,
  -- What the first certificate of the chain says of itself.
  subject         text NOT NULL,
  names           text[] NOT NULL,
  issuer          text NOT NULL,
  not_before      timestamptz NOT NULL,
  not_after       timestamptz NOT NULL,
  fingerprint     text NOT NULL,
  key_kind        text NOT NULL,
  certificates    integer NOT NULL CHECK (certificates > 0),
  stored_at       timestamptz NOT NULL,
  stored_by       text NOT NULL,
  -- The owners were told when so many days were left, and need not be told so again.
  announced_days  integer NOT NULL DEFAULT 1000,
  PRIMARY KEY (tenant_id, domain_id),
  FOREIGN KEY (tenant_id, domain_id) REFERENCES domain ON DELETE CASCADE
);
CREATE INDEX domain_certificate_ending ON domain_certificate (not_after);

ALTER TABLE domain_certificate ENABLE ROW LEVEL SECURITY;
ALTER TABLE domain_certificate FORCE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON domain_certificate TO weir_app USING (tenant_id = (SELECT app_tenant()));
CREATE POLICY of_platform ON domain_certificate FOR SELECT TO weir_app USING ((SELECT app_platform()));
GRANT SELECT, INSERT, UPDATE, DELETE ON domain_certificate TO weir_app;

ALTER TABLE domain_play
  ADD force_https boolean NOT NULL DEFAULT false,
  ADD hsts_max_age_s integer NOT NULL DEFAULT 0 CHECK (hsts_max_age_s BETWEEN 0 AND 63072000);
