package dev.weir.stream.hub;

import dev.weir.media.flv.FlvTag;

/**
 * Whoever follows a stream tag by tag: the timeline, later the recorder and the transcoder. Called
 * on the stream's loop, in order; must not block. A listener that throws is not called again, media
 * that it cannot read apart.
 */
public interface StreamListener {

  /** One tag. Times never wrap and, over all publishers, go on without a gap worth the name. */
  void onTag(FlvTag tag);

  /**
   * The publisher's clock jumped: the tags that follow were placed behind those before, but are not
   * continuous with them.
   */
  default void onDiscontinuity() {}

  /** The publisher is gone and may come back. */
  void onInterrupted();

  /** A publisher is there again: configuration and a key frame follow. */
  void onResumed();

  /** The stream is over; nothing follows. */
  void onEnded();
}
