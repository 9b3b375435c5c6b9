package dev.weir.gateway.shift;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.gateway.access.PlayGrant;
import dev.weir.gateway.load.Egress;
import dev.weir.gateway.meter.Tab;
import dev.weir.gateway.meter.Watched;
import dev.weir.gateway.seat.Seats;
import dev.weir.gateway.viewer.Sighting;
import dev.weir.gateway.viewer.ViewerCensus;
import dev.weir.gateway.vod.VodAnswer;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.http.FaultResponse;
import dev.weir.runtime.metrics.FaultCounter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers viewers who go back in a stream. They count as those of the live stream do. Called on the
 * request's event loop, which it leaves at once.
 */
public final class ShiftDelivery {

  private static final Logger LOG = LoggerFactory.getLogger(ShiftDelivery.class);

  /** Answers that are on their way at once, on this gateway. */
  public static final int MAX_ANSWERS = 1_000;

  /** How long a viewer counts as present behind a request. */
  static final Duration STAY = Duration.ofSeconds(10);

  private static final String PLAYLIST = "application/vnd.apple.mpegurl";

  private final ShiftReader reader;
  private final ViewerCensus census;
  private final Seats seats;
  private final Egress egress;
  private final FaultCounter faults;
  private final TimeSource time;
  private final Semaphore places = new Semaphore(MAX_ANSWERS);

  /** Serves what {@code reader} finds; counts who watches, what goes out, what is refused. */
  public ShiftDelivery(
      ShiftReader reader,
      ViewerCensus census,
      Seats seats,
      Egress egress,
      FaultCounter faults,
      TimeSource time) {
    this.reader = reader;
    this.census = census;
    this.seats = seats;
    this.egress = egress;
    this.faults = faults;
    this.time = time;
  }

  /**
   * Answers with the playlist of playlists of a stream's past.
   *
   * @param base what the names of streams are put behind; empty, or ends in a slash
   */
  public void multivariant(HttpServerRequest request, PlayGrant grant, String base) {
    ShiftWish wish = wish(request);
    StreamAddress stream = open(grant);
    String folder = base + stream.stream() + "/" + ShiftResource.STEP + "/";
    note(request, grant);
    answer(
        request, grant, answer -> answer.text(reader.multivariant(stream, wish, folder), PLAYLIST));
  }

  /** Answers with a playlist, media or the timeline, by session. */
  public void file(HttpServerRequest request, PlayGrant grant, ShiftResource resource) {
    StreamAddress stream = open(grant);
    switch (resource) {
      case ShiftResource.Playlist(var kind) -> {
        ShiftWish wish = wish(request);
        note(request, grant);
        answer(
            request, grant, answer -> answer.text(reader.playlist(stream, wish, kind), PLAYLIST));
      }
      case ShiftResource.Media media -> {
        note(request, grant);
        answer(request, grant, answer -> answer.file(reader.media(stream, media)));
      }
      case ShiftResource.Timeline _ ->
          answer(
              request, grant, answer -> answer.text(reader.timeline(stream), "application/json"));
    }
  }

  /** Answers with what there is to go back to, as ApsaraVideo Live does. */
  public void vendorTimeline(HttpServerRequest request, PlayGrant grant) {
    StreamAddress stream = open(grant);
    ShiftWish wish = wish(request);
    answer(
        request,
        grant,
        answer -> answer.text(reader.vendorTimeline(stream, wish), "application/json"));
  }

  private ShiftWish wish(HttpServerRequest request) {
    return ShiftWish.read(request.params(), time.now())
        .orElseThrow(() -> ShiftWish.malformed("no time"));
  }

  /** Renditions are not kept; who may only watch some of them cannot go back. */
  private static StreamAddress open(PlayGrant grant) {
    if (!grant.permits()) {
      throw new WeirFault(FaultCode.RENDITION_REFUSED, "stream=" + grant.address());
    }
    return grant.address();
  }

  private void note(HttpServerRequest request, PlayGrant grant) {
    seats.seen(grant.address().pushDomain(), grant.session().viewer(), STAY);
    Sighting viewer =
        census.seen(
            grant.domain(),
            grant.source(),
            PlayProtocol.HLS,
            grant.session(),
            grant.asker().address(),
            STAY,
            Watched.viewer(egress.tallies(), grant));
    request.response().endHandler(_ -> viewer.sent(request.response().bytesWritten()));
  }

  /** What is done on a thread of its own. */
  @FunctionalInterface
  private interface Task {
    void run(VodAnswer answer) throws IOException;
  }

  private void answer(HttpServerRequest request, PlayGrant grant, Task task) {
    Context context = Vertx.currentContext();
    if (context == null) {
      throw new IllegalStateException("requests are answered on their event loop");
    }
    if (!places.tryAcquire()) {
      throw new WeirFault(FaultCode.SERVER_BUSY, "shifted=" + MAX_ANSWERS);
    }
    VodAnswer answer =
        new VodAnswer(
            request,
            context,
            egress.of(grant.address().tenant()),
            Tab.of(egress, grant, MeterDetail.TIME_SHIFT));
    Thread.ofVirtual()
        .start(() -> {
          try {
            task.run(answer);
          } catch (WeirFault fault) {
            refuse(request, answer, fault.code());
          } catch (IOException away) {
            refuse(request, answer, FaultCode.STREAM_UNREACHABLE);
          } catch (RuntimeException ours) {
            LOG.error("event=gateway.shift.failed subject={}", grant.address(), ours);
            refuse(request, answer, FaultCode.INTERNAL);
          } finally {
            places.release();
          }
        });
  }

  private void refuse(HttpServerRequest request, VodAnswer answer, FaultCode code) {
    faults.count(code);
    answer.onLoop(() -> FaultResponse.send(request, code));
  }
}
