-- Streams by name: what was published, what is blocked, how streams are labelled.

-- One row for each publish. It names the domain instead of referring to it: what was published stays true when
-- the domain is gone. An open end means that it is live.
CREATE TABLE publish_session (
  tenant_id   uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  id          uuid NOT NULL, -- made by the node that ingests
  domain      text NOT NULL,
  app         text NOT NULL,
  stream      text NOT NULL,
  node        text NOT NULL,
  boot        text NOT NULL,
  software    text NOT NULL,
  address     text NOT NULL,
  started_at  timestamptz NOT NULL,
  ended_at    timestamptz,
  reason      text,
  cause       text NOT NULL DEFAULT '',
  tracks      jsonb NOT NULL DEFAULT '[]',
  bytes       bigint NOT NULL DEFAULT 0 CHECK (bytes >= 0),
  PRIMARY KEY (tenant_id, id),
  CHECK ((ended_at IS NULL) = (reason IS NULL))
);
-- Both are read downwards from a place, page by page.
CREATE INDEX publish_session_by_time ON publish_session (tenant_id, started_at DESC, id DESC);
CREATE INDEX publish_session_of_stream
  ON publish_session (tenant_id, domain, app, stream, started_at DESC, id DESC);
CREATE INDEX publish_session_open ON publish_session (boot) WHERE ended_at IS NULL;
CREATE INDEX publish_session_age ON publish_session (started_at);

-- A part of the domain's policy, so that a change gives the domain a new version.
CREATE TABLE stream_block (
  tenant_id   uuid NOT NULL,
  domain_id   uuid NOT NULL,
  app         text NOT NULL CHECK (app ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$'),
  stream      text NOT NULL CHECK (stream ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$'),
  until       timestamptz, -- for ever without
  note        text NOT NULL CHECK (length(note) <= 500),
  created_at  timestamptz NOT NULL DEFAULT now(),
  created_by  text NOT NULL CHECK (length(created_by) <= 254),
  PRIMARY KEY (tenant_id, domain_id, app, stream),
  FOREIGN KEY (tenant_id, domain_id) REFERENCES domain_push ON DELETE CASCADE
);
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON stream_block
  FOR EACH ROW EXECUTE FUNCTION domain_part_changed();

CREATE TABLE stream_label (
  tenant_id  uuid NOT NULL,
  domain_id  uuid NOT NULL,
  app        text NOT NULL CHECK (app ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$'),
  stream     text NOT NULL CHECK (stream ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$'),
  key        text NOT NULL CHECK (key ~ '^[a-z][a-z0-9_.-]{0,31}$'),
  value      text NOT NULL CHECK (length(value) BETWEEN 1 AND 64),
  PRIMARY KEY (tenant_id, domain_id, app, stream, key),
  FOREIGN KEY (tenant_id, domain_id) REFERENCES domain_push ON DELETE CASCADE
);
CREATE INDEX stream_label_by_value ON stream_label (tenant_id, key, value);

DO $$
DECLARE
  part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['publish_session', 'stream_block', 'stream_label'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE POLICY of_tenant ON %I TO weir_app USING (tenant_id = (SELECT app_tenant()))', part);
    EXECUTE format('CREATE POLICY of_platform ON %I FOR SELECT TO weir_app USING ((SELECT app_platform()))', part);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO weir_app', part);
  END LOOP;
END
$$;
-- Old history goes by its age, whosever it is.
CREATE POLICY of_platform_to_forget ON publish_session FOR DELETE TO weir_app USING ((SELECT app_platform()));
