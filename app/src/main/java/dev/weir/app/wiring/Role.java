package dev.weir.app.wiring;

import java.util.Locale;

/** What a process does in a cluster. {@code ./weir up} takes all of them. */
public enum Role {
  /** Accepts publishers and owns their streams. */
  INGEST,
  /** Serves viewers. */
  GATEWAY,
  /** Makes renditions of the streams that the same process ingests. */
  TRANSCODER,
  /** Records the streams that the same process ingests. */
  RECORDER,
  /** Serves the portal and the API; the only role that opens PostgreSQL. */
  PORTAL;

  /** The name as it is typed. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
