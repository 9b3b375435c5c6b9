package dev.weir.bench.publish;

import dev.weir.media.flv.FlvHeader;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTagWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * A publisher to a process that reads FLV from its input. Unlike others it waits for a reader that
 * is behind, so it is to be the only one of its thread.
 */
public final class PipeSink implements TagSink {

  private final OutputStream pipe;
  private boolean begun;

  /** Writes to {@code pipe}. */
  public PipeSink(OutputStream pipe) {
    this.pipe = pipe;
  }

  @Override
  public void send(FlvTag tag) throws IOException {
    if (!begun) {
      begun = true;
      pipe.write(new FlvHeader(true, true).toBytes());
    }
    pipe.write(FlvTagWriter.toBytes(tag));
    pipe.flush();
  }

  @Override
  public long backlogBytes() {
    return 0;
  }

  @Override
  public void close() {
    try {
      pipe.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
