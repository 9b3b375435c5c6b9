package dev.weir.recorder.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.event.RecordingEvent;
import dev.weir.contract.event.RecordingEvent.State;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.media.flv.FlvTag;
import dev.weir.recorder.RecorderConfig;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.config.ConfigSource;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.StorageConfig;
import dev.weir.stream.hub.Publication;
import dev.weir.testkit.s3.S3UnderTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real S3 server goes away in the middle of a recording, and comes back after its end. */
@Timeout(180)
final class RecordingToS3Test {

  @TempDir private Path folder;

  @Test
  void nothingIsMissingWhenTheStoreWasAway() throws IOException {
    Path film = Studio.film(folder, 13, 25);
    List<FlvTag> tags = Studio.tags(film);
    Path spool = folder.resolve("spool");
    try (S3UnderTest server = new S3UnderTest(folder.resolve("s3"));
        ObjectStore store = store(server);
        Studio studio =
            new Studio(spool, store, Studio.rule(RecordingFormat.MP4), RecorderConfig.defaults())) {
      Publication encoder = studio.publish();
      studio.send(encoder, tags.subList(0, tags.size() / 2));
      studio.await(State.RUNNING, 1);
      server.stop();
      studio.send(encoder, tags.subList(tags.size() / 2, tags.size()));
      studio.end(encoder);
      studio.await(State.SAVING, 1);
      server.startAgain();

      RecordingEvent ready = studio.await(State.READY, 1).getFirst();

      Path saved = folder.resolve("saved.mp4");
      ObjectName name = new ObjectName(ready.tenant(), ready.objectName());
      try (InputStream object = store.read(name, 0, ready.bytes())) {
        Files.copy(object, saved);
      }
      assertThat(Files.size(saved)).isEqualTo(ready.bytes());
      Pictures.assertSame(saved, film);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> {
            try (var takes = Files.list(spool)) {
              return takes.findAny().isEmpty();
            }
          });
    }
  }

  private ObjectStore store(S3UnderTest server) {
    ConfigSource source =
        ConfigSource.load(
            Optional.empty(),
            Map.of(),
            Map.of(
                "storage.url", server.storageUrl(),
                "storage.access-key", S3UnderTest.ACCESS_KEY,
                "storage.secret-key", S3UnderTest.SECRET_KEY));
    return StorageConfig.read(source.reader(), folder).open(TimeSource.system());
  }
}
