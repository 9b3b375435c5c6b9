package dev.weir.gateway.edge;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.stream.lease.StreamLease;
import dev.weir.stream.origin.AnswerSink;
import dev.weir.stream.origin.LongAnswer;
import java.time.Duration;

/** What viewers here are shown of a stream that is owned elsewhere. Runs on its own event loop. */
interface Copy {

  /** Asks the owner for what the copy lacks. */
  LongAnswer ask(StreamLease owner, AnswerSink sink);

  /** The owner's answer begins. */
  void begin(StreamLease owner);

  /**
   * Takes what the owner sends.
   *
   * @throws dev.weir.media.bytes.MediaException when it makes no sense; the answer is of no use
   *     then
   */
  void take(ByteSlice piece);

  /** The owner is away; viewers stay. */
  void interrupt();

  /** Whether it can be watched. */
  boolean usable();

  /** Whether somebody watches it now, as far as that can be seen here. */
  boolean watched();

  /** How long it stays when nobody watches. */
  default Duration idle() {
    return Pull.IDLE;
  }

  /**
   * Lets go of it, for good.
   *
   * @param ended whether the stream is over; otherwise this is merely no place to watch it any more
   */
  void finish(boolean ended);
}
