package dev.weir.transcoder.ladder;

/** Sound that a ladder's process puts out, for one rendition or for several alike. */
public sealed interface SoundOutput {

  /** The source's own sound. */
  record Passed() implements SoundOutput {}

  /**
   * AAC-LC, encoded anew.
   *
   * @param bitrate bits per second
   */
  record Encoded(int bitrate) implements SoundOutput {}
}
