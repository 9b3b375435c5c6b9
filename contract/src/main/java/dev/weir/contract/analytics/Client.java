package dev.weir.contract.analytics;

/**
 * What plays a stream, in the broadest strokes.
 *
 * @param browser family, without a version; of a closed set
 * @param system family, without a version; of a closed set
 */
public record Client(String browser, String system, Device device) {

  /** Somebody of whom nothing is known. */
  public static final Client UNKNOWN = new Client("", "", Device.UNKNOWN);

  /** A kind of thing. */
  public enum Device {
    /** With a keyboard. */
    COMPUTER,
    /** Held in a hand. */
    PHONE,
    /** Held in two. */
    TABLET,
    /** A television, or what is plugged into one. */
    TELEVISION,
    /** A program without anybody before it. */
    PROGRAM,
    /** Nobody knows. */
    UNKNOWN
  }
}
