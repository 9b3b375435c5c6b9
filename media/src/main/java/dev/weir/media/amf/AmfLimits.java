package dev.weir.media.amf;

import dev.weir.media.bytes.MalformedMediaException;

/** How much a peer may ask of the AMF readers. */
public final class AmfLimits {

  /** Values within values within values, levels. */
  public static final int MAX_DEPTH = 32;

  /** Properties of one object or ECMA array. */
  public static final int MAX_PROPERTIES = 1024;

  /** Bytes of one string, encoded. */
  public static final int MAX_STRING_BYTES = 64 * 1024;

  /** Bytes of one property's name, encoded. */
  public static final int MAX_NAME_BYTES = 1024;

  /** Values that follow each other in one message. */
  public static final int MAX_VALUES = 1024;

  /** Bytes that references repeat, as if everything they point to were written out. */
  public static final int MAX_REPEATED_BYTES = 256 * 1024;

  private AmfLimits() {}

  static void check(String what, long value, int limit) {
    if (value > limit) {
      throw new MalformedMediaException("AMF " + what + " " + value + ", limit " + limit);
    }
  }
}
