package dev.weir.bench.publish;

import dev.weir.media.flv.FlvTag;
import java.io.IOException;

/** The far end of a publisher: a server that takes tags in some protocol. Thread-confined. */
public interface TagSink extends AutoCloseable {

  /** Sends what the network takes now, and keeps the rest for later; never waits. */
  void send(FlvTag tag) throws IOException;

  /** Bytes that the server has not taken yet. */
  long backlogBytes();

  @Override
  void close();
}
