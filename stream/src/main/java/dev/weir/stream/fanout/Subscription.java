package dev.weir.stream.fanout;

/** A viewer's place in a stream. To be used on the viewer's loop. */
public interface Subscription {

  /** Leaves the stream; nothing is written any more. May be called more than once. */
  void cancel();

  /** Bytes handed to the viewer since it came, in its own wire form. */
  long writtenBytes();
}
