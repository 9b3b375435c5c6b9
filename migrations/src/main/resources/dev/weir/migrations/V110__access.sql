-- Who may push and who may play: whole documents of one side of a domain, which are read, compared and restored as
-- wholes and never searched by their parts. What a document does not say is as on a new domain.

ALTER TABLE domain_push
  ADD access jsonb NOT NULL DEFAULT '{}'
      CHECK (jsonb_typeof(access) = 'object' AND octet_length(access::text) <= 1000000),
  ADD access_revision bigint NOT NULL DEFAULT 1,
  ADD access_changed_by text NOT NULL DEFAULT '';
ALTER TABLE domain_play
  ADD access jsonb NOT NULL DEFAULT '{}'
      CHECK (jsonb_typeof(access) = 'object' AND octet_length(access::text) <= 1000000),
  ADD access_revision bigint NOT NULL DEFAULT 1,
  ADD access_changed_by text NOT NULL DEFAULT '';

-- What was a column becomes a part of the document. Row-level security is forced on whoever owns the table, too, so
-- that it has to stand aside for a moment.
ALTER TABLE domain NO FORCE ROW LEVEL SECURITY;
ALTER TABLE domain_push NO FORCE ROW LEVEL SECURITY;
ALTER TABLE domain_play NO FORCE ROW LEVEL SECURITY;
UPDATE domain_push SET access = jsonb_build_object(
  'signatureRequired', signature_required, 'signatureValiditySeconds', signature_validity_s);
UPDATE domain_play SET access = jsonb_build_object(
  'signatureRequired', signature_required, 'signatureValiditySeconds', signature_validity_s);
ALTER TABLE domain_play FORCE ROW LEVEL SECURITY;
ALTER TABLE domain_push FORCE ROW LEVEL SECURITY;
ALTER TABLE domain FORCE ROW LEVEL SECURITY;

ALTER TABLE domain_push DROP signature_required, DROP signature_validity_s;
ALTER TABLE domain_play DROP signature_required, DROP signature_validity_s;

-- Documents as they were, the present one among them. Whose change it was is kept as a name: it stays true when the
-- person is gone.
CREATE TABLE access_version (
  tenant_id   uuid NOT NULL,
  domain_id   uuid NOT NULL,
  side        text NOT NULL CHECK (side IN ('PUSH', 'PLAY')),
  revision    bigint NOT NULL,
  access      jsonb NOT NULL CHECK (jsonb_typeof(access) = 'object' AND octet_length(access::text) <= 1000000),
  saved_at    timestamptz, -- unknown for what a domain came with
  saved_by    text NOT NULL,
  PRIMARY KEY (tenant_id, domain_id, side, revision),
  FOREIGN KEY (tenant_id, domain_id) REFERENCES domain ON DELETE CASCADE
);

-- Keys of playback tokens. Secrets are computed with, so they are sealed, not hashed; public keys are sealed with
-- them, so that nobody who can write to the table alone puts one in their place.
CREATE TABLE token_key (
  tenant_id        uuid NOT NULL,
  domain_id        uuid NOT NULL,
  name             text NOT NULL CHECK (name ~ '^[A-Za-z0-9._-]{1,64}$'),
  algorithm        text NOT NULL CHECK (algorithm IN ('HS256', 'RS256', 'ES256')),
  sealed_material  text NOT NULL CHECK (length(sealed_material) <= 8192),
  created_at       timestamptz NOT NULL DEFAULT now(),
  created_by       text NOT NULL DEFAULT '',
  PRIMARY KEY (tenant_id, domain_id, name),
  FOREIGN KEY (tenant_id, domain_id) REFERENCES domain_play ON DELETE CASCADE
);
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON token_key
  FOR EACH ROW EXECUTE FUNCTION domain_part_changed();

DO $$
DECLARE
  part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['access_version', 'token_key'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE POLICY of_tenant ON %I TO weir_app USING (tenant_id = (SELECT app_tenant()))', part);
    EXECUTE format('CREATE POLICY of_platform ON %I FOR SELECT TO weir_app USING ((SELECT app_platform()))', part);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO weir_app', part);
  END LOOP;
END
$$;
