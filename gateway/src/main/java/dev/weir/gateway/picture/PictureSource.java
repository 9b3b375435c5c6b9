package dev.weir.gateway.picture;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.stream.picture.LatestPictures;
import dev.weir.stream.picture.Picture;
import io.vertx.core.Future;
import java.util.Optional;

/** Where a gateway finds the newest picture of a stream. */
@FunctionalInterface
public interface PictureSource {

  /**
   * The newest picture; empty when there is none, or it cannot be had in time. Never fails;
   * completes at once, or on the caller's Vert.x context.
   */
  Future<Optional<Picture>> find(StreamAddress stream);

  /** Pictures that are taken in this process. */
  static PictureSource of(LatestPictures here) {
    return stream -> Future.succeededFuture(here.find(stream));
  }
}
