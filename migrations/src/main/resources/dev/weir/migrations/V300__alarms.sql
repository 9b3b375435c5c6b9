-- Alarms: what a tenant wants to be told of when it goes wrong, and what went wrong. docs/adr/0037 says why it is so.

-- A rule. Empty parts of its scope mean all; bounds are in the unit of its kind.
CREATE TABLE alarm_rule (
  tenant_id    uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  id           uuid NOT NULL,
  built_in     boolean NOT NULL DEFAULT false, -- every tenant has it; it can be turned off, not deleted
  name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  kind         text NOT NULL CHECK (length(kind) <= 32),
  domain       text NOT NULL DEFAULT '' CHECK (length(domain) <= 253),
  app          text NOT NULL DEFAULT '' CHECK (length(app) <= 128),
  stream       text NOT NULL DEFAULT '' CHECK (length(stream) <= 256), -- a pattern
  bound        bigint NOT NULL,
  clear        bigint NOT NULL, -- where it is well again
  hold_s       integer NOT NULL CHECK (hold_s BETWEEN 0 AND 86400),
  calm_s       integer NOT NULL CHECK (calm_s BETWEEN 0 AND 86400),
  unplanned    boolean NOT NULL DEFAULT false, -- what was ended in order is left alone
  mail_to      text[] NOT NULL DEFAULT '{}' CHECK (cardinality(mail_to) <= 21),
  is_on        boolean NOT NULL DEFAULT true,
  revision     bigint NOT NULL DEFAULT 1,
  changed_at   timestamptz NOT NULL,
  changed_by   text NOT NULL DEFAULT '' CHECK (length(changed_by) <= 254),
  PRIMARY KEY (tenant_id, id)
);

-- One row for each time that a rule found something, from the moment when it began. What the rule was called then
-- stays true when the rule is gone.
CREATE TABLE alarm (
  tenant_id        uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  id               uuid NOT NULL,
  position         bigint GENERATED ALWAYS AS IDENTITY,
  rule_id          uuid NOT NULL,
  rule_name        text NOT NULL CHECK (length(rule_name) <= 64),
  kind             text NOT NULL CHECK (length(kind) <= 32),
  domain           text NOT NULL DEFAULT '' CHECK (length(domain) <= 253),
  app              text NOT NULL DEFAULT '' CHECK (length(app) <= 128),
  stream           text NOT NULL DEFAULT '' CHECK (length(stream) <= 256),
  state            text NOT NULL CHECK (state IN ('PENDING', 'RAISED', 'RESOLVED')),
  since            timestamptz NOT NULL,
  known_at         timestamptz NOT NULL, -- when it was last measured
  calm_since       timestamptz, -- it is well again, and not for long enough yet
  raised_at        timestamptz,
  resolved_at      timestamptz,
  measured         double precision NOT NULL,
  bound            bigint NOT NULL,
  told_at          timestamptz, -- empty while nobody was told, for example since it is silenced
  acknowledged_at  timestamptz,
  acknowledged_by  text NOT NULL DEFAULT '' CHECK (length(acknowledged_by) <= 254),
  PRIMARY KEY (tenant_id, id)
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX alarm_open ON alarm (tenant_id, rule_id, domain, app, stream) WHERE state <> 'RESOLVED';
CREATE INDEX alarm_by_position ON alarm (tenant_id, position DESC);
CREATE INDEX alarm_age ON alarm (resolved_at);

-- Nobody is told of what a rule finds, everywhere or about one thing, until then.
CREATE TABLE alarm_silence (
  tenant_id   uuid NOT NULL,
  id          uuid NOT NULL,
  rule_id     uuid NOT NULL,
  everything  boolean NOT NULL,
  domain      text NOT NULL DEFAULT '' CHECK (length(domain) <= 253),
  app         text NOT NULL DEFAULT '' CHECK (length(app) <= 128),
  stream      text NOT NULL DEFAULT '' CHECK (length(stream) <= 256),
  until       timestamptz NOT NULL,
  reason      text NOT NULL CHECK (length(reason) <= 200),
  created_at  timestamptz NOT NULL,
  created_by  text NOT NULL CHECK (length(created_by) <= 254),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, rule_id) REFERENCES alarm_rule ON DELETE CASCADE
);

-- Which portal's turn it is.
CREATE TABLE alarm_clock (
  id          boolean PRIMARY KEY DEFAULT true CHECK (id),
  holder      uuid,
  held_until  timestamptz NOT NULL DEFAULT '1970-01-01T00:00:00Z'
);
INSERT INTO alarm_clock DEFAULT VALUES;

-- Which streams have ended lately is asked every few seconds.
CREATE INDEX publish_session_ended ON publish_session (ended_at);

-- What every tenant has from its first moment.
CREATE FUNCTION alarm_rules_of_everybody(of_tenant uuid) RETURNS void LANGUAGE sql
  SET search_path = pg_catalog, public AS $$
  INSERT INTO alarm_rule (tenant_id, id, built_in, name, kind, bound, clear, hold_s, calm_s, unplanned, mail_to,
    changed_at)
  VALUES
    (of_tenant, gen_random_uuid(), true, 'A stream broke off', 'stream-offline', 1, 1, 60, 15, true, '{}', now()),
    (of_tenant, gen_random_uuid(), true, 'Hardly anything arrives', 'bitrate-low', 100000, 150000, 30, 30, false, '{}',
      now()),
    (of_tenant, gen_random_uuid(), true, 'Traffic unlike before', 'traffic-unusual', 6, 3, 0, 0, false, '{owners}',
      now()),
    (of_tenant, gen_random_uuid(), true, 'A certificate ends', 'certificate', 14, 14, 0, 0, false, '{}', now()),
    (of_tenant, gen_random_uuid(), true, 'The budget is used up', 'budget', 100, 100, 0, 0, false, '{}', now());
$$;
CREATE FUNCTION tenant_has_alarm_rules() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM alarm_rules_of_everybody(NEW.id);
  RETURN NULL;
END
$$;
SELECT alarm_rules_of_everybody(id) FROM tenant;
CREATE TRIGGER has_alarm_rules AFTER INSERT ON tenant FOR EACH ROW EXECUTE FUNCTION tenant_has_alarm_rules();

-- The tenant's own rows; whoever measures works over all tenants.
DO $$
DECLARE
  part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['alarm_rule', 'alarm', 'alarm_silence'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE POLICY of_tenant ON %I TO weir_app USING (tenant_id = (SELECT app_tenant()))', part);
    EXECUTE format('CREATE POLICY of_platform ON %I FOR SELECT TO weir_app USING ((SELECT app_platform()))', part);
    EXECUTE format('CREATE POLICY of_platform_to_change ON %I FOR UPDATE TO weir_app USING ((SELECT app_platform()))', part);
    EXECUTE format('CREATE POLICY of_platform_to_add ON %I FOR INSERT TO weir_app WITH CHECK ((SELECT app_platform()))', part);
    EXECUTE format('CREATE POLICY of_platform_to_forget ON %I FOR DELETE TO weir_app USING ((SELECT app_platform()))', part);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO weir_app', part);
  END LOOP;
END
$$;
ALTER TABLE alarm_clock ENABLE ROW LEVEL SECURITY;
ALTER TABLE alarm_clock FORCE ROW LEVEL SECURITY;
CREATE POLICY of_platform ON alarm_clock TO weir_app USING ((SELECT app_platform()));
GRANT SELECT, UPDATE ON alarm_clock TO weir_app;
