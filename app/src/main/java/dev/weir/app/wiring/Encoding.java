package dev.weir.app.wiring;

import dev.weir.app.demo.FfmpegProgram;
import dev.weir.contract.identity.NodeId;
import dev.weir.runtime.boot.Parts;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.lifecycle.EventTeller;
import dev.weir.runtime.live.LiveReporter;
import dev.weir.runtime.metering.Meters;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.runtime.usage.RedisTranscodes;
import dev.weir.runtime.usage.TranscodeExchange;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.stream.picture.LatestPictures;
import dev.weir.transcoder.process.Program;
import dev.weir.transcoder.snapshot.Snapshots;
import dev.weir.transcoder.snapshot.StillDesk;
import dev.weir.transcoder.supervise.LadderReporter;
import dev.weir.transcoder.supervise.Transcoder;
import dev.weir.transcoder.watermark.MarkImages;
import java.nio.file.Path;

/**
 * What is made of streams by processes: renditions and snapshots. Both follow the streams from the
 * registry's beginning, and work once started.
 */
final class Encoding {

  private final Shell shell;
  private final Transcoder transcoder;
  private final Snapshots snapshots;
  private final EventTeller events;

  Encoding(
      Shell shell,
      PolicyDirectory policies,
      LatestPictures pictures,
      Meters bill,
      EventTeller events) {
    this.shell = shell;
    this.events = events;
    this.transcoder = new Transcoder(shell.settings().transcoder(), policies, bill, shell.time());
    this.snapshots =
        new Snapshots(shell.settings().snapshots(), policies, pictures, bill, shell.time());
  }

  /** Makes renditions; to be told of every stream. */
  Transcoder renditions() {
    return transcoder;
  }

  /** Takes snapshots; to be told of every stream. */
  Snapshots snapshots() {
    return snapshots;
  }

  /** Pictures of what was recorded; they need no stream, and can be made until the very end. */
  StillDesk stills(Parts parts) {
    return parts.open(
        "stills",
        () ->
            StillDesk.open(
                program(),
                dataDir().resolve("stills"),
                new OperatorLog(StillDesk.class, shell.time())),
        _ -> {});
  }

  private Path dataDir() {
    return shell.settings().node().dataDir();
  }

  private Program program() {
    Path directory = dataDir().resolve("ffmpeg");
    return () -> FfmpegProgram.unpack(directory);
  }

  /**
   * Starts both, and shows what they do; the program is unpacked when the first stream needs it.
   *
   * @param reporter is told how ladders are made
   * @param viewers whether requests of viewers are heard, of this process's or of other nodes
   */
  void open(
      Parts parts, StreamRegistry streams, NodeId node, LiveReporter reporter, boolean viewers) {
    transcoder.show(shell.metrics());
    snapshots.show(shell.metrics());
    Path dataDir = dataDir();
    Program ffmpeg = program();
    parts.open(
        "transcoder",
        () -> {
          MarkImages images =
              new MarkImages(shell.objects(), dataDir.resolve("watermarks"), shell.time());
          transcoder.start(streams, ffmpeg, images, dataDir.resolve("transcoder"), viewers);
          return transcoder;
        },
        Transcoder::stop);
    TranscodeExchange exchange = new RedisTranscodes(shell.redis(), node);
    parts.open(
        "ladder-reporter",
        () -> LadderReporter.open(transcoder, reporter, exchange, events, shell.time()),
        LadderReporter::close);
    parts.open(
        "snapshots",
        () -> {
          snapshots.start(ffmpeg, shell.objects(), events, dataDir.resolve("snapshots"));
          return snapshots;
        },
        Snapshots::stop);
  }
}
