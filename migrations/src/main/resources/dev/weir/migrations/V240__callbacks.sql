-- Callbacks: what a tenant wants to be told, and an outbox from which it is. docs/adr/0031 says why it is so.

-- An endpoint. Its secrets are sealed and bound to their tenant and its id; the former one is valid while the tenant
-- goes over to the new one.
CREATE TABLE callback (
  tenant_id       uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  id              uuid NOT NULL,
  name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  url             text NOT NULL CHECK (length(url) <= 1024),
  dialect         text NOT NULL CHECK (length(dialect) <= 32),
  kinds           text[] NOT NULL CHECK (cardinality(kinds) <= 64), -- none for all
  domain          text NOT NULL DEFAULT '' CHECK (length(domain) <= 253), -- empty for all, as with the next two
  app             text NOT NULL DEFAULT '' CHECK (length(app) <= 128),
  stream          text NOT NULL DEFAULT '' CHECK (length(stream) <= 256), -- a pattern
  sealed_secret   text NOT NULL CHECK (length(sealed_secret) <= 1024),
  sealed_former   text CHECK (length(sealed_former) <= 1024),
  former_until    timestamptz,
  state           text NOT NULL DEFAULT 'ON' CHECK (state IN ('ON', 'PAUSED', 'GONE')),
  failures        integer NOT NULL DEFAULT 0, -- attempts in a row that failed
  rests_until     timestamptz NOT NULL DEFAULT '1970-01-01T00:00:00Z',
  full_since      timestamptz, -- so much waits that nothing more is taken
  last_success    timestamptz,
  last_failure    timestamptz,
  revision        bigint NOT NULL DEFAULT 1,
  changed_at      timestamptz NOT NULL,
  changed_by      text NOT NULL CHECK (length(changed_by) <= 254),
  PRIMARY KEY (tenant_id, id),
  CHECK ((sealed_former IS NULL) = (former_until IS NULL))
);

-- The last number that was given to an event about a subject: a stream, a domain, or the tenant itself.
CREATE TABLE callback_sequence (
  tenant_id  uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  subject    text NOT NULL CHECK (length(subject) <= 640),
  last       bigint NOT NULL,
  used_at    timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, subject)
);
CREATE INDEX callback_sequence_age ON callback_sequence (used_at);

-- What happened, if somebody wants to be told.
CREATE TABLE callback_event (
  tenant_id    uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  id           uuid NOT NULL,
  kind         text NOT NULL CHECK (length(kind) <= 64),
  subject      text NOT NULL CHECK (length(subject) <= 640),
  sequence     bigint NOT NULL,
  domain       text NOT NULL CHECK (length(domain) <= 253),
  app          text NOT NULL CHECK (length(app) <= 128),
  stream       text NOT NULL CHECK (length(stream) <= 256),
  happened_at  timestamptz NOT NULL,
  data         jsonb NOT NULL CHECK (octet_length(data::text) <= 16384),
  put_at       timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX callback_event_age ON callback_event (put_at);

-- One event on its way to one endpoint. Of one subject, the positions of an endpoint are taken in their order.
CREATE TABLE callback_delivery (
  tenant_id    uuid NOT NULL,
  callback_id  uuid NOT NULL,
  position     bigint GENERATED ALWAYS AS IDENTITY,
  event_id     uuid NOT NULL,
  subject      text NOT NULL CHECK (length(subject) <= 640),
  put_at       timestamptz NOT NULL,
  state        text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'DELIVERED', 'DEAD')),
  attempts     integer NOT NULL DEFAULT 0,
  deadline     timestamptz NOT NULL,
  settled_at   timestamptz,
  trouble      text NOT NULL DEFAULT '' CHECK (length(trouble) <= 32), -- of the last attempt
  PRIMARY KEY (tenant_id, callback_id, position),
  UNIQUE (tenant_id, callback_id, event_id),
  FOREIGN KEY (tenant_id, callback_id) REFERENCES callback ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, event_id) REFERENCES callback_event ON DELETE CASCADE
) WITH (fillfactor = 80);
CREATE INDEX callback_delivery_waiting ON callback_delivery (tenant_id, callback_id, subject, position)
  WHERE state = 'WAITING';
CREATE INDEX callback_delivery_dead ON callback_delivery (tenant_id, callback_id, position) WHERE state = 'DEAD';
CREATE INDEX callback_delivery_of_event ON callback_delivery (tenant_id, event_id);

-- What waits at an endpoint, by subject: the next of them is due then, unless a portal has it in hand.
CREATE TABLE callback_lane (
  tenant_id     uuid NOT NULL,
  callback_id   uuid NOT NULL,
  subject       text NOT NULL CHECK (length(subject) <= 640),
  next_at       timestamptz NOT NULL,
  held_until    timestamptz NOT NULL DEFAULT '1970-01-01T00:00:00Z',
  holder        uuid,
  PRIMARY KEY (tenant_id, callback_id, subject),
  FOREIGN KEY (tenant_id, callback_id) REFERENCES callback ON DELETE CASCADE
) WITH (fillfactor = 70);
CREATE INDEX callback_lane_due ON callback_lane (tenant_id, callback_id, next_at);

-- Every attempt, with what was asked and what was answered, both cut and without secrets.
CREATE TABLE callback_attempt (
  tenant_id    uuid NOT NULL,
  callback_id  uuid NOT NULL,
  id           uuid NOT NULL,
  event_id     uuid NOT NULL, -- of no event for one that was made to try the endpoint
  number       integer NOT NULL,
  at           timestamptz NOT NULL,
  took_ms      integer NOT NULL,
  trouble      text NOT NULL CHECK (length(trouble) <= 32), -- empty where it was taken
  status       integer NOT NULL, -- 0 without an answer
  request      text NOT NULL CHECK (octet_length(request) <= 32768),
  response     text NOT NULL CHECK (octet_length(response) <= 16384),
  PRIMARY KEY (tenant_id, callback_id, id),
  FOREIGN KEY (tenant_id, callback_id) REFERENCES callback ON DELETE CASCADE
);
CREATE INDEX callback_attempt_of_event ON callback_attempt (tenant_id, callback_id, event_id, at);
CREATE INDEX callback_attempt_age ON callback_attempt (at);

-- The tenant's own rows; whoever delivers works over all tenants.
DO $$
DECLARE
  part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['callback', 'callback_sequence', 'callback_event', 'callback_delivery', 'callback_lane',
      'callback_attempt'] LOOP
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
