package dev.weir.portal.domain;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.domain.DomainRegister.Move;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.quota.QuotaKind;
import dev.weir.portal.quota.Quotas;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.SqlConnection;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What can be done with domains as such: claim, check, switch off and on, delete and restore. Pages
 * and API call the same methods. For virtual threads.
 */
public final class Domains {

  /** The app that every new push domain begins with. */
  static final AppName FIRST_APP = new AppName("live");

  private static final String INSERT =
      """
      INSERT INTO domain (tenant_id, id, name, proof_token, next_check_at, created_by)
      VALUES ($1, $2, $3, $4, $5, $6)
      """;
  private static final String INSERT_OF_PLATFORM =
      """
      INSERT INTO domain (tenant_id, id, name, state, proven_by, proven_at, created_by)
      VALUES ($1, $2, $3, 'ONLINE', 'PLATFORM', $4, $5)
      """;

  private final Database database;
  private final DomainRegister register;
  private final DomainChecks checks;
  private final DomainParts parts;
  private final NamingRules names;
  private final PolicyChanges changes;
  private final AuditLog audit;
  private final TimeSource time;
  private final DomainDeletion deletion;
  private final Quotas quotas;
  private final SecureRandom random = new SecureRandom();

  /** What can be done in this room. */
  public Domains(DomainRoom room) {
    this.database = room.database();
    this.register = room.register();
    this.checks = room.checks();
    this.parts = new DomainParts(room.box());
    this.names = room.names();
    this.changes = room.changes();
    this.audit = room.audit();
    this.time = room.time();
    this.deletion = new DomainDeletion(room);
    this.quotas = room.quotas();
  }

  /**
   * What somebody wants of a name.
   *
   * @param name as typed
   * @param push whether it takes publishers
   * @param play whether it serves viewers: of its own streams if it takes publishers
   * @param playsOf the push domain whose streams it plays when it takes no publishers itself
   */
  public record Claim(String name, boolean push, boolean play, Optional<DomainName> playsOf) {}

  /** The tenant's domains in every state, by name. */
  public List<Domain> list(Actor actor) {
    actor.require(Permission.DOMAINS_READ);
    return database.inTenant(
        actor.tenant(), connection -> register.all(actor.tenant(), connection));
  }

  /** One of them; throws {@code WeirFault NOT_FOUND}. */
  public Domain find(Actor actor, DomainName name) {
    actor.require(Permission.DOMAINS_READ);
    return database.inTenant(
        actor.tenant(), connection -> register.find(actor.tenant(), connection, name));
  }

  /**
   * Claims a name. Throws {@code WeirFault}: {@code DOMAIN_NAME_INVALID}; {@code DOMAIN_EXISTS}
   * when the tenant has it; {@code DOMAIN_TAKEN} when another has proven it; {@code
   * SETTING_INVALID} when it would be for nothing; {@code NOT_FOUND} when there is no such push
   * domain.
   */
  public Domain add(Actor actor, Claim claim) {
    actor.require(Permission.DOMAINS_WRITE);
    DomainName name = names.claimed(claim.name());
    if (!claim.push() && (!claim.play() || claim.playsOf().isEmpty())) {
      throw new WeirFault(FaultCode.SETTING_INVALID, "neither push nor play of anything");
    }
    boolean taken = register.proven(name);
    DomainId id = DomainId.random();
    String token = ProofToken.random(random);
    Instant due = time.now().plus(DomainChecks.FIRST_DELAY);
    return DomainConflicts.explain(() ->
        database.inTenant(
            actor.tenant(),
            connection -> {
              quotas.require(connection, actor, QuotaKind.DOMAINS);
              connection
                  .preparedQuery(INSERT)
                  .execute(
                      Rows.of(actor.tenant(), id, name)
                          .addString(token)
                          .addOffsetDateTime(Rows.utc(due))
                          .addUUID(Rows.person(actor)))
                  .await();
              if (taken) {
                // Not by this tenant, or the insert would have failed.
                throw new WeirFault(FaultCode.DOMAIN_TAKEN, "domain=" + name);
              }
              addParts(actor, connection, id, claim);
              return recorded(actor, connection, AuditAction.DOMAIN_ADDED, name);
            }));
  }

