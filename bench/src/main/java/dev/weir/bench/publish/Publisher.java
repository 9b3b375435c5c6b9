package dev.weir.bench.publish;

import dev.weir.bench.source.Recording;
import dev.weir.bench.source.Stamp;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.runtime.clock.TimeSource;
import java.io.IOException;

/** One encoder: sends a recording over and over, each tag when its time has come. */
final class Publisher {

  private static final long NANOS_PER_MS = 1_000_000;

  private final Recording recording;
  private final TagSink sink;
  private final TimeSource time;
  private final long startNanos;

  private long next;
  private long pictures;

  Publisher(Recording recording, TagSink sink, TimeSource time, long startNanos) {
    this.recording = recording;
    this.sink = sink;
    this.time = time;
    this.startNanos = startNanos;
  }

  void sendConfiguration() throws IOException {
    for (FlvTag tag : recording.configuration()) {
      sink.send(tag);
    }
  }

  /** When the next tag is to be sent. */
  long dueNanos() {
    return startNanos + recording.timestampMs(next) * NANOS_PER_MS;
  }

  void sendNext() throws IOException {
    long timestampMs = recording.timestampMs(next);
    FlvTag tag =
        switch (recording.frame(next)) {
          case VideoTag(long _, byte[] body) -> new VideoTag(timestampMs, stamped(body));
          case AudioTag(long _, byte[] body) -> new AudioTag(timestampMs, body);
          case ScriptTag(long _, byte[] body) -> new ScriptTag(timestampMs, body);
        };
    sink.send(tag);
    next++;
  }

  private byte[] stamped(byte[] body) {
    byte[] copy = body.clone();
    new Stamp(pictures++, time.nanos()).write(copy);
    return copy;
  }
}
