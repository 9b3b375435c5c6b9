package dev.weir.bench.swarm;

import java.nio.ByteBuffer;

/** Takes the framing off a chunked body where it lies. RFC 9112, 7.1. */
final class ChunkedBody {

  private static final long MAX_CHUNK_BYTES = 1L << 30;

  private Step step = Step.SIZE;
  private long size;
  private int digits;
  private boolean last;

  private enum Step {
    SIZE,
    EXTENSION,
    DATA,
    DATA_END,
    END
  }

  /**
   * Moves to the next bytes of content and says how many there are, which the caller takes before
   * it asks again; 0 when all of {@code in} is used, or the body is over.
   */
  int next(ByteBuffer in) {
    while (in.hasRemaining() && step != Step.END) {
      if (step == Step.DATA && size > 0) {
        int count = (int) Math.min(size, in.remaining());
        size -= count;
        return count;
      }
      framing(in.get());
    }
    return 0;
  }

  /** Whether the body is over. Trailers are not expected. */
  boolean ended() {
    return step == Step.END;
  }

  private void framing(int next) {
    switch (step) {
      case SIZE -> {
        int digit = Character.digit(next, 16);
        if (digit >= 0) {
          size = size << 4 | digit;
          digits++;
        } else {
          endOfSize(next);
        }
      }
      case EXTENSION -> endOfSize(next);
      // The content is over: these are the two bytes behind it.
      case DATA -> {
        require(next == '\r');
        step = Step.DATA_END;
      }
      case DATA_END -> {
        require(next == '\n');
        step = last ? Step.END : Step.SIZE;
        size = 0;
        digits = 0;
      }
      case END -> throw new IllegalStateException("the body is over");
    }
  }

  private void endOfSize(int next) {
    require(digits > 0 && size < MAX_CHUNK_BYTES);
    step = next == '\n' ? Step.DATA : Step.EXTENSION;
    last = size == 0;
  }

  private static void require(boolean right) {
    if (!right) {
      throw new BrokenFraming("wrong chunk framing");
    }
  }
}
