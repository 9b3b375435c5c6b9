package dev.weir.portal.web;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code /assets/…}: static files, for ever. */
public final class AssetRoutes {

  private static final String FOREVER = "public, max-age=31536000, immutable";

  private final Assets assets;

  /** Serves these. */
  public AssetRoutes(Assets assets) {
    this.assets = assets;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(RouteEntry.open("/assets/:version/:name", this::serve));
  }

  private void serve(RoutingContext ctx) {
    Asset asset =
        assets
            .find(ctx.pathParam("version"), ctx.pathParam("name"))
            .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "asset " + ctx.request().path()));
    String accepted = ctx.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
    boolean gzip = accepted != null && accepted.contains("gzip");
    HttpServerResponse response =
        ctx.response()
            .putHeader(HttpHeaders.CONTENT_TYPE, asset.contentType())
            .putHeader(HttpHeaders.CACHE_CONTROL, FOREVER)
            .putHeader(HttpHeaders.VARY, "Accept-Encoding");
    if (gzip) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    response.end(gzip ? asset.gzip() : asset.plain());
  }
}
