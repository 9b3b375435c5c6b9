package dev.weir.gateway.edge;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.picture.EdgePictures;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.metrics.Metrics;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamConfig;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.stream.lease.LeaseHolder;
import dev.weir.stream.lease.MemoryLeases;
import dev.weir.stream.origin.NodeTokens;
import dev.weir.stream.origin.OriginClient;
import dev.weir.stream.picture.LatestPictures;
import dev.weir.stream.timeline.Timeline;
import dev.weir.stream.timeline.TimelineConfig;
import dev.weir.stream.timeline.Timelines;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A gateway without streams of its own, and the node that has them; over real sockets. */
final class TwoNodes implements AutoCloseable {

  static final String STREAM = "demo01";
  static final StreamAddress ADDRESS = Rules.stream(STREAM);

  final Vertx vertx = Vertx.vertx();
  final MemoryLeases leases =
      new MemoryLeases(
          new LeaseHolder(new NodeId("edge"), new BootId("edge-boot"), "127.0.0.1", 1));
  final StreamRegistry copies;
  final Timelines mirrors;
  final EdgeSource source;
  final EdgePictures pictures;
  final OriginClient client;
  final EdgeRooms rooms;

  private final Metrics metrics = new Metrics();
  private final Context context = vertx.getOrCreateContext();
  private final List<OwnerNode> others = new ArrayList<>();
  private OwnerNode owner = OwnerNode.start(vertx);

  TwoNodes(TimeSource time) {
    copies = new StreamRegistry(StreamConfig.defaults(), TimeSource.system(), List.of());
    client =
        new OriginClient(
            vertx, new NodeTokens(OwnerNode.KEY, TimeSource.system()), TimeSource.system());
    LiveSource own =
        new LocalSource(
            new StreamRegistry(StreamConfig.defaults(), TimeSource.system(), List.of()),
            new Timelines(TimelineConfig.defaults(), TimeSource.system()));
    rooms = new EdgeRooms(vertx, new NodeId("edge"), leases, client, time);
    mirrors = new Timelines(TimelineConfig.defaults(), TimeSource.system());
    source = new EdgeSource(own, copies, mirrors, rooms);
    source.show(metrics);
    pictures = new EdgePictures(new LatestPictures(), rooms);
  }

  TwoNodes() {
    this(TimeSource.system());
  }

  OwnerNode owner() {
    return owner;
  }

  /** The owner dies and is there again, without streams. */
  void restartOwner() {
    owner = owner.restart();
  }

  /**
   * Another node takes the stream over, and the owner gives it up.
   *
   * @param meanwhile what is published there before the owner knows
   */
  void moveToAnotherNode(Consumer<OwnerNode> meanwhile) {
    OwnerNode before = owner;
    owner = OwnerNode.start(vertx);
    meanwhile.accept(owner);
    lease();
    before.streams().giveUp(ADDRESS);
    others.add(before);
  }

  /** The owner holds the stream's lease. */
  void lease() {
    lease(ADDRESS);
  }

  /** The owner holds a lease. */
  void lease(StreamAddress stream) {
    leases.take(owner.holder(), stream);
  }

  /** What the gateway finds, asked on an event loop as viewers are. */
  LiveStream stream() {
    return ask(() -> source.stream(ADDRESS));
  }

  /** The timeline that the gateway finds. */
  Timeline timeline() {
    return ask(() -> source.timeline(ADDRESS));
  }

  /** The owner's own timeline. */
  Timeline original() {
    return owner.timelines().find(ADDRESS).orElseThrow();
  }

  <T> T ask(Supplier<Future<T>> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    context.runOnContext(
        _ -> question.get().onComplete(answer::complete, answer::completeExceptionally));
    return answer.orTimeout(15, TimeUnit.SECONDS).join();
  }

  /** A row of the gateway's exposition. */
  double metric(String row) {
    return metric(metrics, row);
  }

  static double metric(Metrics metrics, String row) {
    return metrics
        .scrape()
        .lines()
        .filter(line -> line.startsWith(row))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Override
  public void close() {
    source.close();
    copies.close();
    owner.close();
    others.forEach(OwnerNode::close);
    vertx.close().await();
    metrics.close();
  }
}
