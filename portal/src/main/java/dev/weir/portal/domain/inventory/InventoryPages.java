package dev.weir.portal.domain.key;

import dev.weir.portal.domain.DomainPath;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The page of all keys of a tenant, with age and next rotation. */
public final class InventoryPages {

  private final KeyInventory inventory;
  private final Pages pages;
  private final TimeSource time;

  /** Shows this inventory. */
  public InventoryPages(KeyInventory inventory, Pages pages, TimeSource time) {
    this.inventory = inventory;
    this.pages = pages;
    this.time = time;
  }

  /**
   * A key, for the template.
   *
   * @param path of its domain's keys
   * @param kind {@code push}, {@code play} or {@code token}
   * @param algorithm of a token key; empty for others
   * @param ageDays since it was made
   * @param rotateAt when it should have a successor, ISO 8601
   * @param due whether it should have had one already
   */
  public record Line(
      String domain,
      String path,
      String kind,
      String algorithm,
      String name,
      long ageDays,
      String rotateAt,
      boolean due,
      UseView use) {

    private static Line of(KeyInventory.Item item, Instant now) {
      boolean signs = item.kind().equals("PUSH") || item.kind().equals("PLAY");
      return new Line(
          item.domain().value(),
          DomainPath.of(item.domain(), DomainPath.Part.KEYS),
          signs ? item.kind().toLowerCase(Locale.ROOT) : "token",
          signs ? "" : item.kind(),
          item.name(),
          Duration.between(item.createdAt(), now).toDays(),
          item.rotateAt().toString(),
          item.rotateAt().isBefore(now),
          item.use());
    }
  }

  /** Its line of the table. */
  public List<RouteEntry> routes() {
    return List.of(RouteEntry.page("/keys", Permission.KEYS_READ, this::show));
  }

  private void show(RoutingContext ctx) {
    List<Line> lines =
        inventory.list(Visit.of(ctx).actor()).stream()
            .map(item -> Line.of(item, time.now()))
            .toList();
    pages.send(ctx, Page.of("domain/key/inventory", "domains").with("keys", lines));
  }
}
