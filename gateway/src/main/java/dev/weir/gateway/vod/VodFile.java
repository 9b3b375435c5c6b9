package dev.weir.gateway.vod;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A file of a recording, and the store that has it. */
record VodFile(ObjectStore store, StoredObject object) {

  long bytes() {
    return object.bytes();
  }

  InputStream read(long offset, long length) {
    return store.read(object.name(), offset, length);
  }

  /** What it says, as far as {@code mostBytes}. */
  String text(int mostBytes) {
    return text(store, object.name(), mostBytes);
  }

  static String text(ObjectStore store, ObjectName name, int mostBytes) {
    try (InputStream text = store.read(name, 0, mostBytes)) {
      return new String(text.readNBytes(mostBytes), StandardCharsets.UTF_8);
    } catch (IOException lost) {
      throw new WeirFault(FaultCode.STORAGE_UNAVAILABLE, "object=" + name + " cause=" + lost);
    }
  }
}
