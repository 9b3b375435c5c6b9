package dev.weir.stream.picture;

import dev.weir.contract.identity.StreamAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The newest picture of each stream of this node that has one. Thread-safe. */
public final class LatestPictures {

  private final Map<StreamAddress, Picture> byStream = new ConcurrentHashMap<>();

  /** The newest picture of a stream; empty before the first and after the stream's end. */
  public Optional<Picture> find(StreamAddress stream) {
    return Optional.ofNullable(byStream.get(stream));
  }

  /** Whoever takes pictures has a newer one. */
  public void put(StreamAddress stream, Picture picture) {
    byStream.put(stream, picture);
  }

  /** The stream is over, or no pictures of it are taken any more. */
  public void forget(StreamAddress stream) {
    byStream.remove(stream);
  }

  /** All bytes that are held. */
  public long bytes() {
    return byStream.values().stream().mapToLong(picture -> picture.bytes().length()).sum();
  }
}
