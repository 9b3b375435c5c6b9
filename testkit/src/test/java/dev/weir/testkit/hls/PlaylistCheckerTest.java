package dev.weir.testkit.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule is broken once, in an otherwise faultless trace, and must be named. The rules that a
 * single change breaks besides are not looked at.
 */
class PlaylistCheckerTest {

  /** A version late in the trace: the window moves, parts are running. */
  private static final int LATE = 13 * GoodTrace.PARTS + 3;

  /** A fault: which rule it breaks, in which version, and how its text is changed. */
  record Fault(HlsRule rule, int version, UnaryOperator<String> change) {

    static Fault of(HlsRule rule, String find, String replace) {
      return at(LATE, rule, find, replace);
    }

    static Fault at(int version, HlsRule rule, String find, String replace) {
      return new Fault(
          rule,
          version,
          text -> {
            assertThat(text).containsPattern(find);
            return text.replaceFirst(find, replace);
          });
    }

    @Override
    public String toString() {
      return rule + " in version " + version;
    }
  }

  private static Stream<Fault> faults() {
    return Stream.of(
        Fault.of(HlsRule.STARTS_WITH_EXTM3U, "#EXTM3U", "#EXTM3U8"),
        Fault.of(HlsRule.VERSION_ALLOWS_CONTENT, "VERSION:9", "VERSION:5"),
        Fault.at(139, HlsRule.VERSION_ALLOWS_CONTENT, "VERSION:9", "VERSION:8"),
        Fault.of(HlsRule.SEGMENTS_WITHIN_TARGET_DURATION, "EXTINF:2.000", "EXTINF:2.500"),
        Fault.of(HlsRule.NO_PLAYLIST_TYPE, "#EXTM3U", "#EXTM3U\n#EXT-X-PLAYLIST-TYPE:EVENT"),
        Fault.of(HlsRule.PART_INF_WITH_PARTS, "#EXT-X-PART-INF.*\n", ""),
        Fault.of(HlsRule.PARTS_WITHIN_PART_TARGET, "DURATION=0.200,", "DURATION=0.201,"),
        Fault.of(HlsRule.PARTS_LONG_ENOUGH, "DURATION=0.200,", "DURATION=0.169,"),
        Fault.of(HlsRule.PARTS_ADD_UP, "DURATION=0.200,", "DURATION=0.190,"),
        Fault.of(
            HlsRule.PARTS_ONLY_NEAR_THE_END,
            "#EXTINF",
            "#EXT-X-PART:DURATION=2.000,URI=\"old.mp4\"\n#EXTINF"),
        Fault.of(HlsRule.PART_HOLD_BACK_LONG_ENOUGH, "PART-HOLD-BACK=0.6", "PART-HOLD-BACK=0.5"),
        Fault.of(HlsRule.PART_HOLD_BACK_LONG_ENOUGH, ",PART-HOLD-BACK=0.600", ""),
        Fault.of(HlsRule.HOLD_BACK_LONG_ENOUGH, ",HOLD-BACK=6.0", ",HOLD-BACK=5.9"),
        Fault.of(HlsRule.SKIP_BOUNDARY_FAR_ENOUGH, "UNTIL=12.0", "UNTIL=11.0"),
        Fault.of(HlsRule.HINTS_THE_NEXT_PART, "#EXT-X-PRELOAD-HINT.*\n", ""),
        Fault.of(HlsRule.HINTS_THE_NEXT_PART, "(?<=HINT:TYPE=PART,URI=\"part-)\\d+", "130"),
        Fault.of(HlsRule.HINT_IS_KEPT, "(?<=HINT:TYPE=PART,URI=\"part-)\\d+", "999"),
        Fault.of(HlsRule.MAP_BEFORE_FRAGMENTS, "#EXT-X-MAP.*\n", ""),
        Fault.at(50, HlsRule.MAP_CHANGES_AT_DISCONTINUITIES, "#EXT-X-DISCONTINUITY\n", ""),
        Fault.of(HlsRule.INDEPENDENT_AS_CLAIMED, ",INDEPENDENT=YES", ""),
        Fault.of(
            HlsRule.DATES_FOLLOW_DURATIONS, "TIME:2026-11-22T12:00:1", "TIME:2026-11-22T12:01:1"),
        Fault.at(
            139, HlsRule.SKIPS_ONLY_OLD_SEGMENTS, "(?s)(SEGMENTS=)3(.*?)#EXTINF[^#]*", "$14$2"),
        new Fault(HlsRule.WINDOW_LONG_ENOUGH, LATE, PlaylistCheckerTest::onlyTheLastTwo),
        Fault.of(HlsRule.TERMS_NEVER_CHANGE, "TARGETDURATION:2", "TARGETDURATION:3"),
        Fault.of(HlsRule.TERMS_NEVER_CHANGE, "CAN-BLOCK-RELOAD=YES,", ""),
        Fault.of(HlsRule.MEDIA_SEQUENCE_COUNTS, "SEQUENCE:104", "SEQUENCE:105"),
        Fault.of(HlsRule.DISCONTINUITY_SEQUENCE_COUNTS, "Y-SEQUENCE:50", "Y-SEQUENCE:51"),
        new Fault(
            HlsRule.ONLY_GROWS_AT_THE_END, LATE, _ -> GoodTrace.playlist(LATE - 20, false, false)),
        Fault.of(HlsRule.SEGMENTS_NEVER_CHANGE, "segment-110", "segment-x110"),
        Fault.of(HlsRule.SEGMENTS_NEVER_CHANGE, "#EXTINF:2.000,", "#EXT-X-GAP\n#EXTINF:2.000,"),
        Fault.of(HlsRule.PARTS_NEVER_CHANGE, "part-13[01]", "part-0"),
        Fault.at(
            160,
            HlsRule.NOTHING_AFTER_THE_END,
            "#EXT-X-ENDLIST",
            "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"part-160.mp4\"\n#EXT-X-ENDLIST"));
  }

