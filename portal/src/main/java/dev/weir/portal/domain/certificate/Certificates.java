package dev.weir.portal.domain.certificate;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.portal.domain.CertificateEnds;
import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.DomainId;
import dev.weir.portal.domain.DomainRoom;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.runtime.tls.KeyedCertificate;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Certificates of domains, and what play domains ask of connections; each change is audited and
 * published. Pages and API call the same methods. For virtual threads.
 */
public final class Certificates {

  /** Most certificates that are announced on a page. */
  static final int MAX_ANNOUNCED = 5;

  private final DomainRoom room;
  private final CertificateStore store;

  /** Certificates of the domains in this room. */
  public Certificates(DomainRoom room) {
    this.room = room;
    this.store = new CertificateStore(room.box());
  }

  /** A domain's certificate; empty when it has none. */
  public Optional<Certificate> find(Actor actor, DomainName name) {
    return read(
        actor,
        connection -> store.find(actor.tenant(), connection, domain(actor, connection, name)));
  }

  /** A certificate and whose it is. */
  public record Held(DomainName domain, Certificate certificate) {}

  /** All of the tenant, those that end first in front. */
  public List<Held> list(Actor actor) {
    return read(actor, connection -> store.list(actor.tenant(), connection));
  }

  /** When which certificate of the tenant ends. */
  public Map<DomainName, CertificateEnds.Ending> ends(Actor actor) {
    return list(actor).stream()
        .collect(
            Collectors.toMap(Held::domain, held -> standing(held.certificate().until(), now())));
  }

  /**
   * Those of domains in use that end soon or have ended, at most {@link #MAX_ANNOUNCED}, the most
   * urgent in front.
   */
  public List<EndingCertificate> ending(Actor actor) {
    Instant now = now();
    Instant soon = now.plus(Duration.ofDays(Certificate.ANNOUNCED_DAYS.getFirst()));
    return read(actor, connection -> store.ending(actor.tenant(), connection, soon, MAX_ANNOUNCED))
        .stream()
        .map(held -> EndingCertificate.of(held, now))
        .toList();
  }

  /** Whether a domain has a certificate that is in force. */
  public boolean valid(TenantId tenant, DomainName name) {
    return room.database()
        .inTenant(tenant, connection -> store.valid(tenant, connection, name, now()));
  }

  /** How one stands that ends at a moment, as pages say it. */
  public static CertificateEnds.Ending standing(Instant until, Instant now) {
    return new CertificateEnds.Ending(CertificateView.state(until, now), until.toString());
  }

  /** The time that certificates are judged by. */
  public Instant now() {
    return room.time().now();
  }

  /**
   * Stores a certificate, in place of the one before; it is presented within seconds.
   *
   * @param chain certificates in PEM, the domain's own first
   * @param key private key in PEM
   * @return why it was not stored; empty when it was
   */
  public Optional<CertificateProblem> put(Actor actor, DomainName name, String chain, String key) {
    actor.require(Permission.KEYS_WRITE);
    return switch (CertificateCheck.judge(name, chain, key, now())) {
      case CertificateCheck.Result.Unfit(CertificateProblem problem) -> Optional.of(problem);
      case CertificateCheck.Result.Fit(KeyedCertificate fit) -> {
        store(actor, name, fit);
        yield Optional.empty();
      }
    };
  }

  /** Removes a certificate. Throws {@code WeirFault NOT_FOUND} when there is none. */
  public void remove(Actor actor, DomainName name) {
    actor.require(Permission.KEYS_WRITE);
    TenantId tenant = actor.tenant();
    change(
        actor,
        name,
        (connection, domain) -> {
          Optional<Certificate> before = store.find(tenant, connection, domain.id());
          if (!store.delete(tenant, connection, domain.id())) {
            throw new WeirFault(FaultCode.NOT_FOUND, "certificate of " + name);
          }
          return AuditEntry.of(AuditAction.CERTIFICATE_REMOVED, name.value())
              .before(before.map(Certificate::facts).orElseGet(AuditFacts::none));
        });
  }

  /** What a play domain asks; throws {@code WeirFault NOT_FOUND} where no viewers are served. */
  public TransportSettings transport(Actor actor, DomainName name) {
    return read(
        actor,
        connection -> store.transport(actor.tenant(), connection, domain(actor, connection, name)));
  }

  /**
   * Changes that. Throws {@code WeirFault EDIT_CONFLICT} when the domain's rules for viewers are
   * not those of the settings' revision any more.
   */
  public void saveTransport(Actor actor, DomainName name, TransportSettings settings) {
    actor.require(Permission.DOMAINS_WRITE);
    TenantId tenant = actor.tenant();
    change(
        actor,
        name,
        (connection, domain) -> {
          TransportSettings before = store.transport(tenant, connection, domain.id());
          TransportSettings by =
              new TransportSettings(
                  settings.forceHttps(), settings.hstsDays(), settings.revision(), actor.name());
          if (!store.saveTransport(tenant, connection, domain.id(), by)) {
            throw new WeirFault(FaultCode.EDIT_CONFLICT, "domain=" + name);
          }
          return AuditEntry.of(AuditAction.DOMAIN_CHANGED, name.value())
              .before(before.facts())
              .after(by.facts());
        });
  }

  private void store(Actor actor, DomainName name, KeyedCertificate fit) {
    TenantId tenant = actor.tenant();
    Certificate described = CertificateCheck.describe(fit, now(), actor.name());
    change(
        actor,
        name,
        (connection, domain) -> {
          Optional<Certificate> before = store.find(tenant, connection, domain.id());
          store.put(tenant, connection, domain.id(), PemPair.of(fit), described);
          new Outbox(room.time())
              .put(connection, tenant, CertificateNotices.stored(name, now(), described));
          return AuditEntry.of(AuditAction.CERTIFICATE_STORED, name.value())
              .before(before.map(Certificate::facts).orElseGet(AuditFacts::none))
              .after(described.facts());
        });
  }

  private DomainId domain(Actor actor, SqlConnection connection, DomainName name) {
    return room.register().find(actor.tenant(), connection, name).id();
  }

  private <T> T read(Actor actor, Function<SqlConnection, T> work) {
    actor.require(Permission.DOMAINS_READ);
    return room.database().inTenant(actor.tenant(), work);
  }

  private void change(
      Actor actor, DomainName name, BiFunction<SqlConnection, Domain, AuditEntry> work) {
    TenantId tenant = actor.tenant();
    room.database()
        .inTenant(
            tenant,
            connection -> {
              Domain domain = room.register().hold(tenant, connection, name);
              AuditEntry entry = work.apply(connection, domain);
              room.audit().record(connection, actor, entry);
              return entry;
            });
    room.changes().publish(tenant, name);
  }
}
