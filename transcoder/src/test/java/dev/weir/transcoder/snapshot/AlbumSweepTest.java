package dev.weir.transcoder.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.policy.DomainPolicy;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.policy.MemoryPolicyDirectory;
import dev.weir.runtime.storage.DirectoryStore;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.SnapshotName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted when, whoever has put it there. */
final class AlbumSweepTest {

  @TempDir private Path folder;

  @Test
  void eachPictureGoesAtItsHourAndOtherFilesAreLeftAlone() throws IOException {
    ManualTimeSource time = ManualTimeSource.at(Instant.now());
    Instant now = time.now();
    ObjectName early = kept(now.plus(Duration.ofHours(1)), "early");
    ObjectName late = kept(now.plus(Duration.ofHours(30)), "late");
    ObjectName latest = SnapshotName.latest(Studio.address("gone"));
    ObjectName recording = new ObjectName(Studio.TENANT, "record/live/demo01/0.mp4");
    MemoryPolicyDirectory policies = new MemoryPolicyDirectory();
    policies.put(
        new DomainPolicy(
            Studio.TENANT,
            Studio.address("gone").pushDomain(),
            1,
            Optional.empty(),
            Optional.empty()));
    try (ObjectStore store = new DirectoryStore(folder.resolve("objects"))) {
      for (ObjectName name : new ObjectName[] {early, late, latest, recording}) {
        store.put(name, Files.writeString(folder.resolve("file"), "x"), "image/jpeg");
        Files.delete(folder.resolve("file"));
      }
      AlbumSweep sweep =
          new AlbumSweep(store, policies, time, new OperatorLog(AlbumSweep.class, time));

      sweep.rounds().round();
      assertThat(store.list(Studio.TENANT, "", "", 10)).hasSize(4);
      time.advance(AlbumSweep.LEFT_BEHIND);
      sweep.rounds().round();
      assertThat(store.find(early)).isEmpty();
      time.advance(Duration.ofMinutes(10));
      sweep.rounds().round();
      assertThat(store.find(latest)).isEmpty();
      assertThat(store.find(late)).isPresent();
      time.advance(Duration.ofHours(30));
      sweep.rounds().round();
      assertThat(store.list(Studio.TENANT, "", "", 10))
          .singleElement()
          .satisfies(object -> assertThat(object.name()).isEqualTo(recording));
    }
  }

  private static ObjectName kept(Instant until, String name) {
    return SnapshotName.kept(Studio.address("demo01"), until, name + ".jpg");
  }
}
