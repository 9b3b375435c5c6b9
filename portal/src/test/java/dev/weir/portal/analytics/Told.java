package dev.weir.portal.analytics;

import dev.weir.contract.analytics.AnalyticsBatch;
import dev.weir.contract.analytics.AnalyticsLine;
import dev.weir.contract.analytics.Dimension;
import dev.weir.contract.analytics.Figures;
import dev.weir.contract.analytics.Place;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.metering.MeterBoot;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Who;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a node of the tests tells of a stream's minute. */
public final class Told {

  public static final String DOMAIN = "play.example.org";

  private static final int LARGE = 1_000;

  private final MeterBoot boot;
  private long sequence;

  public Told(String node) {
    this.boot = new MeterBoot(new NodeId(node), new BootId(node + "-boot"));
  }

  public static Place stream(String name) {
    return new Place(DOMAIN, "live", name);
  }

  /** Somebody who may ask for what a tenant's audience does. */
  public static Actor viewer(TenantId tenant) {
    return new Actor(tenant, new Who.Stranger(), Set.of(Permission.STREAMS_READ), Origin.NONE);
  }

  /** All lines of one stream's minute. */
  public AnalyticsBatch minute(TenantId tenant, Instant minute, String stream, Figures figures) {
    List<AnalyticsLine> lines = new ArrayList<>();
    for (Place place : List.of(Place.ALL, Place.of(DOMAIN), stream(stream))) {
      add(lines, tenant, place, Dimension.TOTAL, "", figures);
      add(lines, tenant, place, Dimension.PROTOCOL, "HLS", figures);
      add(lines, tenant, place, Dimension.RENDITION, "", figures);
      add(lines, tenant, place, Dimension.REFERER, "news.example.org", figures);
      add(lines, tenant, place, Dimension.BROWSER, "Chrome", figures);
      add(lines, tenant, place, Dimension.SYSTEM, "Windows", figures);
      add(lines, tenant, place, Dimension.DEVICE, "COMPUTER", figures);
      add(
          lines,
          tenant,
          place,
          Dimension.STATUS,
          "200",
          new Figures(0, 0, 0, figures.requests(), 0, 0));
    }
    return new AnalyticsBatch(boot, ++sequence, minute, lines);
  }

  /** As much as a tenant with a thousand streams can be told of in a minute. */
  public List<AnalyticsBatch> large(TenantId tenant, Instant minute) {
    List<AnalyticsLine> lines = new ArrayList<>();
    Figures figures = new Figures(60_000, 1, 1, 10, 0, 1_000_000);
    add(lines, tenant, Place.ALL, Dimension.TOTAL, "", figures);
    for (int stream = 1; stream <= LARGE; stream++) {
      Place place = new Place(DOMAIN, "live", "s" + stream);
      add(lines, tenant, place, Dimension.TOTAL, "", figures);
      for (int value = 1; value <= LARGE / 200 && stream <= LARGE / 20; value++) {
        for (Dimension dimension : Dimension.values()) {
          if (dimension != Dimension.TOTAL) {
            add(lines, tenant, place, dimension, "v" + value, figures);
          }
        }
      }
    }
    List<AnalyticsBatch> batches = new ArrayList<>();
    for (int from = 0; from < lines.size(); from += AnalyticsBatch.MAX_LINES) {
      int to = Math.min(lines.size(), from + AnalyticsBatch.MAX_LINES);
      batches.add(new AnalyticsBatch(boot, ++sequence, minute, lines.subList(from, to)));
    }
    return batches;
  }

  private static void add(
      List<AnalyticsLine> lines,
      TenantId tenant,
      Place place,
      Dimension dimension,
      String value,
      Figures figures) {
    lines.add(new AnalyticsLine(tenant, place, dimension, value, figures));
  }
}
