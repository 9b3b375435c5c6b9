package dev.weir.runtime.storage;

import dev.weir.contract.identity.StreamAddress;

/**
 * Where in a store lies what can be gone back in of a stream: its media, and what tells of them, in
 * one folder.
 */
public final class ShiftPlace {

  /** How the names of all of it begin, whatever the stream. */
  public static final String ROOT = "_weir/shift/";

  private ShiftPlace() {}

  /** A stream's folder. */
  public static String folder(StreamAddress stream) {
    return ROOT + of(stream);
  }

  /** What the folder is called behind {@link #ROOT}: domain, app and stream. */
  public static String of(StreamAddress stream) {
    return stream.pushDomain().toString().replace(':', '_') + "/" + stream.path();
  }
}
