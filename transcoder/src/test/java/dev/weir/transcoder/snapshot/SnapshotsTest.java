package dev.weir.transcoder.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.event.SnapshotKept;
import dev.weir.contract.keeping.NameTemplate;
import dev.weir.contract.keeping.SnapshotRule;
import dev.weir.contract.keeping.SnapshotRule.Format;
import dev.weir.contract.keeping.StreamChoice;
import dev.weir.media.flv.FlvTag;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.SnapshotName;
import dev.weir.runtime.storage.StoredObject;
import dev.weir.stream.hub.Publication;
import dev.weir.stream.picture.Picture;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that a real ffmpeg makes of what a stream sends. */
@Timeout(120)
final class SnapshotsTest {

  @TempDir private Path folder;

  private Studio studio;

  @BeforeEach
  void open() throws IOException {
    studio = new Studio(folder.resolve("run"));
  }

  @AfterEach
  void close() {
    studio.close();
  }

  private static SnapshotRule every(Duration time, Format format) {
    return new SnapshotRule(StreamChoice.all(), Optional.of(time), format, Optional.empty());
  }

  private static BufferedImage image(Picture picture) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(picture.bytes().getBytes()));
  }

  private List<FlvTag> film(String color) throws IOException {
    return Reel.of(folder, color, "320x180", "1");
  }

  @Test
  void aLargeStreamIsShownSmallerInItsColour() throws Exception {
    studio.rules(every(SnapshotRule.MIN_EVERY, Format.JPEG));
    studio.send(studio.publish("demo01"), Reel.of(folder, "red", "1920x1080", "1"));

    Picture picture = studio.picture("demo01");
    assertThat(picture.format()).isEqualTo(Format.JPEG);
    BufferedImage image = image(picture);
    assertThat(image.getWidth()).isEqualTo(1_280);
    assertThat(image.getHeight()).isEqualTo(720);
    Color color = new Color(image.getRGB(640, 360));
    assertThat(color.getRed()).isGreaterThan(230);
    assertThat(color.getGreen()).isLessThan(25);
    assertThat(color.getBlue()).isLessThan(25);
    Studio.await(() -> studio.meters.byDetail().containsKey("JPEG"), "it is counted");
  }

  @Test
  void pixelsBecomeSquareAndSmallPicturesStaySmall() throws Exception {
    studio.rules(every(SnapshotRule.MAX_EVERY, Format.JPEG));
    studio.send(studio.publish("demo01"), Reel.of(folder, "blue", "360x288", "64/45"));

    BufferedImage image = image(studio.picture("demo01"));
    assertThat(image.getWidth()).isEqualTo(512);
    assertThat(image.getHeight()).isEqualTo(288);
  }

  @Test
  void aRuleThatChangesChangesThePictures() throws Exception {
    studio.rules();
    Publication publication = studio.publish("demo01");
    studio.send(publication, film("green"));
    studio.rules(every(SnapshotRule.MAX_EVERY, Format.WEBP));
    studio.send(publication, film("green"));

    byte[] webp = studio.picture("demo01").bytes().getBytes();
    assertThat(new String(webp, 8, 4, StandardCharsets.US_ASCII)).isEqualTo("WEBP");
    studio.rules();
    Studio.await(
        () -> studio.pictures.find(Studio.address("demo01")).isEmpty(), "no picture any more");
  }

  @Test
  void aNewerKeyFrameIsANewerPictureUntilTheStreamIsOver() throws Exception {
    studio.rules(every(SnapshotRule.MIN_EVERY, Format.JPEG));
    Publication publication = studio.publish("demo01");
    studio.send(publication, film("green"));
    Picture first = studio.picture("demo01");
    studio.send(publication, film("red"));

    Studio.await(
        () -> studio.picture("demo01").takenAt().isAfter(first.takenAt()), "the next picture");
    studio.end(publication);
    Studio.await(
        () -> studio.pictures.find(Studio.address("demo01")).isEmpty(), "no picture any more");
    assertThat(studio.meters.byDetail().get("JPEG")).isGreaterThan(1);
  }

  @Test
  void theStoreHasTheNewestPictureWhileTheStreamLivesAndTheOthersForTheirTime() throws Exception {
    studio.rules(
        new SnapshotRule(
            StreamChoice.all(),
            Optional.of(SnapshotRule.MIN_EVERY),
            Format.JPEG,
            Optional.of(
                new SnapshotRule.Sequence(
                    new NameTemplate("shots/{StreamName}-{Sequence}"), Duration.ofHours(3)))));
    Publication publication = studio.publish("demo01");
    studio.send(publication, film("green"));
    ObjectName latest = SnapshotName.latest(Studio.address("demo01"));
    Studio.await(() -> !kept().isEmpty(), "a picture that is kept");

    Picture picture = studio.picture("demo01");
    long length = picture.bytes().length();
    assertThat(studio.store.find(latest)).map(StoredObject::bytes).contains(length);
    assertThat(kept().getFirst().name().path())
        .startsWith(SnapshotName.KEPT)
        .contains("/push.example.com/shots/demo01-")
        .endsWith(".jpg");
    studio.end(publication);
    Studio.await(() -> studio.store.find(latest).isEmpty(), "no newest picture");
    List<StoredObject> ofTheFirst = kept();
    assertThat(ofTheFirst).isNotEmpty();
    studio.send(studio.publish("demo01"), film("green"));
    Studio.await(() -> kept().size() > ofTheFirst.size(), "a picture of the next publish");
    assertThat(kept()).containsAll(ofTheFirst);
    Studio.await(() -> told().size() == kept().size(), "a fact of each");
    assertThat(told())
        .containsExactlyInAnyOrderElementsOf(
            kept().stream().map(one -> one.name().path()).toList());
  }

  /** Where each picture is of which somebody was told. */
  private List<String> told() {
    return studio.events.next().await().stream()
        .map(one -> ((SnapshotKept) one.event()).objectName())
        .toList();
  }

  private List<StoredObject> kept() {
    return studio.store.list(Studio.TENANT, SnapshotName.KEPT, "", 10);
  }

  @Test
  void aKeyFrameThatCannotBeReadHarmsNobodyElse() throws Exception {
    studio.rules(every(SnapshotRule.MIN_EVERY, Format.JPEG));
    studio.send(studio.publish("broken"), Reel.broken(film("green")));
    Studio.await(() -> studio.metric("weir_snapshots_failed") > 0, "a failure");
    studio.send(studio.publish("whole"), film("green"));

    assertThat(image(studio.picture("whole")).getWidth()).isEqualTo(320);
    assertThat(studio.pictures.find(Studio.address("broken"))).isEmpty();
    Studio.await(
        () -> studio.meters.byDetail().equals(Map.of("JPEG", 1L)), "the whole one is counted");
    Studio.await(() -> studio.metric("weir_snapshot_processes") == 0, "nothing runs");
    assertThat(studio.privateDirectories()).isEmpty();
  }

  @Test
  void aKeyFrameThatWasKeptBecomesAPictureAndABrokenOneNone() throws Exception {
    StillDesk desk =
        StillDesk.open(
            Ffmpeg::executable,
            folder.resolve("stills"),
            new OperatorLog(StillDesk.class, TimeSource.system()));
    byte[] picture = desk.make(negative(film("red"))).orElseThrow();
    BufferedImage seen = ImageIO.read(new ByteArrayInputStream(picture));
    assertThat(seen.getWidth()).isEqualTo(320);
    assertThat(new Color(seen.getRGB(160, 90)).getRed()).isGreaterThan(200);
    assertThat(desk.make(negative(Reel.broken(film("red"))))).isEmpty();
    try (Stream<Path> left = Files.list(folder.resolve("stills"))) {
      assertThat(left).isEmpty();
    }
  }

  private static byte[] negative(List<FlvTag> film) {
    List<FlvTag> pictures = film.stream().filter(FlvTag.VideoTag.class::isInstance).toList();
    return new Negative(pictures.get(0), pictures.get(1), Instant.EPOCH).toFlv();
  }
}
