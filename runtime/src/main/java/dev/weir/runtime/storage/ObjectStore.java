package dev.weir.runtime.storage;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.storage.StorageClass;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where objects are kept. Whatever fails is a {@code WeirFault}: {@code STORAGE_UNAVAILABLE} for
 * what may pass by itself, {@code STORAGE_FULL} without room, {@code STORAGE_REFUSED} for what
 * somebody has to mend, {@code OBJECT_ABSENT} for an object that is not there, {@code
 * OBJECT_ARCHIVED} for one that has to be brought back first. The subject of the first and the
 * third is a {@link StoreTrouble}, where it is known. Thread-safe; every method blocks.
 */
public interface ObjectStore extends AutoCloseable {

  /** Most objects of one listing. */
  int MAX_LISTED = 1_000;

  /**
   * Keeps a file under a name, in the place of any object that has it: whole or not at all. When
   * this returns, the object is there and was found to be what was sent.
   *
   * @param file left where it is, and never written to again: a store may keep the very file
   * @param mediaType what the object is, such as {@code video/mp4}
   */
  void put(ObjectName name, Path file, String mediaType);

  /** The object of this name, without its bytes; empty when there is none. */
  Optional<StoredObject> find(ObjectName name);

  /**
   * Opens a range of an object; the caller closes it. What goes wrong while it is read is an {@code
   * IOException}. The range ends with the object if that is shorter.
   *
   * @param offset the first byte, within the object
   * @param length how many bytes, at least one
   */
  InputStream read(ObjectName name, long offset, long length);

  /** Deletes an object; one that is not there is deleted already. */
  void delete(ObjectName name);

  /**
   * A tenant's objects in the order of their names.
   *
   * @param prefix how their paths begin; may be empty
   * @param after the path after which the listing begins; empty for the first
   * @param most at most so many, up to {@link #MAX_LISTED}
   */
  List<StoredObject> list(TenantId tenant, String prefix, String after, int most);

  /** The way to bring an object while it grows; empty where there is none. */
  default Optional<ObjectDrafts> drafts() {
    return Optional.empty();
  }

  /** Whether objects can be moved into other classes of storage. */
  default boolean hasClasses() {
    return false;
  }

  /**
   * Moves an object into another class of storage; one that is there already stays as it is. A
   * store without classes throws {@code STORAGE_REFUSED}.
   */
  default void move(ObjectName name, StorageClass to) {
    throw new WeirFault(
        FaultCode.STORAGE_REFUSED,
        StoreTrouble.NOT_OFFERED.name(),
        "object=" + name + " class=" + to);
  }

  /** Lets go of connections; objects stay. */
  @Override
  void close();
}
