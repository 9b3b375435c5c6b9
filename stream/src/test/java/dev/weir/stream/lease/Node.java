package dev.weir.stream.lease;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.stream.fanout.NettyLoop;
import dev.weir.stream.hub.Publication;
import dev.weir.stream.hub.PublishTerms;
import dev.weir.stream.hub.StreamConfig;
import dev.weir.stream.hub.StreamRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A node that ingests, without any door: its streams, its leases, and who publishes. */
final class Node {

  private static final AtomicInteger BOOTS = new AtomicInteger();

  final Cell cell;
  final LeaseHolder self;
  final RedisBus bus;
  final RedisLeases leases;
  final StreamRegistry streams;
  final LocalOwner owner;
  private final Context loop;

  /** Most streams of the tenant, for whoever publishes here from now on. */
  volatile long mostOfTenant = Long.MAX_VALUE;

  Node(Cell cell, String id, RedisBus bus) {
    this.cell = cell;
    this.self =
        new LeaseHolder(
            new NodeId(id), new BootId("boot" + BOOTS.incrementAndGet()), id + ".test", 9091);
    this.bus = bus;
    this.leases = RedisLeases.open(cell.vertx, bus, self, cell::ask, TimeSource.system());
    this.streams =
        new StreamRegistry(StreamConfig.defaults(), TimeSource.system(), List.of(leases));
    this.owner = new LocalOwner(streams, leases);
    this.loop = ((VertxInternal) cell.vertx).createEventLoopContext();
    leases.onLost(streams::giveUp);
  }

  Encoder publish(StreamAddress stream) {
    return Cell.get(asks(stream, false, Duration.ofSeconds(30)));
  }

  Encoder takeOver(StreamAddress stream) {
    return Cell.get(asks(stream, true, Duration.ofSeconds(30)));
  }

  /** As the desk does it. */
  Future<Encoder> asks(StreamAddress stream, boolean takeover, Duration reconnectWindow) {
    return asks(
        new PublishTerms(stream, takeover, reconnectWindow, 1_000, mostOfTenant, "", "test"));
  }

  private Future<Encoder> asks(PublishTerms terms) {
    Promise<Encoder> answer = Promise.promise();
    loop.runOnContext(now -> let(terms).onComplete(answer));
    return answer.future();
  }

  private Future<Encoder> let(PublishTerms terms) {
    try {
      streams.requireAdmission(terms);
    } catch (WeirFault refused) {
      return Future.failedFuture(refused);
    }
    return leases
        .claim(terms.address(), terms.takeover(), terms.maxTenantStreams())
        .map(claim -> {
          try (claim) {
            Encoder encoder = new Encoder();
            encoder.publication.add(streams.publish(terms, NettyLoop.of(loop), encoder::cut));
            return encoder;
          }
        });
  }

  boolean live(StreamAddress stream) {
    return streams.hasPublisher(stream);
  }

  /** It is gone, and nothing that it held was given back. */
  void die() {
    Cell.get(bus.close());
    cell.answers(self.node().value(), lease -> Cell.dead());
  }

  /** One publisher. */
  final class Encoder {
    private final List<Publication> publication = new ArrayList<>();
    volatile Optional<FaultCode> wasCut = Optional.empty();

    void cut(FaultCode code, String detail) {
      wasCut = Optional.of(code);
    }

    void leave() {
      Promise<Void> left = Promise.promise();
      loop.runOnContext(now -> {
        publication.getFirst().end();
        left.complete();
      });
      Cell.get(left.future());
    }
  }
}
