package dev.weir.portal.alarm.rule;

import dev.weir.portal.alarm.state.Bounds;
import dev.weir.portal.alarm.state.Patience;
import java.time.Duration;
import java.util.List;

/**
 * What somebody chooses of a rule.
 *
 * @param name for people
 * @param kind what it looks at
 * @param scope whom it is about
 * @param bounds from which on it is bad, and well, in the kind's unit
 * @param hold how long it has to be bad
 * @param calm how long it has to be well
 * @param unplanned whether what was ended in order is left alone; of streams that are offline
 * @param mailTo who gets mails: {@link #OWNERS}, and ids of members
 * @param on whether it is followed
 */
public record AlarmSettings(
    String name,
    AlarmKind kind,
    AlarmScope scope,
    Bounds bounds,
    Duration hold,
    Duration calm,
    boolean unplanned,
    List<String> mailTo,
    boolean on) {

  /** Stands for the tenant's owners, whoever they are then. */
  public static final String OWNERS = "owners";

  /** Longest name. */
  public static final int MAX_NAME = 64;

  /** Longest time that something has to be bad, or well. */
  public static final Duration MAX_TIME = Duration.ofHours(24);

  /** Most members that get mails of one rule. */
  public static final int MAX_MEMBERS = 20;

  /** Copies the list. */
  public AlarmSettings {
    mailTo = List.copyOf(mailTo);
  }

  /** How long it has to be so. */
  public Patience patience() {
    return new Patience(hold, calm, kind.pace().gap());
  }

  /**
   * Bounds of which the clearing one was not said: a tenth beyond the other, so that what swings
   * about it raises one alarm.
   */
  public static Bounds usual(AlarmKind kind, long bound) {
    long grain = kind.grain();
    long tenth = Math.max(grain, bound / 10 / grain * grain);
    return switch (kind) {
      case STREAM_OFFLINE -> new Bounds(kind.side(), 1, 1);
      case CERTIFICATE, BUDGET -> new Bounds(kind.side(), bound, bound);
      case BITRATE_LOW -> new Bounds(kind.side(), bound, bound + tenth);
      case VIEWERS_HIGH, BANDWIDTH_HIGH ->
          new Bounds(kind.side(), bound, Math.clamp(bound - tenth, Math.min(grain, bound), bound));
      case TRAFFIC_UNUSUAL -> new Bounds(kind.side(), bound, Math.max(1, bound / 2));
    };
  }
}
