package dev.weir.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.frame.MediaFrame;
import dev.weir.media.frame.MediaFrame.VideoFrame;
import java.util.List;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

/** A rendition is cut where its source was, whatever is missing of it. */
class SegmenterFollowingTest {

  private static final TrackKind PICTURES = TrackKind.VIDEO;

  /** How much later a rendition's frames arrive. */
  private static final long LATE_MS = 700;

  private final CutLine line = new CutLine();
  private final Played source =
      new Played(
          new Segmenter(SegmenterSettings.DEFAULT, List.of(Script.VIDEO, Script.AUDIO), line));
  private final Played rendition =
      new Played(
          Segmenter.following(
              SegmenterSettings.DEFAULT, List.of(Script.VIDEO, Script.AUDIO), line));

  /** Two key frames a second. */
  private static Script script(int fromMs, int frames) {
    return new Script()
        .pictures(fromMs, 30, 15, frames)
        .sound(fromMs, Script.AUDIO, frames * 1000.0 / 30);
  }

  /** The same pictures at the same times, decoded in the order in which they are shown. */
  private void render(Script script, LongPredicate isThere) {
    for (MediaFrame frame : script.interleaved()) {
      MediaFrame made =
          frame instanceof VideoFrame p
              ? new VideoFrame(0, p.codec(), p.dtsMs() + 80, 0, p.keyFrame(), p.payload())
              : frame;
      if (isThere.test(frame.dtsMs())) {
        rendition.take(
            rendition.segmenter.accept(made, Script.START_UNIX_MS + made.dtsMs() + LATE_MS));
      }
    }
  }

  private Segment ofSource(Segment like) {
    return source.segments(PICTURES).stream()
        .filter(segment -> segment.sequence() == like.sequence())
        .findFirst()
        .orElseThrow();
  }

  private void assertAlike(Segment made) {
    Segment own = ofSource(made);
    assertThat(made.programDateTimeMs()).isEqualTo(own.programDateTimeMs());
    assertThat(made.startMs()).isEqualTo(own.startMs() + 80);
    assertThat(made.discontinuitySequence()).isEqualTo(own.discontinuitySequence());
    assertThat(made.discontinuity()).isEqualTo(own.discontinuity());
  }

  @Test
  void beginsWhereverItsFirstKeyFrameIsAndGoesOnAsItsSource() {
    Script all = script(0, 600);
    source.push(all).end();
    render(all, dtsMs -> dtsMs >= 2_500);

    List<Segment> made = rendition.segments(PICTURES);
    assertThat(made).hasSizeGreaterThan(6);
    assertThat(made.getFirst().durationMs()).isEqualTo(1_500);
    assertThat(made.getFirst().programDateTimeMs())
        .isEqualTo(ofSource(made.getFirst()).programDateTimeMs() + 500);
    assertThat(made.subList(1, made.size())).allSatisfy(this::assertAlike);
    assertThat(made).allMatch(Segment::independent);
    assertThat(rendition.terms().firstSequence()).isEqualTo(source.terms().firstSequence());
    assertThat(rendition.segments(TrackKind.AUDIO).stream().map(Segment::sequence).toList())
        .isEqualTo(made.stream().map(Segment::sequence).toList());
  }

  @Test
  void hasGapsWhereItWasAwayAndNoDiscontinuity() {
    Script all = script(0, 900);
    source.push(all).end();
    render(all, dtsMs -> dtsMs < 6_000 || dtsMs >= 12_500);

    List<Segment> made = rendition.segments(PICTURES);
    assertThat(made).noneMatch(Segment::discontinuity).allSatisfy(this::assertAlike);
    assertThat(made.stream().map(Segment::sequence).toList())
        .isEqualTo(
            source.segments(PICTURES).stream().map(Segment::sequence).limit(made.size()).toList());
    assertThat(made.stream().filter(Segment::gap).map(segment -> segment.startMs()).toList())
        .containsExactly(6_080L, 8_080L, 10_080L);
  }

  @Test
  void fillsALongAbsenceToo() {
    Script all = script(0, 1_500);
    source.push(all).end();
    render(all, dtsMs -> dtsMs < 6_000 || dtsMs >= 40_000);

    List<Segment> made = rendition.segments(PICTURES);
    assertThat(made.stream().map(Segment::sequence).toList())
        .isEqualTo(
            source.segments(PICTURES).stream().map(Segment::sequence).limit(made.size()).toList());
    assertThat(made.getLast().gap()).isFalse();
    assertAlike(made.getLast());
  }

  @Test
  void breaksOffWhereItsSourceDoes() {
    Script before = script(0, 240);
    Script after = script(15_000, 300);
    source.push(before);
    source.take(source.segmenter.discontinuity());
    source.push(after).end();
    render(before, dtsMs -> true);
    render(after, dtsMs -> dtsMs >= 15_500);

    assertThat(rendition.segments(PICTURES).stream().filter(Segment::discontinuity))
        .hasSize(1)
        .allSatisfy(this::assertAlike);
    assertAlike(rendition.segments(PICTURES).getLast());
  }
}
