-- Usage: from the counters of nodes to what a tenant is billed by. docs/adr/0030 says why it is so.
--
-- A node tells batches of what its counters stand at. A transaction takes a batch: it notes the batch, moves the
-- positions, and adds the differences to buckets of five minutes that are open. Buckets that are over are entered into
-- the ledger, and nobody changes that.

-- What is counted apart. Texts are empty where a node had no room to tell streams apart.
CREATE TABLE usage_series (
  tenant_id  uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  id         bigint GENERATED ALWAYS AS IDENTITY,
  domain     text NOT NULL CHECK (length(domain) <= 253),
  app        text NOT NULL CHECK (length(app) <= 128),
  stream     text NOT NULL CHECK (length(stream) <= 256),
  rendition  text NOT NULL CHECK (length(rendition) <= 64),
  meter      text NOT NULL CHECK (length(meter) <= 32),
  detail     text NOT NULL CHECK (length(detail) <= 32),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, meter, domain, app, stream, rendition, detail)
);

-- Each life of a node's counters, and the last batch that was taken of it.
CREATE TABLE usage_boot (
  id             uuid PRIMARY KEY,
  node           text NOT NULL CHECK (length(node) <= 128),
  boot           text NOT NULL CHECK (length(boot) <= 128),
  last_sequence  bigint NOT NULL DEFAULT 0,
  sealed_at      timestamptz NOT NULL,
  ended          boolean NOT NULL DEFAULT false,
  UNIQUE (node, boot)
);

-- Each batch that was taken: none twice, and a missing number is a gap.
CREATE TABLE usage_batch (
  boot_id    uuid NOT NULL REFERENCES usage_boot ON DELETE CASCADE,
  sequence   bigint NOT NULL CHECK (sequence > 0),
  sealed_at  timestamptz NOT NULL,
  taken_at   timestamptz NOT NULL,
  readings   integer NOT NULL,
  PRIMARY KEY (boot_id, sequence)
);

-- What counters stood at when they were last told.
CREATE TABLE usage_position (
  boot_id    uuid NOT NULL REFERENCES usage_boot ON DELETE CASCADE,
  tenant_id  uuid NOT NULL,
  series_id  bigint NOT NULL,
  value      bigint NOT NULL CHECK (value >= 0),
  PRIMARY KEY (boot_id, tenant_id, series_id),
  FOREIGN KEY (tenant_id, series_id) REFERENCES usage_series ON DELETE CASCADE
) WITH (fillfactor = 60);
CREATE INDEX usage_position_of_tenant ON usage_position (tenant_id, series_id);

-- Buckets that are not entered yet, most of them of the last ten minutes.
CREATE TABLE usage_open (
  tenant_id  uuid NOT NULL,
  series_id  bigint NOT NULL,
  bucket     timestamptz NOT NULL CHECK (extract(epoch FROM bucket)::bigint % 300 = 0),
  quantity   bigint NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (bucket, tenant_id, series_id),
  FOREIGN KEY (tenant_id, series_id) REFERENCES usage_series ON DELETE CASCADE
) WITH (fillfactor = 60);
CREATE INDEX usage_open_of_tenant ON usage_open (tenant_id, series_id);

-- The ledger. What came after its bucket had been entered is a row of its own, later entered, and says so.
CREATE TABLE usage_ledger (
  tenant_id   uuid NOT NULL,
  series_id   bigint NOT NULL,
  bucket      timestamptz NOT NULL CHECK (extract(epoch FROM bucket)::bigint % 300 = 0),
  entered_at  timestamptz NOT NULL,
  reason      text NOT NULL CHECK (reason IN ('COUNTED', 'LATE')),
  quantity    bigint NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (tenant_id, bucket, series_id, entered_at)
) PARTITION BY RANGE (bucket);

-- Sums of the ledger, which can be made from it again.
CREATE TABLE usage_hour (
  tenant_id  uuid NOT NULL,
  series_id  bigint NOT NULL,
  hour       timestamptz NOT NULL,
  quantity   bigint NOT NULL,
  PRIMARY KEY (tenant_id, hour, series_id) INCLUDE (quantity)
) PARTITION BY RANGE (hour);
CREATE TABLE usage_day (
  tenant_id  uuid NOT NULL,
  series_id  bigint NOT NULL,
  day        date NOT NULL, -- in UTC
  quantity   bigint NOT NULL,
  PRIMARY KEY (tenant_id, day, series_id) INCLUDE (quantity)
);

