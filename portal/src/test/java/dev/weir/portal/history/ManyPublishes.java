package dev.weir.portal.history;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.PortalHouse;

/**
 * A long history, put into a house's database at once: ten publishes of each of a thousand streams,
 * the newest first publish being {@code stream0001}'s. Each tenth stream belongs to the cup.
 */
public final class ManyPublishes {

  public static final int STREAMS = 1_000;
  public static final int PUBLISHES = 10_000;

  private ManyPublishes() {}

  /** Fills the history of a tenant's domain. */
  public static void fill(PortalHouse house, TenantId tenant, String domain) {
    house.sql(
        """
        INSERT INTO publish_session
          (tenant_id, id, domain, app, stream, node, boot, software, address, started_at, ended_at,
           reason, tracks, bytes)
        SELECT '%s', gen_random_uuid(), '%s', 'live', 'stream' || lpad((i %% %d)::text, 4, '0'),
          'node1', 'boot1', 'OBS 31', '192.0.2.17', now() - i * interval '5 minutes',
          now() - i * interval '5 minutes' + interval '4 minutes',
          CASE WHEN i %% 7 = 0 THEN 'SILENT' ELSE 'FINISHED' END,
          '[{"codec":"H.264","codecString":"avc1.64002a","width":1920,"height":1080,"sampleRateHz":0,"channels":0},
            {"codec":"AAC","codecString":"mp4a.40.2","width":0,"height":0,"sampleRateHz":48000,"channels":2}]',
          150000000
        FROM generate_series(1, %d) AS i
        """
            .formatted(tenant, domain, STREAMS, PUBLISHES));
    house.sql(
        """
        INSERT INTO stream_label
        SELECT tenant_id, id, 'live', 'stream' || lpad(i::text, 4, '0'), 'event',
          CASE WHEN i %% 10 = 0 THEN 'cup' ELSE 'league' END
        FROM domain, generate_series(0, %d - 1) AS i WHERE tenant_id = '%s'
        """
            .formatted(STREAMS, tenant));
    house.sql("ANALYZE publish_session, stream_label");
  }
}
