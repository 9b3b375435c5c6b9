package dev.weir.portal.alarm.rule;

import dev.weir.portal.alarm.state.Bounds.Side;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** What a rule looks at. Texts are stored and told: they are never changed. */
public enum AlarmKind {
  /** A stream that was live, or that is named, is not. */
  STREAM_OFFLINE("stream-offline", Side.ABOVE, Reach.STREAMS, Pace.QUICK, 1, 1),
  /** What an encoder sends, bits a second. */
  BITRATE_LOW("bitrate-low", Side.BELOW, Reach.STREAMS, Pace.QUICK, 1_000, 1_000_000_000),
  /** How many watch: each stream of a pattern, or all together where there is none. */
  VIEWERS_HIGH("viewers-high", Side.ABOVE, Reach.STREAMS, Pace.QUICK, 1, 1_000_000_000),
  /** What goes out to all viewers together, bits a second. */
  BANDWIDTH_HIGH(
      "bandwidth-high", Side.ABOVE, Reach.TENANT, Pace.QUICK, 1_000_000, 1_000_000_000_000_000L),
  /** How far the traffic of an hour is from that of the same hours of the weeks before. */
  TRAFFIC_UNUSUAL("traffic-unusual", Side.ABOVE, Reach.DOMAINS, Pace.SLOW, 2, 100),
  /** Days until a certificate ends. */
  CERTIFICATE("certificate", Side.BELOW, Reach.DOMAINS, Pace.SLOW, 1, 90),
  /** Percents of the month's budget that are used. */
  BUDGET("budget", Side.ABOVE, Reach.TENANT, Pace.SLOW, 1, 1_000);

  private final String text;
  private final Side side;
  private final Reach reach;
  private final Pace pace;
  private final long least;
  private final long most;

  AlarmKind(String text, Side side, Reach reach, Pace pace, long least, long most) {
    this.text = text;
    this.side = side;
    this.reach = reach;
    this.pace = pace;
    this.least = least;
    this.most = most;
  }

  /** Whom rules of a kind can be about. */
  public enum Reach {
    /** Streams: a domain, an app and a pattern narrow it. */
    STREAMS,
    /** Domains: one of them narrows it. */
    DOMAINS,
    /** The tenant as a whole. */
    TENANT
  }

  /** How often it is looked at. */
  public enum Pace {
    /** Every few seconds. */
    QUICK(Duration.ofSeconds(20)),
    /** Every minute. */
    SLOW(Duration.ofMinutes(5));

    private final Duration gap;

    Pace(Duration gap) {
      this.gap = gap;
    }

    /** After so long without a measurement, times begin anew. */
    public Duration gap() {
      return gap;
    }
  }

  /** As it is stored, told, and written in the API. */
  public String text() {
    return text;
  }

  /** On which side of the bound it is bad. */
  public Side side() {
    return side;
  }

  /** Whom its rules can be about. */
  public Reach reach() {
    return reach;
  }

  /** How often it is looked at. */
  public Pace pace() {
    return pace;
  }

  /** Whether a rule says a bound; otherwise it is bad or not. */
  public boolean hasBound() {
    return this != STREAM_OFFLINE;
  }

  /** The least bound, in the kind's unit. */
  public long least() {
    return least;
  }

  /** The largest bound, in the kind's unit. */
  public long most() {
    return most;
  }

  /** Bounds are whole multiples of this, so that a form can show them in a unit that is read. */
  public long grain() {
    return switch (this) {
      case BITRATE_LOW -> 1_000;
      case BANDWIDTH_HIGH -> 1_000_000;
      case STREAM_OFFLINE, VIEWERS_HIGH, TRAFFIC_UNUSUAL, CERTIFICATE, BUDGET -> 1;
    };
  }

  /** How long it has to be bad at least: what is gone for a moment is not offline. */
  public Duration leastHold() {
    return this == STREAM_OFFLINE ? Duration.ofSeconds(10) : Duration.ZERO;
  }

  /** Reads the text; empty when this release knows no such kind. */
  public static Optional<AlarmKind> parse(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
  }
}
