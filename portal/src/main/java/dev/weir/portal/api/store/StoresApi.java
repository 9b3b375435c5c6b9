package dev.weir.portal.api.store;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.storage.Bucket;
import dev.weir.contract.storage.StoreId;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.api.frame.Cursor;
import dev.weir.portal.domain.store.StoreDocument;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.store.Stores;
import dev.weir.portal.store.TenantStore;
import dev.weir.portal.store.TrialWords;
import dev.weir.portal.web.InvalidRequest;
import dev.weir.portal.web.RouteEntry;
import dev.weir.runtime.storage.BucketTrial;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;

/** {@code /api/v1/stores}, by name. Secrets are taken and never told. */
public final class StoresApi {

  private static final String LIST = "/api/v1/stores";
  private static final String ONE = LIST + "/:store";
  private static final String NAME = "name";
  private static final String SECRET = "secretKey";

  private final Stores stores;

  /** Tells of and changes these. */
  public StoresApi(Stores stores) {
    this.stores = stores;
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
        RouteEntry.api(HttpMethod.DELETE, ONE, write, this::delete),
        RouteEntry.api(HttpMethod.POST, ONE + "/trial", write, this::tried));
  }

  private void list(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    String after = call.cursor().map(cursor -> cursor.parts(1).getFirst()).orElse("");
    List<TenantStore> found =
        stores.list(call.actor()).stream()
            .filter(known -> known.id().value().compareTo(after) > 0)
            .limit(call.limit() + 1L)
            .toList();
    call.page("stores", found, known -> Cursor.after(known.id().value()), StoresApi::json);
  }

  private void make(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    StoreId id = new StoreId(call.body().getString(NAME));
    Bucket bucket = read(call, call.body().getString(SECRET));
    settled(() -> {
      stores.create(call.actor(), id, bucket);
      return id;
    });
    call.created(json(stores.find(call.actor(), id)));
  }

  private void change(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    TenantStore before = stores.find(call.actor(), asked(call));
    Bucket bucket = read(call, call.body().getString(SECRET, before.bucket().key().secret()));
    long seen = call.seenVersion();
    call.unlessChanged(() ->
        settled(() -> {
          stores.save(call.actor(), before.id(), bucket, seen);
          return bucket;
        }));
    tell(call);
  }

  private void delete(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    stores.delete(
        call.actor(), asked(call), call.find("forget").filter("true"::equals).isPresent());
    call.done();
  }

  private void tried(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    BucketTrial trial = stores.tried(call.actor(), asked(call));
    JsonObject told =
        new JsonObject()
            .put("works", trial.failed().isEmpty())
            .put("sentence", TrialWords.of(trial));
    trial
        .failed()
        .ifPresent(step ->
            told.put("step", step.name())
                .put("trouble", trial.trouble().name())
                .put("detail", trial.detail()));
    call.ok(told);
  }

  private void tell(ApiCall call) {
    TenantStore now = stores.find(call.actor(), asked(call));
    call.version(now.revision()).ok(json(now));
  }

  /** What the document says of names is what a name is. */
  private static StoreId asked(ApiCall call) {
    return new StoreId(call.text("store"));
  }

  private static Bucket read(ApiCall call, String secret) {
    try {
      return StoreDocument.bucket(call.body(), secret);
    } catch (IllegalArgumentException unfit) {
      throw new InvalidRequest("", String.valueOf(unfit.getMessage()));
    }
  }

  /** What a store cannot be is told as a field that is wrong. */
  private static <T> T settled(Supplier<T> change) {
    try {
      return change.get();
    } catch (WeirFault refused) {
      if (refused.code() != FaultCode.SETTING_INVALID) {
        throw refused;
      }
      throw new InvalidRequest("/" + refused.subject(), refused.code().sentence());
    }
  }

  private static JsonObject json(TenantStore known) {
    JsonArray namedBy = new JsonArray();
    known.use().namedBy().forEach(domain -> namedBy.add(domain.value()));
    return new JsonObject()
        .put(NAME, known.id().value())
        .mergeIn(StoreDocument.of(known.bucket()))
        .put("namedBy", namedBy)
        .put("recordings", known.use().recordings())
        .put("version", known.revision())
        .put("changedBy", known.changedBy());
  }
}
