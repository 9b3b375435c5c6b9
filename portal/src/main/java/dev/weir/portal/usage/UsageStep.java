package dev.weir.portal.usage;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How long the times are that usage is told apart by. They begin at whole multiples, in UTC. */
public enum UsageStep {
  /** As the ledger has it. */
  FIVE_MINUTES(Duration.ofMinutes(5), 7, "usage_ledger", "bucket"),
  /** Hours. */
  HOUR(Duration.ofHours(1), 31, "usage_hour", "hour"),
  /** Days. */
  DAY(Duration.ofDays(1), 400, "usage_day", "day"),
  /** All of the asked time in one. */
  WHOLE(Duration.ofDays(1), 400, "usage_day", "day");

  private final Duration length;
  private final int maxDays;
  private final String table;
  private final String column;

  UsageStep(Duration length, int maxDays, String table, String column) {
    this.length = length;
    this.maxDays = maxDays;
    this.table = table;
    this.column = column;
  }

  /** How long one is; of {@link #WHOLE} what it is made of. */
  public Duration length() {
    return length;
  }

  /** Most days that can be asked for at once. */
  public int maxDays() {
    return maxDays;
  }

  /** As it stands in addresses. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads {@link #text}. */
  public static Optional<UsageStep> parse(String text) {
    return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
  }

  /** The table that has sums of this length. */
  String table() {
    return table;
  }

  /** Its column that says when they begin, as SQL. */
  String column() {
    return column;
  }

  /** What a bucket of five minutes belongs to, as SQL that gives the column's type. */
  String of(String bucket) {
    return switch (this) {
      case FIVE_MINUTES -> bucket;
      case HOUR -> "date_trunc('hour', " + bucket + ", 'UTC')";
      case DAY, WHOLE -> "(" + bucket + " AT TIME ZONE 'UTC')::date";
    };
  }
}
