package dev.weir.portal.web;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.identity.Permission;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.http.RequestId;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/** Answers with pages, fragments of pages, and redirects. */
public final class Pages {

  private static final int SEE_OTHER = 303;
  private static final long NOBODYS = -1;
  private static final String DONE = "done";
  private static final Pattern DONE_KEY = Pattern.compile("[a-z][a-z-]{0,39}");

  private final PageRenderer renderer;
  private final Assets assets;
  private final PortalOrigin origin;
  private final Supplier<PlatformWords> platform;
  private final ToLongFunction<TenantId> alarms;
  private final TimeSource time;

  /**
   * Pages of a portal at this origin.
   *
   * @param platform what each of them says of the platform
   * @param alarms how many alarms of a tenant are raised; asked for every page
   */
  public Pages(
      PageRenderer renderer,
      Assets assets,
      PortalOrigin origin,
      Supplier<PlatformWords> platform,
      ToLongFunction<TenantId> alarms,
      TimeSource time) {
    this.renderer = renderer;
    this.assets = assets;
    this.origin = origin;
    this.platform = platform;
    this.alarms = alarms;
    this.time = time;
  }

  /** Renders and sends a page. Nobody may keep it: it is one person's. */
  public void send(RoutingContext ctx, Page page) {
    Visit visit = Visit.of(ctx);
    Map<String, Object> model = new HashMap<>(page.model());
    model.put(
        "frame",
        PageFrame.of(
            page,
            visit,
            new PageFrame.Circumstances(
                RequestId.of(ctx.request()),
                time.millis(),
                !origin.secure(),
                done(ctx),
                alarms(visit))));
    model.put("assets", assets);
    model.put("platform", platform.get());
    String html = renderer.render(page.template(), model);
    ctx.response()
        .setStatusCode(page.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader(
            "Content-Security-Policy", ContentSecurityPolicy.of(visit.nonce(), page.playOrigins()))
        .end(html);
  }

  private long alarms(Visit visit) {
    return visit.permits(Permission.ALARMS_READ)
        ? visit.signedIn().map(person -> alarms.applyAsLong(person.tenant())).orElse(NOBODYS)
        : NOBODYS;
  }

  /** Renders some fragments, for a page that is open already. */
  public String fragments(String template, Set<String> names, Map<String, Object> model) {
    Map<String, Object> more = new HashMap<>(model);
    more.put("assets", assets);
    return renderer.fragments(template, names, more);
  }

  /**
   * Sends the browser to a page that says what was done.
   *
   * @param key the message {@code done.}<i>key</i> of the page's bundle
   */
  public static void done(RoutingContext ctx, String path, String key) {
    redirect(ctx, saying(path, key));
  }

  /** The address of a page that says what was done, as {@link #done} has it. */
  public static String saying(String path, String key) {
    return path + (path.contains("?") ? "&" : "?") + DONE + "=" + key;
  }

  /** Sends the browser elsewhere within the portal, to be asked for with GET. */
  public static void redirect(RoutingContext ctx, String path) {
    ctx.response()
        .setStatusCode(SEE_OTHER)
        .putHeader(HttpHeaders.LOCATION, path)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end();
  }

  /** The end of a key; the layout says nothing where the page's bundle has no such message. */
  private static String done(RoutingContext ctx) {
    String key = ctx.request().getParam(DONE);
    return key != null && DONE_KEY.matcher(key).matches() ? key : "";
  }
}
