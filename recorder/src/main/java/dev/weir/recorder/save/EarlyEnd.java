package dev.weir.recorder.save;

import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.media.bytes.MediaException;
import dev.weir.recorder.ahead.GrowingMovie;
import dev.weir.recorder.take.Take;
import dev.weir.runtime.storage.ObjectDrafts;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.ObjectStores;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The end of an MP4 that went to the store ahead: what is left of it is sent, and its index. Where
 * that is not possible, the draft is let go of, and the file is made and sent as any other. Blocks.
 */
final class EarlyEnd {

  private final RecordingNames names;

  EarlyEnd(RecordingNames names) {
    this.names = names;
  }

  /** Whether the store has anything of a take's MP4. */
  static boolean isDue(Take take) throws IOException {
    return take.facts().files().containsKey(RecordingFormat.MP4)
        && !new SaveProgress(take.directory()).isDone(RecordingFormat.MP4)
        && GrowingMovie.isBegun(take.directory());
  }

  /**
   * Completes it.
   *
   * @return its size; empty where it has to be made in another way
   */
  OptionalLong complete(Take take, ObjectStore store) throws IOException {
    GrowingMovie movie = GrowingMovie.open(take.directory());
    Optional<ObjectDrafts> drafts = store.drafts();
    if (drafts.isEmpty()) {
      return OptionalLong.empty();
    }
    SaveProgress progress = new SaveProgress(take.directory());
    if (progress.name().isEmpty()) {
      progress.named(names.choose(take, store));
    }
    ObjectName name =
        new ObjectName(
            take.facts().address().tenant(),
            progress.name().orElseThrow() + "." + RecordingFormat.MP4.extension());
    if (movie.isBegunAs(name) && !movie.isCompleting() && store.find(name).isPresent()) {
      // Another node has given the name away meanwhile.
      movie.abandon(drafts.get());
      progress.named(names.choose(take, store));
      return OptionalLong.empty();
    }
    try {
      return movie.complete(take, drafts.get(), name);
    } catch (WeirFault failed) {
      return switch (failed.code()) {
        case STORAGE_UNAVAILABLE, STORAGE_FULL -> throw failed;
        default -> letGo(movie, drafts.get());
      };
    } catch (MediaException | IllegalArgumentException unfit) {
      return letGo(movie, drafts.get());
    }
  }

  /** A take comes to nothing, and so does what has gone ahead of it. */
  static void letGo(Take take, ObjectStores stores) throws IOException {
    if (!GrowingMovie.isBegun(take.directory())) {
      return;
    }
    try {
      Optional<ObjectDrafts> drafts =
          stores.of(take.facts().address(), take.facts().store()).drafts();
      if (drafts.isPresent()) {
        GrowingMovie.open(take.directory()).abandon(drafts.get());
      }
    } catch (WeirFault left) {
      // In the operator's store, it is found by its age.
    }
  }

  private static OptionalLong letGo(GrowingMovie movie, ObjectDrafts drafts) throws IOException {
    movie.abandon(drafts);
    return OptionalLong.empty();
  }
}
