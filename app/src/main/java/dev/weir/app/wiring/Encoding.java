package dev.weir.app.wiring;

import dev.weir.app.demo.FfmpegProgram;
import dev.weir.runtime.boot.Parts;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.transcoder.supervise.Transcoder;
import java.nio.file.Path;

/** The transcoder: it follows the streams from the registry's beginning, and works once started. */
final class Encoding {

  private final Shell shell;
  private final Transcoder transcoder;

  Encoding(Shell shell, PolicyDirectory policies) {
    this.shell = shell;
    this.transcoder = new Transcoder(shell.settings().transcoder(), policies, shell.time());
  }

  /** To be told of every stream. */
  Transcoder observer() {
    return transcoder;
  }

  /** Starts it, and shows what it does; the program is unpacked when the first stream needs it. */
  void open(Parts parts, StreamRegistry streams) {
    transcoder.show(shell.metrics());
    Path dataDir = shell.settings().node().dataDir();
    parts.open(
        "transcoder",
        () -> {
          transcoder.start(
              streams,
              () -> FfmpegProgram.unpack(dataDir.resolve("ffmpeg")),
              dataDir.resolve("transcoder"));
          return transcoder;
        },
        Transcoder::stop);
  }
}
