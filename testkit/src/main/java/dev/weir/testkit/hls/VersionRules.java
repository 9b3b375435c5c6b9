package dev.weir.testkit.hls;

import static dev.weir.testkit.hls.HlsRule.DATES_FOLLOW_DURATIONS;
import static dev.weir.testkit.hls.HlsRule.HINTS_THE_NEXT_PART;
import static dev.weir.testkit.hls.HlsRule.HOLD_BACK_LONG_ENOUGH;
import static dev.weir.testkit.hls.HlsRule.INDEPENDENT_AS_CLAIMED;
import static dev.weir.testkit.hls.HlsRule.MAP_BEFORE_FRAGMENTS;
import static dev.weir.testkit.hls.HlsRule.MAP_CHANGES_AT_DISCONTINUITIES;
import static dev.weir.testkit.hls.HlsRule.NOTHING_AFTER_THE_END;
import static dev.weir.testkit.hls.HlsRule.NO_PLAYLIST_TYPE;
import static dev.weir.testkit.hls.HlsRule.PARTS_ADD_UP;
import static dev.weir.testkit.hls.HlsRule.PARTS_LONG_ENOUGH;
import static dev.weir.testkit.hls.HlsRule.PARTS_ONLY_NEAR_THE_END;
import static dev.weir.testkit.hls.HlsRule.PARTS_WITHIN_PART_TARGET;
import static dev.weir.testkit.hls.HlsRule.PART_HOLD_BACK_LONG_ENOUGH;
import static dev.weir.testkit.hls.HlsRule.PART_INF_WITH_PARTS;
import static dev.weir.testkit.hls.HlsRule.SEGMENTS_WITHIN_TARGET_DURATION;
import static dev.weir.testkit.hls.HlsRule.SKIPS_ONLY_OLD_SEGMENTS;
import static dev.weir.testkit.hls.HlsRule.SKIP_BOUNDARY_FAR_ENOUGH;
import static dev.weir.testkit.hls.HlsRule.STARTS_WITH_EXTM3U;
import static dev.weir.testkit.hls.HlsRule.VERSION_ALLOWS_CONTENT;

import java.util.List;

/** What must hold within one version of a playlist. */
final class VersionRules {

  /** Durations are written with three decimals. */
  private static final int ROUNDING_MS = 1;

  /** A date may be off by less than a frame of sound. */
  private static final int DATE_TOLERANCE_MS = 50;

  private final Findings findings;

  VersionRules(Findings findings) {
    this.findings = findings;
  }

  void check(ListedMedia media) {
    header(media);
    long sinceEndMs = 0;
    List<ListedSegment> segments = media.segments();
    for (int i = segments.size() - 1; i >= 0; i--) {
      ListedSegment segment = segments.get(i);
      segment(media, segment);
      boolean near = sinceEndMs < 3000 * media.targetDurationS();
      findings.expect(
          PARTS_ONLY_NEAR_THE_END,
          segment.parts().isEmpty() || near,
          "parts of segment %d, %d ms from the end",
          segment.sequence(),
          sinceEndMs);
      sinceEndMs += segment.durationMs();
      if (i > 0) {
        neighbours(segments.get(i - 1), segment);
      }
    }
    if (media.skipped() > 0) {
      long boundaryMs = media.attributes("EXT-X-SERVER-CONTROL").ms("CAN-SKIP-UNTIL");
      findings.expect(
          SKIPS_ONLY_OLD_SEGMENTS,
          boundaryMs > 0 && sinceEndMs >= boundaryMs,
          "%d segments skipped, %d ms from the end, boundary %d ms",
          media.skipped(),
          sinceEndMs,
          boundaryMs);
    }
    hints(media);
  }

  private void header(ListedMedia media) {
    findings.expect(STARTS_WITH_EXTM3U, "yes".equals(media.tags().get("EXTM3U")), "first line");
    findings.expect(NO_PLAYLIST_TYPE, !media.has("EXT-X-PLAYLIST-TYPE"), "has a type");
    long version = media.number("EXT-X-VERSION", 1);
    long needed = neededVersion(media);
    findings.expect(
        VERSION_ALLOWS_CONTENT, version >= needed, "version %d, needed %d", version, needed);
    Attributes control = media.attributes("EXT-X-SERVER-CONTROL");
    long targetMs = media.targetDurationS() * 1000;
    findings.expect(
        HOLD_BACK_LONG_ENOUGH,
        !control.has("HOLD-BACK") || control.ms("HOLD-BACK") >= 3 * targetMs,
        "%s",
        control);
    findings.expect(
        SKIP_BOUNDARY_FAR_ENOUGH,
        !control.has("CAN-SKIP-UNTIL") || control.ms("CAN-SKIP-UNTIL") >= 6 * targetMs,
        "%s",
        control);
    if (media.lowLatency()) {
      findings.expect(PART_INF_WITH_PARTS, media.partTargetMs() > 0, "no part target");
      findings.expect(
          PART_HOLD_BACK_LONG_ENOUGH,
          control.ms("PART-HOLD-BACK") >= 3 * media.partTargetMs(),
          "%s, part target %d ms",
          control,
          media.partTargetMs());
    }
  }

