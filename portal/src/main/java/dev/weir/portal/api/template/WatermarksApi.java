package dev.weir.portal.api.template;

import dev.weir.contract.ladder.MarkImage;
import dev.weir.contract.ladder.Watermark;
import dev.weir.contract.ladder.WatermarkId;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.api.frame.Cursor;
import dev.weir.portal.domain.ladder.WatermarkDocument;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.watermark.TenantWatermark;
import dev.weir.portal.watermark.Watermarks;
import dev.weir.portal.web.InvalidRequest;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/watermarks}: by name, each with its image, which comes as Base64. */
public final class WatermarksApi {

  private static final String LIST = "/api/v1/watermarks";
  private static final String ONE = LIST + "/:watermark";
  private static final String NAME = "name";
  private static final String PNG = "png";

  private final Watermarks watermarks;

  /** Tells of and changes these. */
  public WatermarksApi(Watermarks watermarks) {
    this.watermarks = watermarks;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    Permission read = Permission.DOMAINS_READ;
    Permission write = Permission.DOMAINS_WRITE;
    return List.of(
        RouteEntry.api(HttpMethod.GET, LIST, read, this::list),
        RouteEntry.api(HttpMethod.POST, LIST, write, this::make),
        RouteEntry.api(HttpMethod.GET, ONE, read, ctx -> tell(ApiCall.of(ctx))),
        RouteEntry.api(HttpMethod.PUT, ONE, write, this::change),
        RouteEntry.api(HttpMethod.DELETE, ONE, write, this::delete));
  }

  private void list(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    String after = call.cursor().map(cursor -> cursor.parts(1).getFirst()).orElse("");
    List<TenantWatermark> found =
        watermarks.list(call.actor()).stream()
            .filter(known -> name(known).compareTo(after) > 0)
            .limit(call.limit() + 1L)
            .toList();
    call.page("watermarks", found, known -> Cursor.after(name(known)), WatermarksApi::json);
  }

  private void make(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    WatermarkId id = new WatermarkId(call.body().getString(NAME));
    watermarks.create(call.actor(), png(call).orElseThrow(), image -> read(call, id, image));
    call.created(json(watermarks.find(call.actor(), id)));
  }

  private void change(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    TenantWatermark before = watermarks.find(call.actor(), asked(call));
    WatermarkId id = before.watermark().id();
    long seen = call.seenVersion();
    call.unlessChanged(() -> {
      watermarks.save(call.actor(), id, png(call), seen, image -> read(call, id, image));
      return id;
    });
    tell(call);
  }

  private void delete(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    watermarks.delete(call.actor(), asked(call));
    call.done();
  }

  private void tell(ApiCall call) {
    TenantWatermark now = watermarks.find(call.actor(), asked(call));
    call.version(now.revision()).ok(json(now));
  }

  private static WatermarkId asked(ApiCall call) {
    return new WatermarkId(call.text("watermark"));
  }

  /** Each figure is within its bounds already. */
  private static Watermark read(ApiCall call, WatermarkId id, MarkImage image) {
    return WatermarkDocument.read(id, image, call.body());
  }

  private static Optional<byte[]> png(ApiCall call) {
    try {
      return Optional.ofNullable(call.body().getString(PNG)).map(Base64.getDecoder()::decode);
    } catch (IllegalArgumentException notBase64) {
      throw new InvalidRequest("/" + PNG, "This is no Base64.");
    }
  }

  private static String name(TenantWatermark known) {
    return known.watermark().id().value();
  }

  private static JsonObject json(TenantWatermark known) {
    JsonArray usedBy = new JsonArray();
    known.usedBy().forEach(domain -> usedBy.add(domain.value()));
    return new JsonObject()
        .put(NAME, name(known))
        .mergeIn(WatermarkDocument.of(known.watermark()))
        .put("usedBy", usedBy)
        .put("version", known.revision())
        .put("changedBy", known.changedBy());
  }
}
