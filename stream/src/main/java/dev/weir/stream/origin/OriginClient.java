package dev.weir.stream.origin;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.media.hls.TrackKind;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.stream.lease.OwnerProbe;
import dev.weir.stream.lease.OwnerState;
import dev.weir.stream.lease.StreamLease;
import dev.weir.stream.origin.NodePath.What;
import dev.weir.stream.picture.Picture;
import dev.weir.stream.shift.ShiftSlice;
import dev.weir.stream.shift.SliceId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Asks other nodes for their streams. To be called on a Vert.x context, where answers arrive. */
public final class OriginClient implements OwnerProbe {

  /** Longest wait for a connection. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  /** Most connections to one node: each stream that is taken has two. */
  static final int MAX_CONNECTIONS = 20_000;

  /** Most bytes of a slice that one answer has. */
  public static final int MAX_SLICE_PIECE_BYTES = 1 << 20;

  /** Which timeline is known. */
  static final String TIMELINE = "timeline";

  /** Up to which revision. */
  static final String REVISION = "revision";

  private static final int PIECE_BYTES = 64 << 10;
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private final HttpClient client;
  private final NodeTokens tokens;
  private final TimeSource time;

  /** Asks with tokens of this installation. */
  public OriginClient(Vertx vertx, NodeTokens tokens, TimeSource time) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
            .setMaxChunkSize(PIECE_BYTES)
            .setTcpNoDelay(true);
    this.client =
        vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));
    this.tokens = tokens;
    this.time = time;
  }

  /** Asks the owner for all tags of its stream, as FLV with {@link PublisherNote}s in it. */
  public LongAnswer tags(StreamLease owner, Context context, AnswerSink sink) {
    return open(owner, new NodePath(What.TAGS, owner.stream()).text(), context, sink);
  }

  /**
   * Asks the owner for the timeline of its stream, in the frames of {@code stream.relay}.
   *
   * @param known which timeline the asker has, up to {@code revision}; 0 for none
   */
  public LongAnswer timeline(
      StreamLease owner, long known, long revision, Context context, AnswerSink sink) {
    String path = new NodePath(What.TIMELINE, owner.stream()).text();
    String query = "?" + TIMELINE + "=" + known + "&" + REVISION + "=" + revision;
    return open(owner, path + query, context, sink);
  }

  /** Asks the owner how its stream is; empty when it has none, or cannot tell in time. */
  public Future<Optional<StreamOutline>> outline(StreamLease owner) {
    return brief(owner).map(Brief::outline).otherwise(Optional.empty());
  }

  /** Asks the owner for the newest picture; empty when it has none, or cannot tell in time. */
  public Future<Optional<Picture>> picture(StreamLease owner) {
    String target = new NodePath(What.PICTURE, owner.stream()).text();
    return ask(
            owner,
            target,
            answer ->
                answer.statusCode() == OK
                    ? answer.body().map(body -> PictureWire.read(answer, body))
                    : Future.succeededFuture(Optional.<Picture>empty()))
        .otherwise(Optional.empty());
  }

  /** Asks the owner for the slices that the store may not have yet; empty when it cannot tell. */
  public Future<Optional<List<ShiftSlice>>> slices(StreamLease owner) {
    return whole(owner, new NodePath(What.SLICES, owner.stream()).text())
        .map(body -> body.flatMap(SliceWire::readSlices));
  }

  /**
   * Asks the owner for a range of a slice's track; empty when it does not have it, or cannot answer
   * in time.
   *
   * @param length at most {@link #MAX_SLICE_PIECE_BYTES}
   */
  public Future<Optional<Buffer>> sliceMedia(
      StreamLease owner, SliceId slice, TrackKind kind, long offset, int length) {
    String path = new NodePath(What.SLICE_MEDIA, owner.stream()).text();
    return whole(owner, path + SliceWire.query(slice, kind, offset, length));
  }

  private Future<Optional<Buffer>> whole(StreamLease owner, String target) {
    return ask(
            owner,
            target,
            answer ->
                answer.statusCode() == OK
                    ? answer.body().map(Optional::of)
                    : answer.end().map(_ -> Optional.<Buffer>empty()))
        .otherwise(Optional.empty());
  }

  /**
   * Tells whoever has the source that somebody here asks for a rendition of it.
   *
   * @param owner of the source
   * @return whether the rendition is made, or soon will be, because of that; false when the owner
   *     cannot tell in time
   */
  public Future<Boolean> want(StreamLease owner, StreamAddress rendition) {
    String target = new NodePath(What.WANTED, rendition).text();
    return ask(owner, target, answer -> answer.end().map(_ -> answer.statusCode() == NO_CONTENT))
        .otherwise(false);
  }

  @Override
  public Future<OwnerState> ask(StreamLease lease) {
    return brief(lease)
        .map(Brief::state)
        .recover(failure ->
            Future.succeededFuture(
                LongAnswer.isRefusal(failure) ? OwnerState.DEAD : OwnerState.SILENT));
  }

  /** Ends all connections. */
  public Future<Void> close() {
    return client.close();
  }

  private Future<Brief> brief(StreamLease owner) {
    String target = new NodePath(What.OUTLINE, owner.stream()).text();
    return ask(
        owner,
        target,
        answer -> answer.body().map(body -> new Brief(answer.statusCode(), body.toString())));
  }

  /**
   * Reading begins in the turn of the loop that sends the question. On whatever thread the question
   * comes, no part of the answer is there before somebody listens.
   */
  private <T> Future<T> ask(
      StreamLease owner, String target, Function<HttpClientResponse, Future<T>> reading) {
    return client
        .request(request(owner, target))
        .compose(request -> request.send().compose(reading))
        .timeout(ANSWER_MS, TimeUnit.MILLISECONDS);
  }

  private LongAnswer open(StreamLease owner, String target, Context context, AnswerSink sink) {
    LongAnswer answer = new LongAnswer(context, time, sink);
    client
        .request(request(owner, target))
        .compose(request -> {
          answer.connected(request);
          return request.send();
        })
        .onComplete(answer::answered, answer::failed);
    return answer;
  }

  private RequestOptions request(StreamLease owner, String target) {
    return new RequestOptions()
        .setMethod(HttpMethod.GET)
        .setHost(owner.host())
        .setPort(owner.port())
        .setURI(target)
        .setConnectTimeout(CONNECT_TIMEOUT.toMillis())
        .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + tokens.issue(target));
  }

  /** A whole answer. */
  private record Brief(int status, String body) {

    Optional<StreamOutline> outline() {
      return status == OK ? StreamOutline.read(body) : Optional.empty();
    }

    OwnerState state() {
      if (status == NOT_FOUND || status == GONE) {
        return OwnerState.UNKNOWN_STREAM;
      }
      return outline()
          .map(outline -> outline.published() ? OwnerState.LIVE : OwnerState.INTERRUPTED)
          .orElse(OwnerState.SILENT);
    }
  }
}
