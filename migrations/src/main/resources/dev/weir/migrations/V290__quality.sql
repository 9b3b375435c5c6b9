-- How well streams played, as players told. Statistics: a node that dies takes its last seconds with it.

-- Sums of a time, of a stream, played in one way, in one rendition. What is 0 is NULL, which takes no room. Every sum is
-- there three times, of a minute, of five, and of a day in UTC, each kept for as long as somebody looks at it.
CREATE TABLE quality (
  tenant_id  uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  minutes    smallint NOT NULL CHECK (minutes IN (1, 5, 1440)),
  at         timestamptz NOT NULL CHECK (extract(epoch FROM at)::bigint % (minutes * 60) = 0),
  domain     text NOT NULL CHECK (length(domain) <= 253), -- empty, as app and stream, where there were too many
  app        text NOT NULL CHECK (length(app) <= 128),
  stream     text NOT NULL CHECK (length(stream) <= 256),
  way        text NOT NULL CHECK (length(way) <= 16),
  rendition  text NOT NULL CHECK (length(rendition) <= 64), -- empty for the source
  starts               bigint,
  failed_starts        bigint,
  abandoned_starts     bigint,
  stalled_plays        bigint,
  stalls               bigint,
  stalled_ms           bigint,
  watched_ms           bigint,
  switches             bigint,
  rated_ms             bigint,
  rated_bits           bigint,
  network_failures     bigint,
  timeout_failures     bigint,
  media_failures       bigint,
  unsupported_failures bigint,
  refused_failures     bigint,
  -- How many starts, and how many samples of latency, fell into each bucket of contract.quality.Spread.
  startup_00 integer, startup_01 integer, startup_02 integer, startup_03 integer,
  startup_04 integer, startup_05 integer, startup_06 integer, startup_07 integer,
  startup_08 integer, startup_09 integer, startup_10 integer, startup_11 integer,
  startup_12 integer, startup_13 integer, startup_14 integer, startup_15 integer,
  startup_16 integer, startup_17 integer, startup_18 integer, startup_19 integer,
  latency_00 integer, latency_01 integer, latency_02 integer, latency_03 integer,
  latency_04 integer, latency_05 integer, latency_06 integer, latency_07 integer,
  latency_08 integer, latency_09 integer, latency_10 integer, latency_11 integer,
  latency_12 integer, latency_13 integer, latency_14 integer, latency_15 integer,
  latency_16 integer, latency_17 integer, latency_18 integer, latency_19 integer,
  PRIMARY KEY (tenant_id, minutes, at, domain, app, stream, way, rendition)
) WITH (fillfactor = 80);
CREATE INDEX quality_age ON quality (minutes, at);

-- Reports that were taken, so that none is taken twice.
CREATE TABLE quality_taken (
  node      text NOT NULL CHECK (length(node) <= 128),
  boot      text NOT NULL CHECK (length(boot) <= 128),
  sequence  bigint NOT NULL CHECK (sequence > 0),
  taken_at  timestamptz NOT NULL,
  PRIMARY KEY (node, boot, sequence)
);
CREATE INDEX quality_taken_age ON quality_taken (taken_at);

-- A report is of many tenants, so that the collector works as the platform; a tenant reads.
DO $$
DECLARE
  part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['quality', 'quality_taken'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE POLICY of_platform ON %I TO weir_app USING ((SELECT app_platform()))', part);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO weir_app', part);
  END LOOP;
END
$$;
CREATE POLICY of_tenant ON quality FOR SELECT TO weir_app USING (tenant_id = (SELECT app_tenant()));
