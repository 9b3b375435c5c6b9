package dev.weir.gateway.edge;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.gateway.house.Rules;
import dev.weir.media.flv.FlvTag;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.http.HttpFront;
import dev.weir.runtime.http.HttpLimits;
import dev.weir.runtime.metrics.FaultCounter;
import dev.weir.runtime.metrics.Metrics;
import dev.weir.stream.fanout.NettyLoop;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.Publication;
import dev.weir.stream.hub.PublishTerms;
import dev.weir.stream.hub.StreamConfig;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.stream.lease.LeaseHolder;
import dev.weir.stream.lease.LocalOwner;
import dev.weir.stream.lease.MemoryLeases;
import dev.weir.stream.origin.NodeTokens;
import dev.weir.stream.origin.OriginRooms;
import dev.weir.stream.origin.OriginRouter;
import dev.weir.stream.origin.OriginVerticle;
import dev.weir.stream.picture.LatestPictures;
import dev.weir.stream.shift.RecentShifts;
import dev.weir.stream.timeline.TimelineConfig;
import dev.weir.stream.timeline.Timelines;
import dev.weir.testkit.port.FreePort;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A node that owns streams and serves them to others. */
final class OwnerNode implements AutoCloseable {

  static final byte[] KEY = new byte[32];

  /** What is made on demand. */
  static final StreamAddress RENDITION = Rules.stream(TwoNodes.STREAM + "_lsd");

  private final Vertx vertx;
  private final FaultCounter faults = new FaultCounter();
  private final Metrics metrics = new Metrics();
  private final LatestPictures pictures = new LatestPictures();
  private final Map<StreamAddress, Integer> wishes = new ConcurrentHashMap<>();
  private final RecentShifts shifts = new RecentShifts();
  private final Timelines timelines;
  private final StreamRegistry streams;
  private final LeaseHolder holder;
  private final OriginRouter router;
  private final String deployment;

  private OwnerNode(Vertx vertx, int port) {
    this.vertx = vertx;
    TimeSource time = TimeSource.system();
    timelines = new Timelines(TimelineConfig.defaults(), time);
    streams = new StreamRegistry(StreamConfig.defaults(), time, List.of(timelines));
    holder =
        new LeaseHolder(
            new NodeId("owner"), new BootId(UUID.randomUUID().toString()), "127.0.0.1", port);
    router =
        new OriginRouter(
            new OriginRooms(
                streams,
                timelines,
                pictures,
                shifts,
                new LocalOwner(streams, new MemoryLeases(holder)),
                this::makes,
                new NodeTokens(KEY, time),
                faults));
    router.show(metrics);
    HttpFront front = new HttpFront(HttpLimits.DEFAULTS, time, faults);
    deployment = vertx.deployVerticle(new OriginVerticle("127.0.0.1", port, front, router)).await();
  }

  static OwnerNode start(Vertx vertx) {
    return new OwnerNode(vertx, FreePort.choose());
  }

  /** The same node after a restart: without streams, at the same address. */
  OwnerNode restart() {
    close();
    return new OwnerNode(vertx, holder.port());
  }

  /** Connections to other nodes break; nothing else happens. */
  void breakConnections() {
    router.close();
  }

  LeaseHolder holder() {
    return holder;
  }

  StreamRegistry streams() {
    return streams;
  }

  LiveStream stream() {
    return streams.find(TwoNodes.ADDRESS).orElseThrow();
  }

  /** It makes one rendition when somebody asks. */
  private boolean makes(StreamAddress wanted) {
    wishes.merge(wanted, 1, Integer::sum);
    return wanted.equals(RENDITION);
  }

  /** How often it was told that somebody asks for a stream. */
  int wishes(StreamAddress stream) {
    return wishes.getOrDefault(stream, 0);
  }

  LatestPictures pictures() {
    return pictures;
  }

  RecentShifts shifts() {
    return shifts;
  }

  Timelines timelines() {
    return timelines;
  }

  /** A row of the exposition, such as {@code weir_origin_pulls{kind="tags"}}. */
  double metric(String row) {
    return TwoNodes.metric(metrics, row);
  }

  Encoder publish(String stream, Duration window) {
    return new Encoder(Rules.stream(stream), window);
  }

  /** The process is gone: nobody is told anything. */
  @Override
  public void close() {
    vertx.undeploy(deployment).await();
    streams.close();
    metrics.close();
  }

  /** A publisher on a loop of its own; every call waits until it is done. */
  final class Encoder {

    private final Context context = vertx.getOrCreateContext();
    private final Publication publication;

    Encoder(StreamAddress address, Duration window) {
      PublishTerms terms = new PublishTerms(address, true, window, 100, "test", "127.0.0.1");
      publication = streams.publish(terms, NettyLoop.of(context), (code, detail) -> {});
    }

    Encoder send(List<FlvTag> tags) {
      onContext(() -> tags.forEach(publication::publish));
      return this;
    }

    void end() {
      onContext(publication::end);
    }

    private void onContext(Runnable task) {
      CompletableFuture<Void> done = new CompletableFuture<>();
      context.runOnContext(_ ->
          done.completeAsync(
              () -> {
                task.run();
                return null;
              },
              Runnable::run));
      done.orTimeout(10, TimeUnit.SECONDS).join();
    }
  }
}
