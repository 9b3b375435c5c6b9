package dev.weir.portal.quality;

import java.time.Instant;

/**
 * A question about how streams played.
 *
 * @param span how long, and in which pieces
 * @param until the end, exclusive
 * @param of of which plays
 */
public record QualityQuery(QualitySpan span, Instant until, Of of) {

  /**
   * Which plays are meant; an empty text means any.
   *
   * @param way the name of a {@code PlayWay}
   * @param rendition a template's name; {@link #SOURCE} for the source
   */
  public record Of(String domain, String app, String stream, String way, String rendition) {

    /** All of them. */
    public static final Of ALL = new Of("", "", "", "", "");

    /** The stream as it came. */
    public static final String SOURCE = "source";

    /** All plays of a stream. */
    public static Of stream(String domain, String app, String stream) {
      return new Of(domain, app, stream, "", "");
    }
  }

  /** The end is where a point ends: the one that goes on is part of it. */
  public QualityQuery {
    long seconds = span.point().toSeconds();
    until = Instant.ofEpochSecond(Math.ceilDiv(until.getEpochSecond(), seconds) * seconds);
  }

  /** The same up to now, the point that has just begun included. */
  public static QualityQuery upTo(QualitySpan span, Instant now, Of of) {
    return new QualityQuery(span, now.plusSeconds(1), of);
  }

  /** The begin. */
  public Instant from() {
    return until.minus(span.length());
  }
}
