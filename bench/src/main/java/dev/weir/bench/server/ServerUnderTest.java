package dev.weir.bench.server;

import dev.weir.bench.publish.TagSink;

/** A server that runs, alone on its core, until it is closed. */
public interface ServerUnderTest extends AutoCloseable {

  /** A connection of a publisher to the one stream that is watched. */
  TagSink publisher();

  /** What viewers of that stream ask for. */
  String viewerUrl();

  /** Its main process. */
  long pid();

  @Override
  void close();
}
