package dev.weir.portal;

import dev.weir.portal.api.callback.CallbacksApi;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.callback.CallbackPages;
import dev.weir.portal.callback.Callbacks;
import dev.weir.portal.callback.Deliveries;
import dev.weir.portal.callback.EventPages;
import dev.weir.portal.callback.delivery.CallbackCourier;
import dev.weir.portal.callback.delivery.CallbackPost;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.runtime.clock.TimeSource;
import java.util.List;
import java.util.stream.Stream;

/** What the portal has about callbacks, put together. */
record CallbackRooms(
    Callbacks callbacks, Deliveries deliveries, CallbackPost post, TimeSource time) {

  static CallbackRooms of(PortalSeams seams, PortalConfig config) {
    CallbackCourier courier = new CallbackCourier(seams.vertx(), config.callbacks(), seams.time());
    AuditLog audit = new AuditLog(seams.time());
    return new CallbackRooms(
        new Callbacks(seams.database(), seams.box(), courier, audit, seams.time()),
        new Deliveries(seams.database(), audit, seams.time()),
        new CallbackPost(seams.database(), seams.box(), courier, seams.time()),
        seams.time());
  }

  /** Pages and API. */
  List<RouteEntry> routes(Pages pages) {
    return Stream.of(
            new CallbackPages(callbacks, pages).routes(),
            new EventPages(callbacks, deliveries, pages, time).routes(),
            new CallbacksApi(callbacks, deliveries).routes())
        .flatMap(List::stream)
        .toList();
  }
}
