package dev.weir.gateway.quality;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.policy.StreamLadder;
import dev.weir.contract.quality.QualityKey;
import dev.weir.gateway.access.PlayGrant;
import dev.weir.runtime.http.FaultResponse;
import dev.weir.runtime.metrics.FaultCounter;
import dev.weir.runtime.metrics.Metrics;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Takes beacons of viewers whose session was verified. Of a viewer nothing is kept but, for a
 * minute, how much the session told. Any event loop; waits for nothing but the body.
 */
public final class BeaconDesk {

  /** Longest body of a beacon. */
  public static final int MAX_BODY_BYTES = 1_024;

  private static final int NO_CONTENT = 204;

  /** All that a beacon may be refused for once its sender may watch. */
  private static final List<FaultCode> REFUSALS =
      List.of(FaultCode.REQUEST_MALFORMED, FaultCode.BODY_TOO_LARGE, FaultCode.TOO_MANY_REQUESTS);

  private final QualityBook book;
  private final FaultCounter faults;
  private final LongAdder taken = new LongAdder();
  private final Map<FaultCode, LongAdder> refused = new EnumMap<>(FaultCode.class);

  /** Counts into this book. */
  public BeaconDesk(QualityBook book, FaultCounter faults) {
    this.book = book;
    this.faults = faults;
    REFUSALS.forEach(code -> refused.put(code, new LongAdder()));
  }

  /** Shows what came and what was refused. */
  public void show(Metrics metrics) {
    metrics.counter(QualityMetric.TAKEN, taken);
    refused.forEach((code, count) -> metrics.counter(QualityMetric.REFUSED, count, code.name()));
  }

  /** Reads a beacon to its end, counts it, and answers without content. */
  public void take(HttpServerRequest request, PlayGrant grant) {
    Buffer body = Buffer.buffer();
    request.handler(piece -> {
      // What is too long already is read to its end, so that the connection goes on.
      if (body.length() <= MAX_BODY_BYTES) {
        body.appendBuffer(piece);
      }
    });
    request.endHandler(_ -> {
      try {
        count(body, grant);
        taken.increment();
        request
            .response()
            .setStatusCode(NO_CONTENT)
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .end();
      } catch (WeirFault fault) {
        refuse(request, fault.code());
      }
    });
  }

  private void refuse(HttpServerRequest request, FaultCode code) {
    faults.count(code);
    Optional.ofNullable(refused.get(code)).ifPresent(LongAdder::increment);
    FaultResponse.send(request, code);
  }

  private void count(Buffer body, PlayGrant grant) {
    if (body.length() > MAX_BODY_BYTES) {
      throw new WeirFault(FaultCode.BODY_TOO_LARGE, "beacon");
    }
    Beacon beacon = Beacon.read(body.toString(StandardCharsets.UTF_8));
    QualityKey key =
        new QualityKey(
            grant.address().tenant(),
            Optional.of(grant.source()),
            beacon.way(),
            rendition(grant.ladder(), beacon.rendition()));
    book.add(grant.session().viewer(), key, beacon);
  }

  /** The template's name, if the stream's ladder has such a rendition; empty otherwise. */
  private static String rendition(StreamLadder ladder, String named) {
    return ladder.rungs().stream()
        .map(Template::id)
        .filter(id ->
            id.rendition(ladder.source()).map(StreamName::value).filter(named::equals).isPresent())
        .map(TemplateId::value)
        .findFirst()
        .orElse("");
  }
}
