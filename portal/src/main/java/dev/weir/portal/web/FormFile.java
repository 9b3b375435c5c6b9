package dev.weir.portal.web;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * The file that came with a form. It is read whole on the event loop, before the request gets its
 * virtual thread, and is bound to that thread for the length of the request. What it claims to be
 * called, and to be, is not kept.
 *
 * @param field in which it came
 * @param bytes all of it; none where nothing was chosen
 */
public record FormFile(String field, Buffer bytes) {

  private static final ScopedValue<FormFile> FILE = ScopedValue.newInstance();

  /** Runs a request's work with this file. */
  public static void bind(FormFile file, Runnable work) {
    ScopedValue.where(FILE, file).run(work);
  }

  /** The bytes of the file in a field; empty where none was chosen. */
  public static Optional<byte[]> read(String field) {
    return FILE.isBound() && FILE.get().field.equals(field) && FILE.get().bytes.length() > 0
        ? Optional.of(FILE.get().bytes.getBytes())
        : Optional.empty();
  }
}
