package dev.weir.bench.server;

import dev.weir.bench.publish.TagSink;

/** A server that runs, alone on its core, until it is closed. */
public interface ServerUnderTest extends AutoCloseable {

  /** A connection of a publisher; the first one, 0, publishes the stream that is watched. */
  TagSink publisher(int number);

  /** What viewers of the first stream ask for; throws {@link UnsupportedOperationException}. */
  String url(Protocol protocol);

  /** Its main process. */
  long pid();

  @Override
  void close();
}
