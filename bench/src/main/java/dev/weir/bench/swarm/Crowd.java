package dev.weir.bench.swarm;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What all viewers of a swarm notice, added up. Thread-confined. */
final class Crowd {

  private static final int DIGITS = 3;
  private static final int MAX_KINDS = 20;
  private static final String OTHER = "other";

  private final Histogram firstByte = new Histogram(DIGITS);
  private final Histogram firstKeyFrame = new Histogram(DIGITS);
  private final Map<String, Long> errors = new LinkedHashMap<>();

  private final Histogram latency = new Histogram(DIGITS);
  private final Histogram playlist = new Histogram(DIGITS);
  private long requests;
  private long bytes;
  private long tags;
  private long lost;
  private long repeated;
  private long backwards;
  private long stalls;

  /** A window of measurement begins: all but the first moments and the errors start at zero. */
  void reset() {
    latency.reset();
    playlist.reset();
    requests = 0;
    bytes = 0;
    tags = 0;
    lost = 0;
    repeated = 0;
    backwards = 0;
    stalls = 0;
  }

  void firstByte(long nanos) {
    firstByte.recordValue(Math.max(0, nanos));
  }

  void firstKeyFrame(long nanos) {
    firstKeyFrame.recordValue(Math.max(0, nanos));
  }

  /** A tag, a segment or a part is complete. */
  void delivered(long mediaBytes) {
    bytes += mediaBytes;
    tags++;
  }

  void latency(long nanos) {
    latency.recordValue(Math.max(0, nanos));
  }

  void playlist(long nanos) {
    playlist.recordValue(Math.max(0, nanos));
  }

  void request() {
    requests++;
  }

  void lost(long count) {
    lost += count;
  }

  void repeated() {
    repeated++;
  }

  void backwards() {
    backwards++;
  }

  void stalled() {
    stalls++;
  }

  /** Something that should never happen, counted by its kind. */
  void broken(String what) {
    boolean known = errors.containsKey(what) || errors.size() < MAX_KINDS;
    errors.merge(known ? what : OTHER, 1L, Long::sum);
  }

  /** What was noticed since {@link #reset}. */
  SwarmReport report(int watching, int behind, long windowNanos) {
    return new SwarmReport(
        watching,
        behind,
        windowNanos,
        bytes,
        tags,
        requests,
        lost,
        repeated,
        backwards,
        stalls,
        Percentiles.of(latency),
        Percentiles.of(playlist),
        Percentiles.of(firstByte),
        Percentiles.of(firstKeyFrame),
        Map.copyOf(errors));
  }
}
