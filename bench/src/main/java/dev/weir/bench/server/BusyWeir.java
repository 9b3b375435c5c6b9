package dev.weir.bench.server;

import dev.weir.bench.machine.Cores;
import dev.weir.bench.publish.RtmpSink;
import dev.weir.bench.publish.TagSink;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Weir as it is where a tenant has worked with it for weeks: the history is long, streams have
 * labels, and very many may be live.
 *
 * @param process the running one
 * @param quickstart what it wrote for newcomers
 */
public record BusyWeir(WeirProcess process, JsonObject quickstart) implements AutoCloseable {

  /** Names with a history. */
  public static final int STREAMS = 1_000;

  /** Publishes in the history when it starts, ten of each name. */
  public static final int PUBLISHES = 10_000;

  private static final List<String> HISTORY =
      List.of(
          "DELETE FROM publish_session",
          """
          INSERT INTO publish_session
            (tenant_id, id, domain, app, stream, node, boot, software, address, started_at,
             ended_at, reason, tracks, bytes)
          SELECT tenant_id, gen_random_uuid(), name, 'live',
            'stream' || lpad((i %% %d)::text, 4, '0'), 'weir-1', 'past', 'OBS 31', '192.0.2.17',
            now() - i * interval '5 minutes', now() - i * interval '5 minutes' + interval '4 minutes',
            CASE WHEN i %% 7 = 0 THEN 'SILENT' ELSE 'FINISHED' END,
            '[{"codec":"H.264","codecString":"avc1.64002a","width":1920,"height":1080,"sampleRateHz":0,"channels":0},
              {"codec":"AAC","codecString":"mp4a.40.2","width":0,"height":0,"sampleRateHz":48000,"channels":2}]',
            150000000
          FROM domain, generate_series(1, %d) AS i
          """
              .formatted(STREAMS, PUBLISHES),
          """
          INSERT INTO stream_label
          SELECT tenant_id, id, 'live', 'stream' || lpad(i::text, 4, '0'), 'event',
            CASE WHEN i %% 10 = 0 THEN 'cup' ELSE 'league' END
          FROM domain, generate_series(0, %d - 1) AS i ON CONFLICT DO NOTHING
          """
              .formatted(STREAMS),
          "VACUUM ANALYZE publish_session",
          "VACUUM ANALYZE stream_label");

  /**
   * Starts it on the server's core.
   *
   * @param home folder of a repository, whose launcher is used
   * @param data its data directory; made when it is missing
   * @param settings further ones, as {@code key=value}
   */
  public static BusyWeir start(Path home, Path data, List<String> settings) throws IOException {
    List<String> arguments = settings.stream().map(setting -> "--" + setting).toList();
    if (Files.notExists(data.resolve("postgres"))) {
      launch(home, data, arguments).close();
    }
    List<String> past = new ArrayList<>();
    Stream.of(StreamLimit.SQL, HISTORY).forEach(past::addAll);
    OfflineSql.run(data, past);
    WeirProcess process = launch(home, data, arguments);
    return new BusyWeir(process, process.quickstart());
  }

  private static WeirProcess launch(Path home, Path data, List<String> arguments)
      throws IOException {
    return WeirProcess.launch(home, data, arguments, Cores.SERVER::pin).awaitReady();
  }

  /** A connection that publishes the stream of that number. */
  public TagSink publisher(int number) {
    String path = "/live/" + "stream%04d".formatted(number);
    return RtmpSink.open(
        "rtmp://localhost:"
            + quickstart.getInteger("rtmpPort")
            + TypeA.sign(path, quickstart.getString("pushKey")));
  }

  /** Somebody of the tenant, signed in to the portal. */
  public PortalVisitor visitor() throws IOException {
    return PortalVisitor.signIn(
        quickstart.getString("portalUrl"),
        quickstart.getString("email"),
        quickstart.getString("password"));
  }

  @Override
  public void close() {
    process.close();
  }
}
