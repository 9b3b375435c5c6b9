package dev.weir.portal.domain.certificate;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.DomainPath;
import dev.weir.portal.domain.DomainView;
import dev.weir.portal.domain.Domains;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.tls.CertificateReader;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page of a domain's certificate and of what the domain asks of connections. */
public final class CertificatePages {

  private static final int UNPROCESSABLE = 422;
  private static final int CONFLICT = 409;
  private static final String ON = "on";

  /** Longest text of a private key, characters; five times that of the longest that is taken. */
  private static final int MAX_KEY = 16 << 10;

  private static final FormShape STORE =
      FormShape.of(
          "store",
          Field.area("chain", CertificateReader.MAX_CHARS).mandatory(),
          Field.area("key", MAX_KEY).mandatory());
  private static final FormShape TRANSPORT =
      FormShape.of("transport", Field.flag("force"), Field.number("hsts").mandatory()).versioned();

  private final Domains domains;
  private final Certificates certificates;
  private final Pages pages;

  /** Shows these certificates. */
  public CertificatePages(Domains domains, Certificates certificates, Pages pages) {
    this.domains = domains;
    this.certificates = certificates;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    String path = DomainPath.PARAMETER + "/certificate";
    return List.of(
        RouteEntry.page(path, Permission.DOMAINS_READ, this::show),
        RouteEntry.form(path, Permission.KEYS_WRITE, this::store),
        RouteEntry.form(path + "/remove", Permission.KEYS_WRITE, this::remove).proven(),
        RouteEntry.form(path + "/transport", Permission.DOMAINS_WRITE, this::saveTransport));
  }

  private void show(RoutingContext ctx) {
    pages.send(ctx, page(ctx, Form.blank(STORE), Optional.empty()));
  }

  private void store(RoutingContext ctx) {
    DomainName name = DomainPath.read(ctx);
    Form form = Form.read(ctx, STORE);
    if (form.valid()) {
      certificates
          .put(Visit.of(ctx).actor(), name, form.text("chain"), form.text("key"))
          .ifPresent(problem -> form.error(problem.field(), problem.key()));
    }
    if (form.valid()) {
      Pages.done(ctx, DomainPath.of(name, DomainPath.Part.CERTIFICATE), "stored");
      return;
    }
    // What was typed is kept, but a private key is sent to nobody, its owner included.
    form.with("key", "");
    pages.send(ctx, page(ctx, form, Optional.empty()).status(UNPROCESSABLE));
  }

  private void remove(RoutingContext ctx) {
    DomainName name = DomainPath.read(ctx);
    certificates.remove(Visit.of(ctx).actor(), name);
    Pages.done(ctx, DomainPath.of(name, DomainPath.Part.CERTIFICATE), "removed");
  }

  private void saveTransport(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    DomainName name = DomainPath.read(ctx);
    Form form = Form.read(ctx, TRANSPORT);
    form.number("hsts")
        .filter(days -> days < 0 || days > TransportSettings.MAX_HSTS_DAYS)
        .ifPresent(days -> form.error("hsts", "range", 0, TransportSettings.MAX_HSTS_DAYS));
    if (!form.valid()) {
      pages.send(ctx, page(ctx, Form.blank(STORE), Optional.of(form)).status(UNPROCESSABLE));
      return;
    }
    try {
      certificates.saveTransport(
          actor,
          name,
          new TransportSettings(
              form.flag("force"),
              Math.toIntExact(form.number("hsts").orElseThrow()),
              form.version(),
              actor.name()));
      Pages.done(ctx, DomainPath.of(name, DomainPath.Part.CERTIFICATE), "saved");
    } catch (WeirFault refused) {
      if (refused.code() != FaultCode.EDIT_CONFLICT) {
        throw refused;
      }
      TransportSettings theirs = certificates.transport(actor, name);
      form.conflicting(theirs.revision(), theirs.updatedBy(), values(theirs));
      pages.send(ctx, page(ctx, Form.blank(STORE), Optional.of(form)).status(CONFLICT));
    }
  }

  private Page page(RoutingContext ctx, Form store, Optional<Form> transport) {
    Actor actor = Visit.of(ctx).actor();
    Domain domain = domains.find(actor, DomainPath.read(ctx));
    Optional<CertificateView> shown =
        certificates
            .find(actor, domain.name())
            .map(found -> CertificateView.of(found, certificates.now()));
    List<Form> transports =
        domain.use().play()
            ? List.of(transport.orElseGet(() -> form(certificates.transport(actor, domain.name()))))
            : List.of();
    return Page.of("domain/certificate/page", "domains")
        .titled(domain.name().value())
        .with("domain", DomainView.of(domain))
        .with("tabs", DomainPath.tabs(domain, DomainPath.Part.CERTIFICATE, actor))
        .with("certificates", shown.stream().toList())
        .with("store", store)
        .with("transports", transports)
        .with("mayStore", actor.may(Permission.KEYS_WRITE))
        .with("maySettle", actor.may(Permission.DOMAINS_WRITE));
  }

  private static Form form(TransportSettings now) {
    return Form.blank(TRANSPORT)
        .version(now.revision())
        .with("force", now.forceHttps())
        .with("hsts", Integer.toString(now.hstsDays()));
  }

  private static Map<String, String> values(TransportSettings settings) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("force", settings.forceHttps() ? ON : "");
    values.put("hsts", Integer.toString(settings.hstsDays()));
    return values;
  }
}
