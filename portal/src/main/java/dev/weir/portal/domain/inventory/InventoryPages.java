package dev.weir.portal.domain.inventory;

import dev.weir.portal.domain.CertificateEnds;
import dev.weir.portal.domain.DomainPath;
import dev.weir.portal.domain.certificate.Certificate;
import dev.weir.portal.domain.certificate.Certificates;
import dev.weir.portal.domain.key.KeyInventory;
import dev.weir.portal.domain.key.UseView;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The page of all that a tenant has to renew, with age and next rotation. */
public final class InventoryPages {

  private final Certificates certificates;
  private final KeyInventory keys;
  private final AskedEndpoints endpoints;
  private final Pages pages;

  /** Shows these. */
  public InventoryPages(
      Certificates certificates, KeyInventory keys, AskedEndpoints endpoints, Pages pages) {
    this.certificates = certificates;
    this.keys = keys;
    this.endpoints = endpoints;
    this.pages = pages;
  }

  /**
   * A certificate, for the template.
   *
   * @param path of its domain's certificate
   * @param names that it is good for, in words
   * @param ending how it stands, and when it ends
   */
  public record CertificateLine(
      String domain, String path, String names, CertificateEnds.Ending ending, Rotation rotation) {

    private static CertificateLine of(Certificates.Held held, Instant now) {
      Certificate certificate = held.certificate();
      return new CertificateLine(
          held.domain().value(),
          DomainPath.of(held.domain(), DomainPath.Part.CERTIFICATE),
          String.join(", ", certificate.names()),
          Certificates.standing(certificate.until(), now),
          Rotation.of(certificate.storedAt(), certificate.renewAt(), now));
    }
  }

  /**
   * A key, for the template.
   *
   * @param path of its domain's keys
   * @param kind {@code push}, {@code play} or {@code token}
   * @param algorithm of a token key; empty for others
   */
  public record KeyLine(
      String domain,
      String path,
      String kind,
      String algorithm,
      String name,
      Rotation rotation,
      UseView use) {

    private static KeyLine of(KeyInventory.Item item, Instant now) {
      boolean signs = item.kind().equals("PUSH") || item.kind().equals("PLAY");
      return new KeyLine(
          item.domain().value(),
          DomainPath.of(item.domain(), DomainPath.Part.KEYS),
          signs ? item.kind().toLowerCase(Locale.ROOT) : "token",
          signs ? "" : item.kind(),
          item.name(),
          Rotation.of(item.createdAt(), item.rotateAt(), now),
          item.use());
    }
  }

  /**
   * An endpoint, for the template.
   *
   * @param path of the rules that it is a part of
   * @param endpoint its address, without a query, in which a secret may stand
   * @param ageDays since the domain asks it; negative when that is not known
   * @param key what questions are signed with
   * @param rotation of that key
   */
  public record EndpointLine(
      String domain, String path, String endpoint, long ageDays, String key, Rotation rotation) {

    private static EndpointLine of(AskedEndpoints.Item item, Instant now) {
      URI uri = URI.create(item.endpoint());
      return new EndpointLine(
          item.domain().value(),
          DomainPath.of(item.domain(), DomainPath.Part.PLAYERS),
          uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath(),
          item.since().map(since -> Rotation.days(since, now)).orElse(-1L),
          item.key(),
          Rotation.of(item.keyMadeAt(), item.keyMadeAt().plus(KeyInventory.ROTATE_AFTER), now));
    }
  }

  /** Its line of the table. */
  public List<RouteEntry> routes() {
    return List.of(RouteEntry.page("/keys", Permission.KEYS_READ, this::show));
  }

  private void show(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    Instant now = certificates.now();
    pages.send(
        ctx,
        Page.of("domain/inventory/page", "domains")
            .with(
                "certificates",
                certificates.list(actor).stream()
                    .map(held -> CertificateLine.of(held, now))
                    .toList())
            .with("keys", keys.list(actor).stream().map(item -> KeyLine.of(item, now)).toList())
            .with(
                "endpoints",
                endpoints.list(actor).stream().map(item -> EndpointLine.of(item, now)).toList()));
  }
}
