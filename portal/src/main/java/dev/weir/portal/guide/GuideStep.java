package dev.weir.portal.guide;

import java.util.Locale;

/** One step of the guide, in the order in which a newcomer takes them. */
public enum GuideStep {
  /** There is a domain that takes publishers. */
  DOMAIN,
  /** It is proven and leads here. */
  ONLINE,
  /** A stream has arrived, with something to see or hear. */
  PICTURE,
  /** Two watched at the same time: somebody besides who looks at the guide. */
  SHARED,
  /** Somebody else is a member, or invited. */
  COLLEAGUE,
  /** The person signs in with a second factor. */
  SECOND_FACTOR;

  /** As message keys have it. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