-- The control total: all that a boot's batches added to a day of a tenant. Bytes and milliseconds in one sum mean
-- nothing, and prove that the ledger has neither more nor less.
CREATE TABLE usage_intake (
  tenant_id  uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  day        date NOT NULL,
  boot_id    uuid NOT NULL, -- the nil UUID for what the portal itself counts
  quantity   numeric NOT NULL,
  PRIMARY KEY (tenant_id, day, boot_id)
);
CREATE INDEX usage_intake_by_day ON usage_intake (day);

-- How far things are, and which portal's turn it is.
CREATE TABLE usage_clock (
  id            boolean PRIMARY KEY DEFAULT true CHECK (id),
  closed_until  timestamptz NOT NULL DEFAULT '1970-01-01T00:00:00Z', -- buckets before this are entered
  entered_at    timestamptz NOT NULL DEFAULT '1970-01-01T00:00:00Z', -- of the last entry: each has a time of its own
  stored_until  timestamptz NOT NULL DEFAULT '1970-01-01T00:00:00Z', -- hours before this have been sampled
  holder        uuid,
  held_until    timestamptz NOT NULL DEFAULT '1970-01-01T00:00:00Z'
);
INSERT INTO usage_clock DEFAULT VALUES;

-- The control plane owns no table, so it asks for the one thing that only an owner does: a month's empty partitions.
CREATE FUNCTION usage_prepare(at timestamptz) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
DECLARE
  month timestamp := date_trunc('month', at AT TIME ZONE 'UTC');
  parent text;
  part text;
BEGIN
  FOREACH parent IN ARRAY ARRAY['usage_ledger', 'usage_hour'] LOOP
    part := parent || to_char(month, '_YYYY_MM');
    IF to_regclass('public.' || quote_ident(part)) IS NULL THEN
      EXECUTE format('CREATE TABLE public.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L)',
        part, parent, month AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC');
    END IF;
  END LOOP;
END
$$;

-- The other one: months whose time is over go as a whole. Whoever asks, nothing younger goes than what is kept.
CREATE FUNCTION usage_forget(before timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
DECLARE
  kept CONSTANT interval := interval '13 months';
  oldest text := to_char(date_trunc('month', least(before, now() - kept) AT TIME ZONE 'UTC'), 'YYYY_MM');
  part text;
  gone integer := 0;
BEGIN
  FOR part IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent IN ('public.usage_ledger'::regclass, 'public.usage_hour'::regclass)
      AND right(c.relname, 7) < oldest
  LOOP
    EXECUTE format('DROP TABLE public.%I', part);
    gone := gone + 1;
  END LOOP;
  RETURN gone;
END
$$;
REVOKE ALL ON FUNCTION usage_prepare(timestamptz), usage_forget(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION usage_prepare(timestamptz), usage_forget(timestamptz) TO weir_app;

-- A batch is of many tenants, so that the collector works as the platform; a tenant reads.
DO $$
DECLARE
  part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['usage_series', 'usage_boot', 'usage_batch', 'usage_position', 'usage_open',
      'usage_ledger', 'usage_hour', 'usage_day', 'usage_intake'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE POLICY of_platform_to_read ON %I FOR SELECT TO weir_app USING ((SELECT app_platform()))', part);
    EXECUTE format('CREATE POLICY of_platform_to_add ON %I FOR INSERT TO weir_app WITH CHECK ((SELECT app_platform()))', part);
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON %I TO weir_app', part);
    IF part <> 'usage_ledger' THEN -- Of which nothing is ever changed.
      EXECUTE format('CREATE POLICY of_platform_to_change ON %I FOR UPDATE TO weir_app USING ((SELECT app_platform()))', part);
      EXECUTE format('CREATE POLICY of_platform_to_remove ON %I FOR DELETE TO weir_app USING ((SELECT app_platform()))', part);
      EXECUTE format('GRANT UPDATE ON %I TO weir_app', part);
    END IF;
  END LOOP;
  FOREACH part IN ARRAY ARRAY['usage_series', 'usage_open', 'usage_ledger', 'usage_hour', 'usage_day'] LOOP
    EXECUTE format('CREATE POLICY of_tenant ON %I FOR SELECT TO weir_app USING (tenant_id = (SELECT app_tenant()))', part);
  END LOOP;
END
$$;
-- A row of the ledger goes before its month does only with its tenant.
CREATE POLICY of_deleted_tenant ON usage_ledger FOR DELETE TO weir_app USING (
  (SELECT app_platform())
    AND tenant_id IN (SELECT id FROM tenant WHERE delete_after IS NOT NULL));
ALTER TABLE usage_clock ENABLE ROW LEVEL SECURITY;
ALTER TABLE usage_clock FORCE ROW LEVEL SECURITY;
CREATE POLICY of_platform ON usage_clock TO weir_app USING ((SELECT app_platform()));
GRANT SELECT, UPDATE ON usage_clock TO weir_app;
