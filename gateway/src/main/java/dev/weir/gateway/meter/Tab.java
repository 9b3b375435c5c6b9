package dev.weir.gateway.meter;

import dev.weir.contract.metering.MeterDetail;
import dev.weir.contract.metering.MeterKey;
import dev.weir.gateway.access.PlayGrant;
import dev.weir.gateway.analytics.Tally;
import dev.weir.gateway.load.Egress;
import dev.weir.runtime.http.Odometer;
import dev.weir.runtime.http.StreamTally;
import dev.weir.runtime.metering.Meters;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.function.Supplier;

/**
 * What the bodies of a viewer's answers are put on. One that was cut off is counted as far as the
 * kernel had taken it. On the connection's event loop.
 *
 * @param meters the counters
 * @param key under which it is counted
 * @param tally of the audience, which counts the same
 */
public record Tab(Meters meters, MeterKey key, Tally tally) {

  /** The tab of one who may watch, for one way. */
  public static Tab of(Egress egress, PlayGrant grant, MeterDetail way) {
    return new Tab(
        egress.bill(), Billed.key(grant, way), Watched.tally(egress.tallies(), grant, way));
  }

  /** Ends an answer with its body. */
  public Future<Void> end(HttpServerRequest request, Buffer body) {
    return counted(request, body.length(), () -> request.response().end(body));
  }

  /** Writes a part of an answer's body. */
  public Future<Void> write(HttpServerRequest request, Buffer part) {
    return counted(request, part.length(), () -> request.response().write(part));
  }

  private Future<Void> counted(HttpServerRequest request, int bytes, Supplier<Future<Void>> send) {
    if (request.version() == HttpVersion.HTTP_2) {
      StreamTally.of(request.connection(), request.response().streamId())
          .expect(bytes, this::taken);
      return send.get();
    }
    Odometer.Mark mark = Odometer.of(request.connection()).mark();
    return send.get().onComplete(sent -> taken(sent.succeeded() ? bytes : mark.takenOf(bytes)));
  }

  /** So much was taken. */
  public void taken(long bytes) {
    if (bytes > 0) {
      meters.count(key, bytes);
      tally.took(bytes);
    }
  }
}
