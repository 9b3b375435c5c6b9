package dev.weir.stream.shift;

import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.media.hls.TrackKind;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ShiftPlace;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What the objects of time shift are called. A slice's media lie below the hour (UTC) in which it
 * begins. What an hour has, each node tells of its own slices in an object of its own, so that no
 * two write the same one. A note with the hour in front at which all of it goes says so to whoever
 * comes by.
 */
public final class ShiftObjects {

  /** How the names of notes begin that say what goes, the first to go first. */
  public static final String DUE = "_weir/shift-due/";

  private static final String INDEX = "/index/";
  private static final String MEDIA = "/media/";

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HH").withZone(ZoneOffset.UTC);

  private ShiftObjects() {}

  /**
   * What goes, and when.
   *
   * @param note itself the last to go
   * @param goes the hour, as it is written
   * @param indexes how the names of that hour's indexes begin
   * @param media how the names of its media begin
   */
  public record Due(ObjectName note, String goes, String indexes, String media) {

    /** Whether the hour has come. */
    public boolean isOver(Instant now) {
      return goes.compareTo(HOUR.format(now)) <= 0;
    }
  }

  /** What one node tells of the hour in which {@code ms} is, Unix milliseconds. */
  public static ObjectName index(StreamAddress stream, long ms, NodeId node) {
    return new ObjectName(stream.tenant(), indexPrefix(stream, ms) + node);
  }

  /** How the names of all that is told of an hour begin. */
  public static String indexPrefix(StreamAddress stream, long ms) {
    return indexFolder(stream) + hour(ms) + ".";
  }

  /**
   * How the names of all that is told of a stream begin; they follow each other as the hours do.
   */
  public static String indexFolder(StreamAddress stream) {
    return ShiftPlace.folder(stream) + INDEX;
  }

  /** A path behind all that is told of hours before the one of {@code ms}, and of no later one. */
  public static String beforeHour(StreamAddress stream, long ms) {
    return indexFolder(stream) + hour(ms);
  }

  /** The file of a slice's track. */
  public static ObjectName media(StreamAddress stream, SliceId slice, TrackKind kind) {
    String file =
        switch (kind) {
          case VIDEO -> "-video.mp4";
          case AUDIO -> "-audio.mp4";
        };
    return new ObjectName(
        stream.tenant(),
        ShiftPlace.folder(stream) + MEDIA + hour(slice.startMs()) + "/" + slice + file);
  }

  /** Says that the hour of a slice goes when nobody can go back to it any more. */
  public static ObjectName due(StreamAddress stream, SliceId slice, Duration window) {
    Instant goes =
        Instant.ofEpochMilli(slice.startMs())
            .truncatedTo(ChronoUnit.HOURS)
            .plus(2, ChronoUnit.HOURS)
            .plus(window)
            .minusNanos(1);
    return new ObjectName(
        stream.tenant(),
        DUE + HOUR.format(goes) + "/" + ShiftPlace.of(stream) + "/" + hour(slice.startMs()));
  }

  /** Reads the name of a note; empty when it is none. */
  public static Optional<Due> due(ObjectName note) {
    String path = note.path();
    int place = path.indexOf('/', DUE.length());
    int hour = path.lastIndexOf('/');
    if (!path.startsWith(DUE) || place < 0 || hour <= place) {
      return Optional.empty();
    }
    String folder = ShiftPlace.ROOT + path.substring(place + 1, hour);
    String of = path.substring(hour + 1);
    return Optional.of(
        new Due(
            note,
            path.substring(DUE.length(), place),
            folder + INDEX + of + ".",
            folder + MEDIA + of + "/"));
  }

  private static String hour(long ms) {
    return HOUR.format(Instant.ofEpochMilli(ms));
  }
}
