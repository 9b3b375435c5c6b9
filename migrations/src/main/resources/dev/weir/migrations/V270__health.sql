-- How streams arrived: what was wrong with them, and each minute's figures.

-- One row for each time that something was wrong. An open end means that it is, as far as anybody knows.
CREATE TABLE health_episode (
  tenant_id  uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  domain     text NOT NULL CHECK (length(domain) <= 253),
  app        text NOT NULL CHECK (length(app) <= 128),
  stream     text NOT NULL CHECK (length(stream) <= 256),
  issue      text NOT NULL CHECK (length(issue) <= 64),
  since      timestamptz NOT NULL,
  boot       text NOT NULL CHECK (length(boot) <= 128),
  severity   text NOT NULL CHECK (length(severity) <= 16),
  measured   double precision NOT NULL,
  expected   double precision NOT NULL,
  ended_at   timestamptz,
  PRIMARY KEY (tenant_id, domain, app, stream, since, issue)
);
CREATE INDEX health_episode_open ON health_episode (boot) WHERE ended_at IS NULL;
CREATE INDEX health_episode_age ON health_episode (since);

-- Means of a minute's seconds, and the worst of them.
CREATE TABLE health_minute (
  tenant_id     uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  domain        text NOT NULL CHECK (length(domain) <= 253),
  app           text NOT NULL CHECK (length(app) <= 128),
  stream        text NOT NULL CHECK (length(stream) <= 256),
  minute        timestamptz NOT NULL,
  seconds       smallint NOT NULL CHECK (seconds BETWEEN 1 AND 60),
  pictures      real NOT NULL, -- a second
  video_bits    bigint NOT NULL, -- a second
  audio_bits    bigint NOT NULL, -- a second
  gap_ms        integer NOT NULL, -- the worst
  lateness_ms   integer NOT NULL, -- the worst
  drift_ms      integer NOT NULL, -- the worst, with its sign
  PRIMARY KEY (tenant_id, domain, app, stream, minute)
);
CREATE INDEX health_minute_age ON health_minute (minute);

DO $$
DECLARE
  part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['health_episode', 'health_minute'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE POLICY of_tenant ON %I TO weir_app USING (tenant_id = (SELECT app_tenant()))', part);
    EXECUTE format('CREATE POLICY of_platform ON %I FOR SELECT TO weir_app USING ((SELECT app_platform()))', part);
    -- What is old goes by its age, whosever it is.
    EXECUTE format('CREATE POLICY of_platform_to_forget ON %I FOR DELETE TO weir_app USING ((SELECT app_platform()))', part);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO weir_app', part);
  END LOOP;
END
$$;
