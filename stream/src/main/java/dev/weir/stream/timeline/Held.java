package dev.weir.stream.timeline;

/** What came of looking for a part, a segment or an init segment. */
public sealed interface Held {

  /** It is there. */
  record Here(SharedBytes bytes) implements Held {}

  /** It was there, and has left the timeline. */
  record Gone() implements Held {}

  /** It has not been there yet, or never will be. */
  record Unknown() implements Held {}
}
