package dev.weir.contract.health;

/**
 * What can be wrong with a stream that comes in. Names are stored and told to receivers of
 * callbacks: they are never changed.
 */
public enum HealthIssue {
  /** Key frames are far apart. Measured and expected: milliseconds of media. */
  KEY_FRAMES_FAR_APART,
  /** Fewer pictures come than were announced. Measured and expected: pictures a second. */
  FRAME_RATE_LOW,
  /** Far less video comes than was announced. Measured and expected: bits a second. */
  BIT_RATE_LOW,
  /** Far more video comes than was announced. Measured and expected: bits a second. */
  BIT_RATE_HIGH,
  /** Media comes later and later behind its own times. Measured: milliseconds; expected: 0. */
  ARRIVES_LATE,
  /** Media time is missing between two frames of a track. Measured: milliseconds; expected: 0. */
  TIMESTAMP_GAP,
  /** The encoder's clock was set. Measured: jumps in the last minute; expected: 0. */
  TIMESTAMP_JUMP,
  /**
   * Sound and pictures that arrive together are not of the same time. Measured: milliseconds that
   * the sound is ahead, negative when it is behind; expected: 0.
   */
  SOUND_ADRIFT,
  /** A codec, or its settings, changed while live. Measured: changes in the last minute. */
  CODEC_CHANGED,
  /** There was sound, and none comes any more. Measured: milliseconds since; expected: 0. */
  SOUND_MISSING,
  /** There were pictures, and none come any more. Measured: milliseconds since; expected: 0. */
  PICTURES_MISSING,
  /** What comes cannot be read. Measured: tags dropped in the last minute; expected: 0. */
  UNREADABLE
}
