package dev.weir.portal.api.stream;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.api.frame.Cursor;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.label.Labels;
import dev.weir.portal.label.Labels.Label;
import dev.weir.portal.stream.StreamPath;
import dev.weir.portal.stream.StreamServices;
import dev.weir.portal.web.RouteEntry;
import dev.weir.runtime.live.LiveEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code /api/v1/streams}: what is live. */
public final class StreamsApi {

  private final StreamServices services;

  /** Tells of these. */
  public StreamsApi(StreamServices services) {
    this.services = services;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.api(HttpMethod.GET, "/api/v1/streams", Permission.STREAMS_READ, this::list),
        RouteEntry.api(HttpMethod.GET, AskedStream.PATH, Permission.STREAMS_READ, this::one));
  }

  private void list(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    Map<StreamAddress, Labels> labels = services.labels().all(call.actor());
    String after = call.cursor().map(cursor -> place(cursor.parts(3))).orElse("");
    List<LiveEntry> found =
        entries(call.actor()).stream()
            .filter(wanted(call, labels))
            .filter(entry -> place(key(entry)).compareTo(after) > 0)
            .sorted(Comparator.comparing(entry -> place(key(entry))))
            .limit(call.limit() + 1L)
            .toList();
    call.page(
        "streams",
        found,
        entry -> new Cursor(key(entry)),
        entry -> StreamJson.of(entry, labelsOf(entry, labels)));
  }

  /** One of them; the domain is needed only where the name is live on several. */
  private void one(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    StreamPath path = AskedStream.path(call);
    Optional<String> domain = call.find("domain");
    LiveEntry found =
        entries(call.actor()).stream()
            .filter(entry -> entry.stream().address().app().equals(path.app()))
            .filter(entry -> entry.stream().address().stream().equals(path.stream()))
            .filter(entry -> domain.isEmpty() || domain.get().equals(key(entry).getFirst()))
            .findFirst()
            .orElseThrow(() -> new WeirFault(FaultCode.STREAM_NOT_LIVE, path.path()));
    call.ok(StreamJson.of(found, labelsOf(found, services.labels().all(call.actor()))));
  }

  private static Predicate<LiveEntry> wanted(ApiCall call, Map<StreamAddress, Labels> labels) {
    Optional<String> domain = call.find("domain");
    Optional<String> app = call.find("app");
    Optional<String> name = call.find("name").map(part -> part.toLowerCase(Locale.ROOT));
    Optional<Label> label = AskedStream.label(call);
    return entry -> {
      List<String> key = key(entry);
      return (domain.isEmpty() || domain.get().equals(key.getFirst()))
          && (app.isEmpty() || app.get().equals(key.get(1)))
          && (name.isEmpty() || key.getLast().toLowerCase(Locale.ROOT).contains(name.get()))
          && (label.isEmpty() || labelsOf(entry, labels).has(label.get()));
    };
  }

  private static Labels labelsOf(LiveEntry entry, Map<StreamAddress, Labels> labels) {
    return labels.getOrDefault(entry.stream().address(), Labels.none());
  }

  /** Where a stream stands in the list: by domain, app and name. */
  private static List<String> key(LiveEntry entry) {
    StreamAddress address = entry.stream().address();
    return List.of(address.pushDomain().value(), address.app().value(), address.stream().value());
  }

  /** A key to compare by; nothing in it is smaller than what parts are joined by. */
  private static String place(List<String> key) {
    return String.join("\n", key);
  }

  private List<LiveEntry> entries(Actor actor) {
    return services
        .live()
        .of(actor.tenant())
        .orElseThrow(
            () -> new WeirFault(FaultCode.LIVE_STATE_UNAVAILABLE, "tenant=" + actor.tenant()));
  }
}
