package dev.weir.e2e.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/** What a viewer may expect of a stream that nothing has happened to. */
public final class Continuity {

  private static final int MOST_STEP_MS = 80;
  private static final int FRAME_MS = 40;
  private static final int MOST_LOST_MS = 1_000;
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(1);

  private Continuity() {}

  /** Fails when a picture of 25 a second was lost, repeated, or came a second late. */
  public static void holds(FlvViewer viewer) {
    assertThat(viewer.failure()).as("%s", viewer).isEmpty();
    List<Tag> pictures = viewer.frames(Tag.VIDEO);
    assertThat(pictures).as("%s", viewer).hasSizeGreaterThan(1);
    for (int i = 1; i < pictures.size(); i++) {
      Tag before = pictures.get(i - 1);
      Tag tag = pictures.get(i);
      assertThat(tag.timestampMs() - before.timestampMs())
          .as("step from %s to %s", before, tag)
          .isBetween(1, MOST_STEP_MS);
      assertThat(Duration.ofNanos(tag.arrivedNanos() - before.arrivedNanos()))
          .as("silence before %s", tag)
          .isLessThan(LONGEST_SILENCE);
    }
  }

  /** Fails when more than a second of pictures, 25 a second, was lost, however late they came. */
  public static void nothingIsMissing(FlvViewer viewer) {
    assertThat(viewer.failure()).as("%s", viewer).isEmpty();
    List<Tag> pictures = viewer.frames(Tag.VIDEO);
    timestampsGrow(pictures);
    int spanMs = pictures.getLast().timestampMs() - pictures.getFirst().timestampMs();
    assertThat(pictures.size() * FRAME_MS).as("%s", viewer).isGreaterThan(spanMs - MOST_LOST_MS);
  }

  /** Fails unless timestamps grow from each tag to the next. */
  public static void timestampsGrow(List<Tag> tags) {
    for (int i = 1; i < tags.size(); i++) {
      assertThat(tags.get(i).timestampMs())
          .as("timestamp after %s", tags.get(i - 1))
          .isGreaterThan(tags.get(i - 1).timestampMs());
    }
  }
}
