-- Domains that are claimed before they are proven: who proves a name first has it, and only then nobody else can.

ALTER TABLE domain DROP CONSTRAINT domain_name_key;
ALTER TABLE domain ADD CONSTRAINT domain_name_of_tenant UNIQUE (tenant_id, name);

ALTER TABLE domain
  ADD state text NOT NULL DEFAULT 'PENDING'
      CHECK (state IN ('PENDING', 'CONFIGURING', 'ONLINE', 'FAILED', 'DISABLED', 'DELETING')),
  -- What the last check found, and in FAILED the reason.
  ADD finding text NOT NULL DEFAULT 'NONE',
  -- What the tenant publishes under the name. Not secret, but of this claim alone.
  ADD proof_token text NOT NULL DEFAULT '',
  ADD proven_by text CHECK (proven_by IN ('DNS', 'FILE', 'PLATFORM')),
  ADD proven_at timestamptz,
  ADD checked_at timestamptz,
  ADD checks integer NOT NULL DEFAULT 0 CHECK (checks >= 0),
  ADD next_check_at timestamptz,
  ADD delete_after timestamptz,
  ADD CONSTRAINT domain_proof CHECK ((proven_at IS NULL) = (proven_by IS NULL)),
  ADD CONSTRAINT domain_served CHECK (state NOT IN ('ONLINE', 'CONFIGURING') OR proven_at IS NOT NULL),
  ADD CONSTRAINT domain_leaving CHECK ((state = 'DELETING') = (delete_after IS NOT NULL));

-- What was made before names had to be proven was made by the platform's operator. Row-level security is forced on
-- whoever owns the table, too, so that it has to stand aside for a moment.
ALTER TABLE domain NO FORCE ROW LEVEL SECURITY;
UPDATE domain SET state = 'ONLINE', proven_by = 'PLATFORM', proven_at = created_at;
ALTER TABLE domain FORCE ROW LEVEL SECURITY;

-- Over the whole platform: the name is what tells the tenant.
CREATE UNIQUE INDEX domain_proven_name ON domain (name) WHERE proven_at IS NOT NULL;
CREATE INDEX domain_of_name ON domain (name);
CREATE INDEX domain_due ON domain (next_check_at) WHERE next_check_at IS NOT NULL;
CREATE INDEX domain_leaving_at ON domain (delete_after) WHERE delete_after IS NOT NULL;

-- What two people may edit at the same time.
ALTER TABLE domain_push
  ADD revision bigint NOT NULL DEFAULT 1,
  ADD updated_by text NOT NULL DEFAULT '';
ALTER TABLE domain_play
  ADD revision bigint NOT NULL DEFAULT 1,
  ADD updated_by text NOT NULL DEFAULT '';

-- A secret is shown once: when it is made, or when somebody asks for one that nobody has seen.
ALTER TABLE signing_key ADD shown_at timestamptz;
