package dev.weir.stream.lease;

import dev.weir.media.flv.FlvTag;
import dev.weir.stream.hub.StreamListener;

/** Waits for the end of a stream, and for nothing else. */
record LeaseEnd(Runnable onEnd) implements StreamListener {

  @Override
  public void onTag(FlvTag tag) {}

  @Override
  public void onInterrupted() {}

  @Override
  public void onResumed() {}

  @Override
  public void onEnded() {
    onEnd.run();
  }
}
