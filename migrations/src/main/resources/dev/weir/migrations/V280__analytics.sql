-- The audience, minute by minute: who watched, what went out, what was answered. docs/adr/0035 says why it is so.
--
-- A node tells a minute in batches. A transaction takes a batch: it notes the batch, and adds its lines to the minute
-- and to the five minutes, the hour and the day that the minute is in. Sums are sums; a peak is the most of any minute
-- within, and within a minute the sum of the nodes' peaks.

-- What is told apart.
CREATE TABLE analytics_series (
  tenant_id  uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  id         bigint GENERATED ALWAYS AS IDENTITY,
  domain     text NOT NULL CHECK (length(domain) <= 253), -- empty for all domains
  app        text NOT NULL CHECK (length(app) <= 128), -- empty unless it is one stream
  stream     text NOT NULL CHECK (length(stream) <= 256),
  dimension  text NOT NULL CHECK (length(dimension) <= 16),
  value      text NOT NULL CHECK (length(value) <= 255),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, domain, app, stream, dimension, value)
);

-- Batches that were taken of late: none counts twice.
CREATE TABLE analytics_batch (
  node      text NOT NULL CHECK (length(node) <= 128),
  boot      text NOT NULL CHECK (length(boot) <= 128),
  sequence  bigint NOT NULL CHECK (sequence > 0),
  taken_at  timestamptz NOT NULL,
  PRIMARY KEY (node, boot, sequence)
);
CREATE INDEX analytics_batch_age ON analytics_batch (taken_at);

CREATE TABLE analytics_minute (
  tenant_id  uuid NOT NULL,
  series_id  bigint NOT NULL,
  at         timestamptz NOT NULL,
  viewer_ms  bigint NOT NULL, -- time watched
  peak       bigint NOT NULL, -- viewers at a time
  plays      bigint NOT NULL, -- viewers who began
  requests   bigint NOT NULL,
  failed     bigint NOT NULL, -- of them with a status of 400 or more
  bytes      bigint NOT NULL,
  PRIMARY KEY (tenant_id, series_id, at)
) PARTITION BY RANGE (at);
CREATE TABLE analytics_five (LIKE analytics_minute, PRIMARY KEY (tenant_id, series_id, at)) PARTITION BY RANGE (at);
CREATE TABLE analytics_hour (LIKE analytics_minute, PRIMARY KEY (tenant_id, series_id, at)) PARTITION BY RANGE (at);

-- At midnight in UTC. Its rows change all day long, which their pages have room for.
CREATE TABLE analytics_day (LIKE analytics_minute, PRIMARY KEY (tenant_id, series_id, at)) WITH (fillfactor = 70);
CREATE INDEX analytics_day_age ON analytics_day (at);

-- The control plane owns no table, so it asks for what only an owner does: the partitions that a moment needs, by days
-- of minutes and by months of the others.
CREATE FUNCTION analytics_prepare(moment timestamptz) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
DECLARE
  parent text;
  unit text;
  since timestamp;
  part text;
BEGIN
  FOREACH parent IN ARRAY ARRAY['analytics_minute', 'analytics_five', 'analytics_hour'] LOOP
    unit := CASE parent WHEN 'analytics_minute' THEN 'day' ELSE 'month' END;
    since := date_trunc(unit, moment AT TIME ZONE 'UTC');
    part := parent || to_char(since, '_YYYY_MM_DD');
    IF to_regclass('public.' || quote_ident(part)) IS NULL THEN
      EXECUTE format('CREATE TABLE public.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L) WITH (fillfactor = %s)',
        part, parent, since AT TIME ZONE 'UTC', (since + ('1 ' || unit)::interval) AT TIME ZONE 'UTC',
        CASE parent WHEN 'analytics_minute' THEN 100 ELSE 80 END);
    END IF;
  END LOOP;
END
$$;

-- Partitions whose time is over go as a whole. Whoever asks, nothing younger goes than what is kept.
CREATE FUNCTION analytics_forget(moment timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
DECLARE
  reference timestamptz := least(moment, now());
  part record;
  gone integer := 0;
BEGIN
  FOR part IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE (i.inhparent = 'public.analytics_minute'::regclass
        AND right(c.relname, 10) < to_char((reference - interval '7 days') AT TIME ZONE 'UTC', 'YYYY_MM_DD'))
      OR (i.inhparent IN ('public.analytics_five'::regclass, 'public.analytics_hour'::regclass)
        AND right(c.relname, 10)
          < to_char(date_trunc('month', (reference - interval '93 days') AT TIME ZONE 'UTC'), 'YYYY_MM_DD'))
  LOOP
    EXECUTE format('DROP TABLE public.%I', part.relname);
    gone := gone + 1;
  END LOOP;
  RETURN gone;
END
$$;
REVOKE ALL ON FUNCTION analytics_prepare(timestamptz), analytics_forget(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION analytics_prepare(timestamptz), analytics_forget(timestamptz) TO weir_app;

-- A batch is of many tenants, so that the collector works as the platform; a tenant reads.
DO $$
DECLARE
  part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['analytics_series', 'analytics_batch', 'analytics_minute', 'analytics_five',
      'analytics_hour', 'analytics_day'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE POLICY of_platform ON %I TO weir_app USING ((SELECT app_platform()))', part);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO weir_app', part);
    IF part <> 'analytics_batch' THEN
      EXECUTE format('CREATE POLICY of_tenant ON %I FOR SELECT TO weir_app USING (tenant_id = (SELECT app_tenant()))',
        part);
    END IF;
  END LOOP;
END
$$;
