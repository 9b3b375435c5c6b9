package dev.weir.testkit.hls;

import static dev.weir.testkit.hls.HlsRule.DISCONTINUITY_SEQUENCE_COUNTS;
import static dev.weir.testkit.hls.HlsRule.HINT_IS_KEPT;
import static dev.weir.testkit.hls.HlsRule.MEDIA_SEQUENCE_COUNTS;
import static dev.weir.testkit.hls.HlsRule.NOTHING_AFTER_THE_END;
import static dev.weir.testkit.hls.HlsRule.ONLY_GROWS_AT_THE_END;
import static dev.weir.testkit.hls.HlsRule.PARTS_NEVER_CHANGE;
import static dev.weir.testkit.hls.HlsRule.SEGMENTS_NEVER_CHANGE;
import static dev.weir.testkit.hls.HlsRule.TERMS_NEVER_CHANGE;
import static dev.weir.testkit.hls.HlsRule.WINDOW_LONG_ENOUGH;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold from each version of a playlist to the next. */
final class SuccessionRules {

  private static final List<String> TERMS =
      List.of("EXT-X-TARGETDURATION", "EXT-X-PART-INF", "EXT-X-SERVER-CONTROL");

  private final Findings findings;
  private final Map<Long, ListedSegment> seen = new HashMap<>();
  private final Map<String, Long> sequenceOfUri = new HashMap<>();
  private final Set<String> partUris = new HashSet<>();

  SuccessionRules(Findings findings) {
    this.findings = findings;
  }

  /** Looks at the first version. */
  void begin(ListedMedia first) {
    remember(first);
  }

  /** Looks at a version and the one before it. */
  void check(ListedMedia before, ListedMedia now) {
    for (String term : TERMS) {
      findings.expect(
          TERMS_NEVER_CHANGE,
          before.value(term).equals(now.value(term)),
          "%s was %s, is %s",
          term,
          before.value(term),
          now.value(term));
    }
    if (before.ended()) {
      boolean same = now.ended() && before.segments().equals(now.segments());
      findings.expect(NOTHING_AFTER_THE_END, same, "changed");
    }
    positions(before, now);
    segments(now);
    hint(before, now);
    remember(now);
    window(before, now);
  }

  private void positions(ListedMedia before, ListedMedia now) {
    long removed = now.mediaSequence() - before.mediaSequence();
    findings.expect(MEDIA_SEQUENCE_COUNTS, removed >= 0, "went back by %d", -removed);
    long lastBefore = lastSequence(before);
    findings.expect(
        ONLY_GROWS_AT_THE_END,
        lastSequence(now) >= lastBefore && now.mediaSequence() <= lastBefore + 1,
        "segments %d to %d after %d to %d",
        now.mediaSequence(),
        lastSequence(now),
        before.mediaSequence(),
        lastBefore);
    long discontinuitiesRemoved = 0;
    for (long sequence = before.mediaSequence(); sequence < now.mediaSequence(); sequence++) {
      ListedSegment segment = seen.get(sequence);
      discontinuitiesRemoved += segment != null && segment.discontinuity() ? 1 : 0;
    }
    long counted =
        now.number("EXT-X-DISCONTINUITY-SEQUENCE", 0)
            - before.number("EXT-X-DISCONTINUITY-SEQUENCE", 0);
    findings.expect(
        DISCONTINUITY_SEQUENCE_COUNTS,
        counted == discontinuitiesRemoved,
        "grew by %d, removed %d",
        counted,
        discontinuitiesRemoved);
  }

  private void segments(ListedMedia now) {
    for (ListedSegment segment : now.segments()) {
      long known = sequenceOfUri.getOrDefault(segment.uri(), segment.sequence());
      findings.expect(
          MEDIA_SEQUENCE_COUNTS,
          known == segment.sequence(),
          "%s was segment %d, is %d",
          segment.uri(),
          known,
          segment.sequence());
      ListedSegment before = seen.get(segment.sequence());
      if (before != null) {
        compare(before, segment);
      }
    }
  }

  private void compare(ListedSegment before, ListedSegment now) {
    boolean same =
        before.discontinuity() == now.discontinuity()
            && before.map().equals(now.map())
            && before.dateMs() == now.dateMs();
    if (!before.growing()) {
      same &=
          before.uri().equals(now.uri())
              && before.durationMs() == now.durationMs()
              && before.gap() == now.gap();
    }
    findings.expect(SEGMENTS_NEVER_CHANGE, same, "%s became %s", before, now);
    boolean removed = now.parts().isEmpty() && !now.growing();
    int common = Math.min(before.parts().size(), now.parts().size());
    boolean kept = before.parts().equals(now.parts().subList(0, common)) || !before.growing();
    boolean stable =
        before.growing() || before.parts().isEmpty() || before.parts().equals(now.parts());
    findings.expect(
        PARTS_NEVER_CHANGE,
        removed || (kept && stable),
        "%s became %s",
        before.parts(),
        now.parts());
  }

  /** The first part that was not there before, gaps aside, is the one that was hinted. */
  private void hint(ListedMedia before, ListedMedia now) {
    if (before.hint().isEmpty()) {
      return;
    }
    for (ListedSegment segment : now.segments()) {
      for (ListedPart part : segment.parts()) {
        if (!part.gap() && !partUris.contains(part.uri())) {
          findings.expect(
              HINT_IS_KEPT,
              part.uri().equals(before.hint()),
              "hinted %s, came %s",
              before.hint(),
              part.uri());
          return;
        }
      }
    }
  }

  private void window(ListedMedia before, ListedMedia now) {
    if (now.mediaSequence() == before.mediaSequence() || now.ended()) {
      return;
    }
    long totalMs = 0;
    for (long sequence = now.mediaSequence(); sequence <= lastSequence(now); sequence++) {
      ListedSegment segment = seen.get(sequence);
      totalMs += segment == null ? 0 : segment.durationMs();
    }
    findings.expect(
        WINDOW_LONG_ENOUGH, totalMs >= 3000 * now.targetDurationS(), "%d ms are listed", totalMs);
  }

  private void remember(ListedMedia now) {
    for (ListedSegment segment : now.segments()) {
      segment.parts().forEach(part -> partUris.add(part.uri()));
      ListedSegment before = seen.get(segment.sequence());
      if (before != null && segment.parts().isEmpty()) {
        seen.put(segment.sequence(), with(segment, before.parts()));
      } else {
        seen.put(segment.sequence(), segment);
      }
      if (!segment.growing()) {
        sequenceOfUri.putIfAbsent(segment.uri(), segment.sequence());
      }
    }
  }

  private static ListedSegment with(ListedSegment segment, List<ListedPart> parts) {
    return new ListedSegment(
        segment.sequence(),
        segment.uri(),
        segment.durationMs(),
        segment.discontinuity(),
        segment.gap(),
        segment.map(),
        segment.dateMs(),
        parts);
  }

  private static long lastSequence(ListedMedia media) {
    return media.mediaSequence() + media.skipped() + media.segments().size() - 1;
  }
}
