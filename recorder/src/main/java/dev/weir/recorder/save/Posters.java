package dev.weir.recorder.save;

import dev.weir.contract.event.RecordingId;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.recorder.RecorderEvent;
import dev.weir.recorder.export.Still;
import dev.weir.recorder.take.Take;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.ObjectStores;
import dev.weir.runtime.storage.RecordingObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Pictures of takes, for the library: one each, made once the take is in the store, so that no
 * recording waits for its picture. One that does not come about is told of, and that is all.
 */
final class Posters {

  private final PosterMaker maker;
  private final ObjectStores stores;
  private final OperatorLog log;

  Posters(PosterMaker maker, ObjectStores stores, OperatorLog log) {
    this.maker = maker;
    this.stores = stores;
    this.log = log;
  }

  /** Makes one, and puts it beside the note of each file of the take. */
  void add(Take take) throws InterruptedException {
    try {
      Optional<byte[]> keyFrame = Still.of(take);
      if (keyFrame.isPresent()) {
        Optional<byte[]> picture = maker.make(keyFrame.get());
        if (picture.isPresent()) {
          put(take, picture.get());
        }
      }
    } catch (IOException | WeirFault failed) {
      log.tell(RecorderEvent.NO_POSTER, take.facts().address().path(), "cause", failed);
    }
  }

  private void put(Take take, byte[] picture) throws IOException {
    Path file = take.directory().resolve("poster.jpg");
    Files.deleteIfExists(file);
    Files.write(file, picture);
    StreamAddress address = take.facts().address();
    ObjectStore store = stores.of(address, Optional.empty());
    for (RecordingId id : take.facts().files().values()) {
      store.put(RecordingObjects.poster(address, id), file, "image/jpeg");
    }
  }
}
