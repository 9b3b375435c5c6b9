package dev.weir.portal.api.template;

import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.api.frame.Cursor;
import dev.weir.portal.domain.ladder.TemplateDocument;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.template.Templates;
import dev.weir.portal.template.TenantTemplate;
import dev.weir.portal.web.InvalidRequest;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;

/** {@code /api/v1/templates}: presets and the tenant's own, by name. */
public final class TemplatesApi {

  private static final String LIST = "/api/v1/templates";
  private static final String ONE = LIST + "/:template";
  private static final String NAME = "name";

  private final Templates templates;

  /** Tells of and changes these. */
  public TemplatesApi(Templates templates) {
    this.templates = templates;
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
    List<TenantTemplate> found =
        templates.list(call.actor()).stream()
            .sorted(Comparator.comparing(TemplatesApi::name))
            .filter(known -> name(known).compareTo(after) > 0)
            .limit(call.limit() + 1L)
            .toList();
    call.page("templates", found, known -> Cursor.after(name(known)), TemplatesApi::json);
  }

  private void make(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    Template wanted = read(call, new TemplateId(call.body().getString(NAME)));
    templates.create(call.actor(), wanted);
    call.created(json(templates.find(call.actor(), wanted.id())));
  }

  private void change(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    TenantTemplate before = templates.find(call.actor(), asked(call));
    Template wanted = read(call, before.template().id());
    long seen = call.seenVersion();
    call.unlessChanged(() -> {
      templates.save(call.actor(), wanted, seen);
      return wanted;
    });
    tell(call);
  }

  private void delete(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    templates.delete(call.actor(), asked(call));
    call.done();
  }

  private void tell(ApiCall call) {
    TenantTemplate now = templates.find(call.actor(), asked(call));
    call.version(now.revision()).ok(json(now));
  }

  /** What the document says of names is what a name is. */
  private static TemplateId asked(ApiCall call) {
    return new TemplateId(call.text("template"));
  }

  /** Each figure is within its bounds already; whether they go together is seen here. */
  private static Template read(ApiCall call, TemplateId id) {
    try {
      return TemplateDocument.read(id, call.body());
    } catch (IllegalArgumentException unfit) {
      String part = call.body().containsKey("video") ? "/video" : "";
      throw new InvalidRequest(part, String.valueOf(unfit.getMessage()));
    }
  }

  private static String name(TenantTemplate known) {
    return known.template().id().value();
  }

  private static JsonObject json(TenantTemplate known) {
    JsonArray usedBy = new JsonArray();
    known.usedBy().forEach(domain -> usedBy.add(domain.value()));
    return new JsonObject()
        .put(NAME, name(known))
        .put("preset", known.preset())
        .mergeIn(TemplateDocument.of(known.template()))
        .put("usedBy", usedBy)
        .put("version", known.revision())
        .put("changedBy", known.changedBy());
  }
}
