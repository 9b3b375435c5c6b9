package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.SharedWeir;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.e2e.viewer.FlvViewer;
import dev.weir.e2e.viewer.Tag;
import dev.weir.testkit.ffmpeg.Running;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whoever asks for a running stream over FLV has its key frame at once, not after the next one. */
@Alone
@ExtendWith(SharedWeir.class)
@Timeout(60)
class FirstPictureTest {

  private static final int TRIES = 20;
  private static final Duration LIMIT = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Test
  void aViewerHasTheCachedPicturesWithin50Milliseconds(WeirProcess weir, @TempDir Path folder) {
    Quickstart quickstart = weir.quickstart();
    Path file = Source.h264AndAac().draw(folder, "first", 20);
    try (Running encoder = Encoder.loop(file, quickstart.pushUrl("first"))) {
      quickstart.awaitLive("first");
      List<Duration> first = new ArrayList<>();
      for (int i = 0; i < TRIES; i++) {
        try (FlvViewer viewer = FlvViewer.open(quickstart.playUrl("first.flv"))) {
          Tag tag = viewer.await(Tag::keyFrame, PATIENCE);
          first.add(viewer.after(tag));
          isTheBeginningOfAPicture(viewer);
        }
      }
      assertThat(encoder.isAlive()).isTrue();
      List<Duration> sorted = first.stream().sorted().toList();
      assertThat(sorted.get(TRIES / 2)).as("median of %s", sorted).isLessThan(LIMIT);
    }
  }

  /** Configuration comes first, then the key frame, before any other frame. */
  private static void isTheBeginningOfAPicture(FlvViewer viewer) {
    List<Tag> tags = viewer.tags();
    Tag firstVideo = tags.stream().filter(tag -> tag.type() == Tag.VIDEO).findFirst().orElseThrow();
    assertThat(firstVideo.configuration()).as("the first video tag configures").isTrue();
    Tag firstPicture =
        tags.stream()
            .filter(tag -> tag.type() == Tag.VIDEO && tag.frame())
            .findFirst()
            .orElseThrow();
    assertThat(firstPicture.keyFrame()).as("the first picture is a key frame").isTrue();
  }
}
