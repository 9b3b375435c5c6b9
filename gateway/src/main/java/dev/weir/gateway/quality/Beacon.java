package dev.weir.gateway.quality;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.quality.PlayFailure;
import dev.weir.contract.quality.PlayWay;
import dev.weir.contract.quality.QualityCount;
import dev.weir.contract.quality.QualitySums;
import dev.weir.contract.quality.Spread;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one player says of the seconds since its beacon before. Fields that are not known are passed
 * over: they are a later player's.
 *
 * @param way in which it played
 * @param rendition the stream's name that it loaded, unchecked; empty for the source
 * @param sums what it counted
 */
record Beacon(PlayWay way, String rendition, QualitySums sums) {

  /** Longest time of pictures, of stalls, that one beacon tells of. */
  static final int MAX_TOLD_MS = 60_000;

  /** Stalls, changes of rendition, and errors of a kind that one beacon tells of. */
  static final int MAX_COUNT = 60;

  /** Longest start that is believed. */
  static final int MAX_STARTUP_MS = 120_000;

  /** Farthest behind that is believed of a live picture. */
  static final int MAX_LATENCY_MS = 600_000;

  /** Highest bit rate that is believed, bits a second. */
  static final int MAX_BITS_PER_SECOND = 200_000_000;

  private static final int MAX_NAME = 256;
  private static final long SECOND_MS = 1_000;

  /** Reads a beacon; throws {@code WeirFault REQUEST_MALFORMED} for anything else. */
  static Beacon read(String text) {
    try {
      JsonObject json = new JsonObject(text);
      return new Beacon(
          PlayWay.parse(text(json, "protocol")).orElseThrow(() -> malformed("protocol")),
          text(json, "rendition"),
          sums(json));
    } catch (DecodeException | ClassCastException broken) {
      throw malformed("form");
    }
  }

  private static QualitySums sums(JsonObject json) {
    Map<QualityCount, Long> counts = new EnumMap<>(QualityCount.class);
    boolean started = flag(json, "started");
    put(counts, QualityCount.STARTS, started ? 1 : 0);
    put(counts, QualityCount.FAILED_STARTS, flag(json, "failed") ? 1 : 0);
    put(counts, QualityCount.ABANDONED_STARTS, flag(json, "abandoned") ? 1 : 0);
    put(counts, QualityCount.STALLED_PLAYS, flag(json, "firstStall") ? 1 : 0);
    put(counts, QualityCount.STALLS, number(json, "stalls", MAX_COUNT));
    put(counts, QualityCount.STALLED_MS, number(json, "stalledMs", MAX_TOLD_MS));
    put(counts, QualityCount.SWITCHES, number(json, "switches", MAX_COUNT));
    long watchedMs = number(json, "watchedMs", MAX_TOLD_MS);
    put(counts, QualityCount.WATCHED_MS, watchedMs);
    long bits = number(json, "bitsPerSecond", MAX_BITS_PER_SECOND);
    if (bits > 0) {
      put(counts, QualityCount.RATED_MS, watchedMs);
      put(counts, QualityCount.RATED_BITS, bits * watchedMs / SECOND_MS);
    }
    putFailures(counts, json);
    return new QualitySums(
        counts,
        started ? spread(json, "startupMs", MAX_STARTUP_MS) : Spread.NONE,
        spread(json, "latencyMs", MAX_LATENCY_MS));
  }

  private static void putFailures(Map<QualityCount, Long> counts, JsonObject json) {
    JsonObject failures = json.getJsonObject("errors");
    if (failures == null) {
      return;
    }
    for (PlayFailure kind : PlayFailure.values()) {
      put(counts, kind.count(), number(failures, kind.text(), MAX_COUNT));
    }
  }

  private static Spread spread(JsonObject json, String name, int most) {
    return json.containsKey(name) ? Spread.of(number(json, name, most)) : Spread.NONE;
  }

  /** How much time it tells of, milliseconds. */
  long toldMs() {
    return sums.of(QualityCount.WATCHED_MS) + sums.of(QualityCount.STALLED_MS);
  }

  private static void put(Map<QualityCount, Long> counts, QualityCount count, long value) {
    if (value > 0) {
      counts.put(count, value);
    }
  }

  private static boolean flag(JsonObject json, String name) {
    return Boolean.TRUE.equals(json.getBoolean(name));
  }

  private static long number(JsonObject json, String name, int most) {
    Number value = json.getNumber(name, 0);
    double exact = value == null ? 0 : value.doubleValue();
    if (!(exact >= 0 && exact <= most)) {
      throw malformed(name);
    }
    return Math.round(exact);
  }

  private static String text(JsonObject json, String name) {
    String value = json.getString(name, "");
    if (value == null || value.length() > MAX_NAME) {
      throw malformed(name);
    }
    return value;
  }

  private static WeirFault malformed(String what) {
    return new WeirFault(FaultCode.REQUEST_MALFORMED, "beacon: " + what);
  }
}
