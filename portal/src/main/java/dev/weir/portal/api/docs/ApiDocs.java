package dev.weir.portal.api.docs;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.api.contract.ApiDocument;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * {@code /api/v1/openapi.json} and {@code /api/docs}, chapter by chapter: for everybody, since
 * neither holds a secret.
 */
public final class ApiDocs {

  private final String json;
  private final List<String> about;
  private final List<DocChapter> chapters;
  private final Pages pages;

  /** Shows this document. */
  public ApiDocs(ApiDocument document, Pages pages) {
    this.json = document.json();
    this.about = List.of(document.about().getString("description").strip().split("\n\n", -1));
    this.chapters = DocChapter.of(document);
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.open("/api/v1/openapi.json", this::document),
        RouteEntry.open("/api/docs", this::overview),
        RouteEntry.open("/api/docs/:chapter", this::chapter));
  }

  private void document(RoutingContext ctx) {
    ctx.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .end(json);
  }

  private void overview(RoutingContext ctx) {
    pages.send(ctx, Page.of("api/docs", "").with("about", about).with("chapters", chapters));
  }

  /** A page of its own, since all of them together weigh more than a page may. */
  private void chapter(RoutingContext ctx) {
    String id = ctx.pathParam("chapter");
    DocChapter asked =
        chapters.stream()
            .filter(chapter -> chapter.id().equals(id))
            .findAny()
            .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "chapter of the API's document"));
    pages.send(
        ctx,
        Page.of("api/chapter", "")
            .titled(asked.name())
            .with("chapters", chapters)
            .with("chapter", asked));
  }
}
