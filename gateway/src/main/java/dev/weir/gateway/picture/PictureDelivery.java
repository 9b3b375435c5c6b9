package dev.weir.gateway.picture;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.keeping.SnapshotRule.Format;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.gateway.access.PlayGrant;
import dev.weir.gateway.answer.Conditions;
import dev.weir.gateway.edge.LiveSource;
import dev.weir.gateway.load.Egress;
import dev.weir.gateway.meter.Tab;
import dev.weir.runtime.http.FaultResponse;
import dev.weir.runtime.metrics.FaultCounter;
import dev.weir.stream.picture.Picture;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Answers with the newest picture of a stream. Any event loop. */
public final class PictureDelivery {

  /** A page that shows it twice asks once; a newer one is never a second late. */
  static final String CACHING = "private, max-age=1";

  private final PictureSource pictures;
  private final LiveSource live;
  private final Egress egress;
  private final FaultCounter faults;

  /**
   * Serves {@code pictures}.
   *
   * @param live tells whether there will be one
   * @param egress what is sent is counted there
   */
  public PictureDelivery(
      PictureSource pictures, LiveSource live, Egress egress, FaultCounter faults) {
    this.pictures = pictures;
    this.live = live;
    this.egress = egress;
    this.faults = faults;
  }

  /**
   * Answers with the picture, for one who may see it: 404 with {@code SNAPSHOT_NOT_TAKEN} when
   * there is none in this format, with {@code STREAM_NOT_LIVE} when there is no stream.
   */
  public void send(HttpServerRequest request, PlayGrant grant, Format format) {
    pictures
        .find(grant.address())
        .map(found -> found.filter(picture -> picture.format() == format))
        .onSuccess(found -> {
          if (found.isPresent()) {
            answer(request, grant, found.get());
          } else {
            refuse(request, grant);
          }
        });
  }

  private void refuse(HttpServerRequest request, PlayGrant grant) {
    live.outline(grant.address())
        .map(Optional::isPresent)
        .onSuccess(isLive -> {
          FaultCode code = isLive ? FaultCode.SNAPSHOT_NOT_TAKEN : FaultCode.STREAM_NOT_LIVE;
          faults.count(code);
          if (!request.response().closed()) {
            FaultResponse.send(request, code);
          }
        });
  }

  private void answer(HttpServerRequest request, PlayGrant grant, Picture picture) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    String tag = picture.entityTag();
    response
        .putHeader(HttpHeaders.CACHE_CONTROL, CACHING)
        .putHeader(HttpHeaders.ETAG, tag)
        .putHeader(
            HttpHeaders.LAST_MODIFIED,
            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                picture.takenAt().atOffset(ZoneOffset.UTC)));
    if (Conditions.isFresh(request, tag)) {
      response.setStatusCode(304).end();
      return;
    }
    int length = picture.bytes().length();
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, picture.format().mediaType())
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(length));
    if (request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      egress.of(grant.address().tenant()).sent(length);
      Tab tab = Tab.of(egress, grant, MeterDetail.PICTURE);
      Future<Void> _ = tab.end(request, picture.bytes());
    }
  }
}