  private static String onlyTheLastTwo(String text) {
    String cut = text.replaceFirst("(?s)#EXT-X-PROGRAM-DATE-TIME.*segment-110.m4s\n", "");
    return cut.replace("SEQUENCE:104", "SEQUENCE:111").replace("Y-SEQUENCE:50", "Y-SEQUENCE:51");
  }

  @Test
  void findsNothingInAFaultlessTrace() {
    assertThat(PlaylistChecker.check(GoodTrace.observations())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void namesTheRuleThatIsBroken(Fault fault) {
    List<Observation> trace = new ArrayList<>(GoodTrace.observations());
    Observation good = trace.get(fault.version());
    trace.set(fault.version(), new Observation(good.atMs(), fault.change().apply(good.text())));

    List<Violation> violations = PlaylistChecker.check(trace);

    assertThat(violations).extracting(Violation::rule).contains(fault.rule());
  }

  @Test
  void noticesThatNoNewVersionComes() {
    Observation last = new Observation(200, GoodTrace.playlist(40, false, false));
    List<Observation> trace =
        List.of(last, new Observation(1000, last.text()), new Observation(3300, last.text()));

    assertThat(PlaylistChecker.check(trace))
        .extracting(Violation::rule)
        .containsExactly(HlsRule.UPDATED_IN_TIME);
  }

  @Test
  void noticesChangesAfterTheEnd() {
    List<Observation> trace = new ArrayList<>(GoodTrace.observations());
    trace.add(new Observation(33_000, GoodTrace.playlist(163, false, false)));

    assertThat(PlaylistChecker.check(trace))
        .extracting(Violation::rule)
        .containsExactly(HlsRule.NOTHING_AFTER_THE_END);
  }

  @Test
  void noticesThatRenditionsDisagree() {
    String video = GoodTrace.playlist(40, false, false);
    String audio = video.replace("PART-HOLD-BACK=0.600", "PART-HOLD-BACK=0.900");

    assertThat(PlaylistChecker.checkTogether(Map.of("video", video, "audio", video))).isEmpty();
    assertThat(PlaylistChecker.checkTogether(Map.of("video", video, "audio", audio)))
        .extracting(Violation::rule)
        .containsExactly(HlsRule.RENDITIONS_AGREE);
  }

  @Test
  void refusesWhatNoClientCanRead() {
    assertThatThrownBy(() -> ListedMedia.parse("#EXTM3U\nsegment.ts\n"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ListedMedia.parse("#EXTM3U\n#EXT-X-PART:URI=\"a\n"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void breaksEveryRuleOnce() {
    Set<HlsRule> broken = EnumSet.of(HlsRule.UPDATED_IN_TIME, HlsRule.RENDITIONS_AGREE);
    faults().forEach(fault -> broken.add(fault.rule()));

    assertThat(broken).containsExactlyInAnyOrder(HlsRule.values());
  }
}
