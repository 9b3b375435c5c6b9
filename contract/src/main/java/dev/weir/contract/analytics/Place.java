package dev.weir.contract.analytics;

import dev.weir.contract.metering.MeteredStream;

/**
 * How much of a tenant's streams figures are about: all of them, those of a play domain, or one.
 *
 * @param domain empty for all
 * @param app empty unless it is one stream
 * @param stream empty unless it is one stream
 */
public record Place(String domain, String app, String stream) {

  /** All streams of a tenant. */
  public static final Place ALL = new Place("", "", "");

  private static final int MAX_DOMAIN = 253;
  private static final int MAX_APP = 128;
  private static final int MAX_STREAM = 256;

  /** Throws {@link IllegalArgumentException} for names that cannot be kept, or half of a stream. */
  public Place {
    boolean fits =
        domain.length() <= MAX_DOMAIN && app.length() <= MAX_APP && stream.length() <= MAX_STREAM;
    boolean text = (domain + app + stream).indexOf('\0') < 0;
    if (!fits
        || !text
        || app.isEmpty() != stream.isEmpty()
        || (domain.isEmpty() && !app.isEmpty())) {
      throw new IllegalArgumentException("no place: " + domain + "/" + app + "/" + stream);
    }
  }

  /** One stream, at the domain that its viewers come to. */
  public static Place of(MeteredStream stream) {
    return new Place(stream.domain().value(), stream.app().value(), stream.stream().value());
  }

  /** All streams of a domain. */
  public static Place of(String domain) {
    return new Place(domain, "", "");
  }

  /** Its domain's. */
  public Place whole() {
    return isStream() ? of(domain) : this;
  }

  /** Whether it is one stream. */
  public boolean isStream() {
    return !stream.isEmpty();
  }
}
