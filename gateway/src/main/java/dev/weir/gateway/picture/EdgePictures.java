package dev.weir.gateway.picture;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.gateway.edge.EdgeRooms;
import dev.weir.gateway.edge.OwnersAnswers;
import dev.weir.stream.picture.LatestPictures;
import dev.weir.stream.picture.Picture;
import io.vertx.core.Future;
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
  private final OwnersAnswers<Picture> elsewhere;

  /** Looks {@code here} first. */
  public EdgePictures(LatestPictures here, EdgeRooms rooms) {
    this.here = here;
    this.elsewhere = new OwnersAnswers<>(rooms, rooms.client()::picture, MEMORY, MAX_STREAMS);
  }

  @Override
  public Future<Optional<Picture>> find(StreamAddress stream) {
    Optional<Picture> own = here.find(stream);
    return own.isPresent() ? Future.succeededFuture(own) : elsewhere.find(stream);
  }
}
