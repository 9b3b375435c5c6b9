package dev.weir.runtime.storage;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.storage.StorageClass;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of a trial: a small object is written, found, read, listed and deleted.
 *
 * @param failed the step that failed; empty when the bucket can be used
 * @param trouble why
 * @param detail the store's words for it; may be empty
 */
public record BucketTrial(Optional<Step> failed, StoreTrouble trouble, String detail) {

  private static final String PATH = "_weir/trial/";
  private static final TenantId NOBODY = new TenantId(new UUID(0, 0));
  private static final byte[] CONTENT = "Weir was here.".getBytes(StandardCharsets.UTF_8);

  /** What is done, in this order. */
  public enum Step {
    WRITE,
    READ,
    LIST,
    DELETE
  }

  /** One that nobody answered. */
  static BucketTrial silent() {
    return new BucketTrial(Optional.of(Step.WRITE), StoreTrouble.UNREACHABLE, "no answer in time");
  }

  static BucketTrial of(ObjectStore store, StorageClass storageClass) {
    ObjectName name = new ObjectName(NOBODY, PATH + UUID.randomUUID());
    for (Step step : Step.values()) {
      // What is archived at once is not read back.
      if (step == Step.READ && !storageClass.readAtOnce()) {
        continue;
      }
      try {
        run(store, name, step);
      } catch (WeirFault fault) {
        return new BucketTrial(Optional.of(step), trouble(fault), fault.detail());
      } catch (IOException broken) {
        return new BucketTrial(Optional.of(step), StoreTrouble.UNREACHABLE, broken.toString());
      }
    }
    return new BucketTrial(Optional.empty(), StoreTrouble.OTHER, "");
  }

  private static void run(ObjectStore store, ObjectName name, Step step) throws IOException {
    boolean right =
        switch (step) {
          case WRITE -> {
            write(store, name);
            yield true;
          }
          case READ -> isSame(store, name);
          case LIST ->
              store.list(NOBODY, PATH, "", ObjectStore.MAX_LISTED).stream()
                  .anyMatch(object -> object.name().equals(name));
          case DELETE -> {
            store.delete(name);
            yield store.find(name).isEmpty();
          }
        };
    if (!right) {
      throw new WeirFault(FaultCode.STORAGE_REFUSED, StoreTrouble.OTHER.name(), "step=" + step);
    }
  }

  private static void write(ObjectStore store, ObjectName name) throws IOException {
    Path file = Files.createTempFile("weir", ".trial");
    try {
      Files.write(file, CONTENT);
      store.put(name, file, "text/plain");
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static boolean isSame(ObjectStore store, ObjectName name) throws IOException {
    try (InputStream object = store.read(name, 0, CONTENT.length)) {
      return Arrays.equals(object.readAllBytes(), CONTENT);
    }
  }

  private static StoreTrouble trouble(WeirFault fault) {
    return Arrays.stream(StoreTrouble.values())
        .filter(known -> known.name().equals(fault.subject()))
        .findFirst()
        .orElse(StoreTrouble.OTHER);
  }
}
