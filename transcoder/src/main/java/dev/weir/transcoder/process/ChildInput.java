package dev.weir.transcoder.process;

/**
 * What a process is fed.
 *
 * @param sound whether there is sound
 * @param pictures whether there are pictures
 * @param startMs the source's time of the first tag, milliseconds
 * @param firstMs what it is told that this time is, milliseconds; its output is moved back likewise
 */
public record ChildInput(boolean sound, boolean pictures, long startMs, long firstMs) {

  /** From the source's times to the process's. */
  long offsetMs() {
    return firstMs - startMs;
  }
}
