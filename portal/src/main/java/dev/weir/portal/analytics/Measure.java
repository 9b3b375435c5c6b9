package dev.weir.portal.analytics;

import dev.weir.contract.analytics.Figures;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a chart shows, and what shares are ranked by. */
public enum Measure {
  /** Viewers at a time, on average; shares are of the time that was watched. */
  VIEWERS("viewer_ms") {
    @Override
    public double rate(Figures figures, Duration over) {
      return (double) figures.viewerMs() / over.toMillis();
    }

    @Override
    public long amount(Figures figures) {
      return figures.viewerMs();
    }
  },
  /** Bits a second; shares are of bytes. */
  BANDWIDTH("bytes") {
    @Override
    public double rate(Figures figures, Duration over) {
      return (double) figures.bytes() * Byte.SIZE / over.toSeconds();
    }

    @Override
    public long amount(Figures figures) {
      return figures.bytes();
    }
  },
  /** Viewers who began, a minute. */
  PLAYS("plays") {
    @Override
    public double rate(Figures figures, Duration over) {
      return perMinute(figures.plays(), over);
    }

    @Override
    public long amount(Figures figures) {
      return figures.plays();
    }
  },
  /** Answers over HTTP, a minute. */
  REQUESTS("requests") {
    @Override
    public double rate(Figures figures, Duration over) {
      return perMinute(figures.requests(), over);
    }

    @Override
    public long amount(Figures figures) {
      return figures.requests();
    }
  },
  /** Those with a status of 400 or more, a minute. */
  FAILED("failed") {
    @Override
    public double rate(Figures figures, Duration over) {
      return perMinute(figures.failed(), over);
    }

    @Override
    public long amount(Figures figures) {
      return figures.failed();
    }
  };

  private static final double SECONDS_OF_A_MINUTE = 60;

  private final String column;

  Measure(String column) {
    this.column = column;
  }

  /** How much it was at a time, on average over {@code over}. */
  public abstract double rate(Figures figures, Duration over);

  /** How much it was in all. */
  public abstract long amount(Figures figures);

  /** As addresses have it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #text}. */
  public static Optional<Measure> parse(String text) {
    return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
  }

  String column() {
    return column;
  }

  private static double perMinute(long count, Duration over) {
    return count * SECONDS_OF_A_MINUTE / over.toSeconds();
  }
}
