package dev.weir.runtime.storage;

import dev.weir.contract.identity.StreamAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * What snapshots of streams are called in a store. The newest of a stream has one name, whatever
 * its kind; those that are kept have the hour in front at which they go, so that whoever comes by
 * can tell from the name alone.
 */
public final class SnapshotName {

  /** How the names of the newest begin. */
  public static final String LATEST = "snapshot-latest/";

  /** How the names of those begin that are kept for a while. */
  public static final String KEPT = "snapshots/";

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HH").withZone(ZoneOffset.UTC);

  private SnapshotName() {}

  /** The newest of a stream. */
  public static ObjectName latest(StreamAddress stream) {
    return new ObjectName(
        stream.tenant(), LATEST + stream.pushDomain().value() + "/" + stream.path());
  }

  /**
   * One that is kept.
   *
   * @param until it goes at the first full hour that is not before
   * @param path what the tenant wants it to be called on the stream's domain
   */
  public static ObjectName kept(StreamAddress stream, Instant until, String path) {
    Instant hour = until.plus(1, ChronoUnit.HOURS).minusNanos(1).truncatedTo(ChronoUnit.HOURS);
    return new ObjectName(
        stream.tenant(), KEPT + HOUR.format(hour) + "/" + stream.pushDomain().value() + "/" + path);
  }

  /** Whether the hour has come at which a kept one goes. */
  public static boolean isOver(ObjectName kept, Instant now) {
    String path = kept.path();
    int end = path.indexOf('/', KEPT.length());
    return path.startsWith(KEPT)
        && end > 0
        && path.substring(KEPT.length(), end).compareTo(HOUR.format(now)) <= 0;
  }
}