  /** Gives the tenant a name of the platform's, which is served at once; empty without a base. */
  public Optional<Domain> addOfPlatform(Actor actor) {
    actor.require(Permission.DOMAINS_WRITE);
    String tenantName =
        database.inTenant(
            actor.tenant(), connection -> register.tenantName(actor.tenant(), connection));
    Optional<DomainName> first = names.platformName(actor.tenant(), tenantName);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(addOfPlatform(actor, first.get()));
    } catch (WeirFault taken) {
      if (taken.code() != FaultCode.DOMAIN_TAKEN) {
        throw taken;
      }
      DomainName other = names.otherPlatformName(actor.tenant(), tenantName).orElseThrow();
      return Optional.of(addOfPlatform(actor, other));
    }
  }

  /**
   * Gives the tenant the name of the platform's that somebody chose for it. Throws {@code
   * WeirFault}: {@code DOMAIN_NAME_INVALID}, {@code DOMAIN_TAKEN}, {@code NOT_FOUND} without a
   * base.
   *
   * @param label what stands before the base
   */
  public Domain addOfPlatform(Actor actor, String label) {
    actor.require(Permission.DOMAINS_WRITE);
    return addOfPlatform(actor, freeName(label));
  }

  /** The whole of a name that could be given; throws as {@link #addOfPlatform(Actor, String)}. */
  public DomainName freeName(String label) {
    DomainName name =
        names
            .chosenName(label)
            .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "the platform has no domain"));
    if (register.proven(name)) {
      throw new WeirFault(FaultCode.DOMAIN_TAKEN, "domain=" + name);
    }
    return name;
  }

  /** The platform's own domain, below which names can be given; empty when there is none. */
  public Optional<DomainName> base() {
    return names.base();
  }

  /** The name that {@link #addOfPlatform} would give. */
  public Optional<DomainName> platformName(Actor actor, String tenantName) {
    return names.platformName(actor.tenant(), tenantName);
  }

  /** Looks at a domain now. */
  public Domain check(Actor actor, DomainName name) {
    actor.require(Permission.DOMAINS_WRITE);
    return checks.onDemand(actor, name);
  }

  /** Switches a domain off: publishers and viewers are refused from now on. */
  public Domain disable(Actor actor, DomainName name) {
    return move(
        actor,
        name,
        AuditAction.DOMAIN_DISABLED,
        domain -> {
          require(
              domain,
              domain.state() == DomainState.ONLINE || domain.state() == DomainState.CONFIGURING);
          return still(DomainState.DISABLED);
        });
  }

  /** Switches a domain on again. */
  public Domain enable(Actor actor, DomainName name) {
    move(
        actor,
        name,
        AuditAction.DOMAIN_ENABLED,
        domain -> {
          require(domain, domain.state() == DomainState.DISABLED);
          return still(DomainState.CONFIGURING);
        });
    return checks.now(actor, name);
  }

  /**
   * Takes a domain out of service and deletes it after the grace period; one that was never proven
   * goes at once. May wait for a second person. Throws {@code WeirFault DOMAIN_IN_USE} while other
   * domains play its streams.
   */
  public Decision delete(Actor actor, DomainName name) {
    return deletion.delete(actor, name);
  }

  /** Brings back what is being deleted. */
  public Domain restore(Actor actor, DomainName name) {
    move(
        actor,
        name,
        AuditAction.DOMAIN_RESTORED,
        domain -> {
          require(domain, domain.state() == DomainState.DELETING);
          return still(DomainState.CONFIGURING);
        });
    return checks.now(actor, name);
  }

  private Domain move(
      Actor actor, DomainName name, AuditAction action, Function<Domain, Move> decide) {
    actor.require(Permission.DOMAINS_WRITE);
    TenantId tenant = actor.tenant();
    Domain moved =
        database.inTenant(
            tenant,
            connection -> {
              Domain domain = register.hold(tenant, connection, name);
              Move to = decide.apply(domain);
              register.move(tenant, connection, domain, to);
              audit.record(
                  connection,
                  actor,
                  AuditEntry.of(action, name.value())
                      .before(AuditFacts.none().with("state", domain.state().name()))
                      .after(AuditFacts.none().with("state", to.state().name())));
              return register.find(tenant, connection, name);
            });
    changes.publish(tenant, name);
    return moved;
  }

  private Domain addOfPlatform(Actor actor, DomainName name) {
    DomainId id = DomainId.random();
    Domain added =
        DomainConflicts.explain(() ->
            database.inTenant(
                actor.tenant(),
                connection -> {
                  quotas.require(connection, actor, QuotaKind.DOMAINS);
                  connection
                      .preparedQuery(INSERT_OF_PLATFORM)
                      .execute(
                          Rows.of(actor.tenant(), id, name)
                              .addOffsetDateTime(Rows.utc(time.now()))
                              .addUUID(Rows.person(actor)))
                      .await();
                  Claim both = new Claim(name.value(), true, true, Optional.empty());
                  addParts(actor, connection, id, both);
                  return recorded(actor, connection, AuditAction.DOMAIN_ADDED, name);
                }));
    changes.publish(actor.tenant(), name);
    return added;
  }

  private void addParts(Actor actor, SqlConnection connection, DomainId id, Claim claim) {
    TenantId tenant = actor.tenant();
    if (claim.push()) {
      quotas.require(connection, actor, QuotaKind.SIGNING_KEYS);
      parts.push(tenant, connection, id, SigningKey.generate("push-1", random));
      parts.app(tenant, connection, id, FIRST_APP);
    }
    if (claim.play()) {
      quotas.require(connection, actor, QuotaKind.SIGNING_KEYS);
      UUID pushDomain =
          claim.push() ? id.value() : pushDomain(tenant, connection, claim.playsOf().orElseThrow());
      parts.play(tenant, connection, id, pushDomain, SigningKey.generate("play-1", random));
    }
  }

  private UUID pushDomain(TenantId tenant, SqlConnection connection, DomainName name) {
    Domain domain = register.find(tenant, connection, name);
    if (!domain.use().push()) {
      throw new WeirFault(FaultCode.NOT_FOUND, "no push domain " + name);
    }
    return domain.id().value();
  }

  private Domain recorded(
      Actor actor, SqlConnection connection, AuditAction action, DomainName name) {
    Domain domain = register.find(actor.tenant(), connection, name);
    audit.record(
        connection,
        actor,
        AuditEntry.of(action, name.value())
            .after(
                AuditFacts.none()
                    .with("push", domain.use().push())
                    .with("plays", domain.use().playsOf().map(DomainName::value).orElse(""))
                    .with("state", domain.state().name())));
    return domain;
  }

  private static Move still(DomainState state) {
    return new Move(state, Finding.NONE, 0, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static void require(Domain domain, boolean fits) {
    if (!fits) {
      throw new WeirFault(
          FaultCode.DOMAIN_STATE_UNFIT, domain.name() + " is " + domain.state().name());
    }
  }
}