  private static long neededVersion(ListedMedia media) {
    if (media.skipped() > 0) {
      return 9;
    }
    if (media.segments().stream().anyMatch(ListedSegment::gap)) {
      return 8;
    }
    return media.segments().stream().anyMatch(segment -> !segment.map().isEmpty()) ? 6 : 3;
  }

  private void segment(ListedMedia media, ListedSegment segment) {
    findings.expect(
        SEGMENTS_WITHIN_TARGET_DURATION,
        Math.round(segment.durationMs() / 1000.0) <= media.targetDurationS(),
        "segment %d of %d ms, target %d s",
        segment.sequence(),
        segment.durationMs(),
        media.targetDurationS());
    findings.expect(
        MAP_BEFORE_FRAGMENTS,
        !segment.map().isEmpty() || (segment.parts().isEmpty() && segment.uri().endsWith(".ts")),
        "segment %d without init segment",
        segment.sequence());
    parts(media, segment);
    if (media.has("EXT-X-INDEPENDENT-SEGMENTS") && !segment.parts().isEmpty()) {
      ListedPart first = segment.parts().getFirst();
      findings.expect(
          INDEPENDENT_AS_CLAIMED,
          first.independent() || first.gap(),
          "first part of segment %d",
          segment.sequence());
    }
  }

  private void parts(ListedMedia media, ListedSegment segment) {
    List<ListedPart> parts = segment.parts();
    long totalMs = 0;
    for (int i = 0; i < parts.size(); i++) {
      ListedPart part = parts.get(i);
      boolean last = i == parts.size() - 1;
      totalMs += part.durationMs();
      findings.expect(
          PARTS_WITHIN_PART_TARGET,
          part.durationMs() <= media.partTargetMs(),
          "part %s of %d ms, target %d ms",
          part.uri(),
          part.durationMs(),
          media.partTargetMs());
      boolean longEnough = part.durationMs() * 100 >= media.partTargetMs() * 85;
      findings.expect(
          PARTS_LONG_ENOUGH,
          longEnough || part.gap() || (last && !segment.growing()) || lastOfAll(media, part),
          "part %s of %d ms, target %d ms",
          part.uri(),
          part.durationMs(),
          media.partTargetMs());
    }
    findings.expect(
        PARTS_ADD_UP,
        parts.isEmpty() || Math.abs(totalMs - segment.durationMs()) <= ROUNDING_MS,
        "segment %d of %d ms, its parts %d ms",
        segment.sequence(),
        segment.durationMs(),
        totalMs);
  }

  /** The newest part may yet turn out to be the last of its segment. */
  private static boolean lastOfAll(ListedMedia media, ListedPart part) {
    ListedSegment last = media.segments().getLast();
    return last.growing() && last.parts().getLast().equals(part);
  }

  private void neighbours(ListedSegment before, ListedSegment segment) {
    if (segment.discontinuity()) {
      return;
    }
    findings.expect(
        MAP_CHANGES_AT_DISCONTINUITIES,
        before.map().equals(segment.map()),
        "from %s to %s at segment %d",
        before.map(),
        segment.map(),
        segment.sequence());
    if (before.dateMs() >= 0 && segment.dateMs() >= 0) {
      long offMs = segment.dateMs() - before.dateMs() - before.durationMs();
      findings.expect(
          DATES_FOLLOW_DURATIONS,
          Math.abs(offMs) <= DATE_TOLERANCE_MS,
          "segment %d is %d ms off",
          segment.sequence(),
          offMs);
    }
  }

  private void hints(ListedMedia media) {
    if (media.ended()) {
      findings.expect(NOTHING_AFTER_THE_END, media.hint().isEmpty(), "hint %s", media.hint());
    } else if (media.lowLatency()) {
      boolean listed =
          media.segments().stream()
              .flatMap(segment -> segment.parts().stream())
              .anyMatch(part -> part.uri().equals(media.hint()));
      findings.expect(
          HINTS_THE_NEXT_PART, !media.hint().isEmpty() && !listed, "hint '%s'", media.hint());
    }
  }
}
