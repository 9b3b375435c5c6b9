-- What table quality has of each stream, added up over the streams of a domain, so that a page about months reads few rows.

CREATE TABLE quality_whole (LIKE quality);
ALTER TABLE quality_whole DROP COLUMN app, DROP COLUMN stream;
ALTER TABLE quality_whole
  ADD PRIMARY KEY (tenant_id, minutes, at, domain, way, rendition),
  ADD FOREIGN KEY (tenant_id) REFERENCES tenant ON DELETE CASCADE,
  ADD CHECK (minutes IN (1, 5, 1440)),
  ADD CHECK (extract(epoch FROM at)::bigint % (minutes * 60) = 0),
  ADD CHECK (length(domain) <= 253), -- empty for streams of which there were too many
  ADD CHECK (length(way) <= 16),
  ADD CHECK (length(rendition) <= 64),
  SET (fillfactor = 80);
CREATE INDEX quality_whole_age ON quality_whole (minutes, at);

DO $$
DECLARE
  names text;
  sums text;
  bucket text;
BEGIN
  -- What one stream's buckets hold in a day is an integer; what those of all of them hold may be more.
  FOR bucket IN
    SELECT column_name FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = 'quality_whole' AND data_type = 'integer'
  LOOP
    EXECUTE format('ALTER TABLE quality_whole ALTER COLUMN %I TYPE bigint', bucket);
  END LOOP;
  SELECT string_agg(column_name, ', '), string_agg(format('sum(%s)', column_name), ', ')
  INTO names, sums
  FROM information_schema.columns
  WHERE table_schema = current_schema() AND table_name = 'quality_whole'
    AND column_name NOT IN ('tenant_id', 'minutes', 'at', 'domain', 'way', 'rendition');
  EXECUTE format(
    'INSERT INTO quality_whole (tenant_id, minutes, at, domain, way, rendition, %s)
     SELECT tenant_id, minutes, at, domain, way, rendition, %s FROM quality
     GROUP BY tenant_id, minutes, at, domain, way, rendition', names, sums);
END
$$;

ALTER TABLE quality_whole ENABLE ROW LEVEL SECURITY;
ALTER TABLE quality_whole FORCE ROW LEVEL SECURITY;
CREATE POLICY of_platform ON quality_whole TO weir_app USING ((SELECT app_platform()));
CREATE POLICY of_tenant ON quality_whole FOR SELECT TO weir_app USING (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT, UPDATE, DELETE ON quality_whole TO weir_app;
