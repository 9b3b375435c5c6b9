package dev.weir.testkit.hls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The answers of a faultless server: two-second segments of ten parts, a new part every 200 ms, a
 * discontinuity with another init segment at segment 104, a window of nine segments.
 */
final class GoodTrace {

  static final int FIRST = 100;
  static final int PARTS = 10;
  static final int WINDOW = 9;

  private static final int DISCONTINUITY = 104;
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  private GoodTrace() {}

  /**
   * One answer for each part of segments 100 to 115, every fifth one a delta update; then the end.
   */
  static List<Observation> observations() {
    List<Observation> trace = new ArrayList<>();
    for (int made = 1; made <= 16 * PARTS; made++) {
      trace.add(new Observation(made * 200L, playlist(made, made % 5 == 0, false)));
    }
    trace.add(new Observation(16 * 2000L + 200, playlist(16 * PARTS, false, true)));
    return trace;
  }

  /** The playlist when this many parts have been made. */
  static String playlist(int made, boolean delta, boolean ended) {
    int running = FIRST + made / PARTS;
    int first = Math.max(FIRST, running - WINDOW);
    StringBuilder text = new StringBuilder();
    text.append("#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-TARGETDURATION:2\n");
    text.append("#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=12.0,");
    text.append("HOLD-BACK=6.0,PART-HOLD-BACK=0.600\n#EXT-X-PART-INF:PART-TARGET=0.200\n");
    text.append("#EXT-X-MEDIA-SEQUENCE:").append(first).append('\n');
    int gone = first > DISCONTINUITY ? 1 : 0;
    text.append("#EXT-X-DISCONTINUITY-SEQUENCE:").append(50 + gone).append('\n');
    text.append("#EXT-X-INDEPENDENT-SEGMENTS\n");
    int from = first;
    if (delta && running - 6 > first) {
      from = running - 6;
      text.append("#EXT-X-SKIP:SKIPPED-SEGMENTS=").append(from - first).append('\n');
    }
    text.append("#EXT-X-MAP:URI=\"init-").append(from >= DISCONTINUITY ? 2 : 1).append(".mp4\"\n");
    for (int sequence = from; sequence <= running; sequence++) {
      segment(text, sequence, running, made, sequence > from);
    }
    if (ended) {
      text.append("#EXT-X-ENDLIST\n");
    } else {
      text.append("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"part-").append(made).append(".mp4\"\n");
      text.append("#EXT-X-RENDITION-REPORT:URI=\"audio.m3u8\",LAST-MSN=103,LAST-PART=2\n");
    }
    return text.toString();
  }

  private static void segment(
      StringBuilder text, int sequence, int running, int made, boolean map) {
    int parts = sequence < running ? PARTS : made % PARTS;
    if (parts == 0) {
      return;
    }
    if (sequence == DISCONTINUITY) {
      text.append("#EXT-X-DISCONTINUITY\n");
      text.append(map ? "#EXT-X-MAP:URI=\"init-2.mp4\"\n" : "");
    }
    Instant date = START.plusMillis((sequence - FIRST) * 2000L);
    text.append("#EXT-X-PROGRAM-DATE-TIME:").append(date).append('\n');
    for (int i = 0; i < parts && sequence >= running - 3; i++) {
      int number = (sequence - FIRST) * PARTS + i;
      text.append("#EXT-X-PART:DURATION=0.200,URI=\"part-").append(number).append(".mp4\"");
      text.append(i == 0 ? ",INDEPENDENT=YES\n" : "\n");
    }
    if (sequence < running) {
      text.append("#EXTINF:2.000,\nsegment-").append(sequence).append(".m4s\n");
    }
  }
}
