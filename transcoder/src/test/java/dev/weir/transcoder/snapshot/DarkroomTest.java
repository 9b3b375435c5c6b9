package dev.weir.transcoder.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.keeping.SnapshotRule;
import dev.weir.contract.keeping.SnapshotRule.Format;
import dev.weir.contract.keeping.StreamChoice;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.runtime.metering.MemoryMeters;
import dev.weir.runtime.metrics.Metrics;
import dev.weir.stream.picture.LatestPictures;
import dev.weir.transcoder.process.ExitReason;
import dev.weir.transcoder.process.PrivateDirectories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is next, with programs that are no decoders. */
@Timeout(60)
final class DarkroomTest {

  private static final Shot SHOT =
      new Shot(
          new Negative(
              new VideoTag(0, new byte[] {0x17, 0, 0, 0, 0}),
              new VideoTag(0, new byte[] {0x17, 1, 0, 0, 0}),
              Instant.EPOCH),
          new SnapshotRule(
              StreamChoice.all(),
              Optional.of(SnapshotRule.MIN_EVERY),
              Format.JPEG,
              Optional.empty()));

  @TempDir private Path folder;

  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final SnapshotTally tally = new SnapshotTally(new MemoryMeters());

  private Darkroom darkroom(String script) throws IOException {
    Path program =
        Files.createFile(
            folder.resolve("program"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    return new Darkroom(1, () -> program, new PrivateDirectories(folder.resolve("run")), tally);
  }

  private final class Named implements Darkroom.Subject {
    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public Optional<Shot> next() {
      return Optional.of(SHOT);
    }

    @Override
    public void developed(Shot shot, ExitReason reason, ByteSlice picture) {
      told.add(name + " " + reason.label() + " " + picture.length());
    }
  }

  @Test
  void streamsTakeTurnsAndOneThatWaitsIsNotQueuedTwice() throws Exception {
    Path gate = folder.resolve("gate");
    Darkroom darkroom =
        darkroom("cat >/dev/null; until [ -e " + gate + " ]; do sleep 0.05; done; echo x");
    Named first = new Named("first");
    darkroom.want(first);
    darkroom.want(new Named("second"));
    darkroom.want(first);
    darkroom.want(first);
    darkroom.want(new Named("third"));
    Files.createFile(gate);
    Studio.await(() -> told.size() == 4, "four pictures");

    assertThat(told)
        .containsExactly(
            "first finished 2", "second finished 2", "first finished 2", "third finished 2");
    try (Metrics metrics = new Metrics()) {
      tally.show(metrics, new LatestPictures());
      assertThat(metrics.scrape()).contains("weir_snapshots_skipped_total 1.0");
    }
    darkroom.close();
  }

  @Test
  void whatWritesWithoutEndIsEnded() throws Exception {
    Darkroom darkroom = darkroom("exec cat /dev/zero");
    darkroom.want(new Named("endless"));
    Studio.await(() -> !told.isEmpty(), "its end");

    assertThat(told).containsExactly("endless unreadable 0");
    darkroom.close();
    darkroom.want(new Named("late"));
    assertThat(told).hasSize(1);
  }
}
