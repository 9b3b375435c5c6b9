package dev.weir.contract.analytics;

/** What figures are told apart by. Each of them divides the same whole. */
public enum Dimension {
  /** Not at all. */
  TOTAL,
  /** How it goes out, by names of {@link Delivery}. */
  PROTOCOL,
  /** Which rendition; empty for the source. */
  RENDITION,
  /** Host of the page that the player stands in; empty where none was named. */
  REFERER,
  /** What the player runs in. */
  BROWSER,
  /** What that runs on. */
  SYSTEM,
  /** What kind of thing that is, by names of {@link Client.Device}. */
  DEVICE,
  /** HTTP status of answers. */
  STATUS
}
