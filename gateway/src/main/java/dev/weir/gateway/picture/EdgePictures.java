package dev.weir.gateway.picture;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.gateway.edge.EdgeRooms;
import dev.weir.stream.picture.LatestPictures;
import dev.weir.stream.picture.Picture;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;

/**
 * Pictures of this process, and those of other nodes, asked for at most once in a while each.
 * Thread-safe.
 */
public final class EdgePictures implements PictureSource {

  /** How long an answer stands: as short as the shortest time between two pictures. */
  static final Duration MEMORY = Duration.ofSeconds(1);

  /** Most streams whose pictures are remembered. */
  static final int MAX_STREAMS = 256;

  private final LatestPictures here;
  private final EdgeRooms rooms;
  private final Cache<StreamAddress, Future<Optional<Picture>>> answers;

  /** Looks {@code here} first. */
  public EdgePictures(LatestPictures here, EdgeRooms rooms) {
    this.here = here;
    this.rooms = rooms;
    this.answers =
        Caffeine.newBuilder()
            .maximumSize(MAX_STREAMS)
            .expireAfterWrite(MEMORY)
            .ticker(rooms.time()::nanos)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public Future<Optional<Picture>> find(StreamAddress stream) {
    Optional<Picture> own = here.find(stream);
    if (own.isPresent()) {
      return Future.succeededFuture(own);
    }
    Context context = rooms.vertx().getOrCreateContext();
    Promise<Optional<Picture>> found = Promise.promise();
    answers
        .get(stream, this::ask)
        .onSuccess(picture -> context.runOnContext(_ -> found.complete(picture)));
    return found.future();
  }

  private Future<Optional<Picture>> ask(StreamAddress stream) {
    return rooms
        .owners()
        .owner(stream)
        .compose(lease ->
            lease
                .filter(owner -> !owner.node().equals(rooms.self()))
                .map(rooms.client()::picture)
                .orElseGet(() -> Future.succeededFuture(Optional.empty())))
        .otherwise(Optional.empty());
  }
}
