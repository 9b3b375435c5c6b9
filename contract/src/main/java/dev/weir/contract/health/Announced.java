package dev.weir.contract.health;

/**
 * What an encoder says that it will send.
 *
 * @param framesPerSecond pictures a second; 0 when it does not say
 * @param videoBitsPerSecond bits a second; 0 when it does not say
 * @param audioBitsPerSecond bits a second; 0 when it does not say
 */
public record Announced(double framesPerSecond, long videoBitsPerSecond, long audioBitsPerSecond) {

  /** Nothing is said. */
  public static final Announced NOTHING = new Announced(0, 0, 0);
}
