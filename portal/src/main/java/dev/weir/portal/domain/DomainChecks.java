package dev.weir.portal.domain;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.domain.DomainRegister.Due;
import dev.weir.portal.domain.DomainRegister.Move;
import dev.weir.portal.domain.proof.DomainProofs;
import dev.weir.portal.domain.proof.Lead;
import dev.weir.portal.domain.proof.Proof;
import dev.weir.portal.identity.Actor;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Looks at domains and moves them on: a claim that is proven waits for its name to lead here, and
 * one that leads here is served. A domain that is served stays so whatever name servers say later;
 * what they say is shown. For virtual threads.
 */
public final class DomainChecks {

  /** From the claim to the first look. */
  static final Duration FIRST_DELAY = Duration.ofSeconds(15);

  /** Longest time between looks at a domain that waits; until there it doubles. */
  static final Duration MAX_DELAY = Duration.ofHours(1);

  /** Time between looks at a domain that is served. */
  static final Duration ONLINE_DELAY = Duration.ofHours(24);

  /** How long a domain may wait for its tenant before it is given up. */
  static final Duration WINDOW = Duration.ofDays(14);

  /** Shortest time between looks that somebody asks for. */
  static final Duration MIN_GAP = Duration.ofSeconds(3);

  /** Longest time that a node takes for a look; then another may. */
  static final Duration TURN = Duration.ofMinutes(2);

  /** Most domains in a round. */
  static final int ROUND = 16;

  private final Database database;
  private final DomainRegister register;
  private final DomainProofs proofs;
  private final PolicyChanges changes;
  private final AuditLog audit;
  private final TimeSource time;

  DomainChecks(
      Database database,
      DomainRegister register,
      DomainProofs proofs,
      PolicyChanges changes,
      AuditLog audit,
      TimeSource time) {
    this.database = database;
    this.register = register;
    this.proofs = proofs;
    this.changes = changes;
    this.audit = audit;
    this.time = time;
  }

  /** What a look came to. */
  private record Outcome(DomainState state, Finding finding, Optional<Proof> proof) {}

  /** Looks because somebody asks; who asks again at once is shown what is known. */
  Domain onDemand(Actor actor, DomainName name) {
    Domain domain = find(actor.tenant(), name);
    switch (domain.state()) {
      case DISABLED, DELETING ->
          throw new WeirFault(FaultCode.DOMAIN_STATE_UNFIT, name + " is " + domain.state().name());
      case PENDING, CONFIGURING, ONLINE, FAILED -> {
        Instant soonest = time.now().minus(MIN_GAP);
        if (domain.times().checkedAt().filter(soonest::isBefore).isPresent()) {
          return domain;
        }
      }
    }
    return now(actor, name);
  }

  /** Looks whatever was before. */
  Domain now(Actor actor, DomainName name) {
    Domain domain = find(actor.tenant(), name);
    Outcome outcome = look(domain);
    try {
      apply(actor, domain, outcome);
    } catch (PgException failed) {
      if (!DomainConflicts.taken(failed)) {
        throw failed;
      }
      // Both had their proof; the other was first.
      apply(actor, domain, new Outcome(DomainState.FAILED, Finding.TAKEN, Optional.empty()));
    }
    if (outcome.proof().isPresent()) {
      register.rivals(name).forEach(rival -> tellRival(rival, name));
    }
    return find(actor.tenant(), name);
  }

  /** Domains whose time has come, each of them once whatever the number of nodes. */
  void round() {
    Instant now = time.now();
    for (Due due : register.due(now, ROUND)) {
      if (register.take(due, now, now.plus(TURN))) {
        now(Actor.platform(due.tenant()), due.name());
      }
    }
    register.expired(now, ROUND).forEach(this::purge);
  }

  /** Deletes for good what is past its grace period. */
  void purge(Due due) {
    boolean gone =
        database.inTenant(
            due.tenant(),
            connection -> register.purge(due.tenant(), connection, due.name(), time.now()));
    if (gone) {
      changes.publish(due.tenant(), due.name());
    }
  }

  private Domain find(TenantId tenant, DomainName name) {
    return database.inTenant(tenant, connection -> register.find(tenant, connection, name));
  }

  private Outcome look(Domain domain) {
    if (domain.proven()) {
      return lead(domain, Optional.empty());
    }
    if (register.proven(domain.name())) {
      return new Outcome(DomainState.FAILED, Finding.TAKEN, Optional.empty());
    }
    Proof proof = proofs.proof(domain.name(), domain.token());
    return switch (proof) {
      case DNS, FILE -> lead(domain, Optional.of(proof));
      case MISSING -> waiting(domain, Finding.PROOF_MISSING);
      case OTHER -> waiting(domain, Finding.PROOF_OTHER);
      case SILENT -> waiting(domain, Finding.DNS_SILENT);
    };
  }

  private Outcome waiting(Domain domain, Finding finding) {
    boolean tooLate = time.now().isAfter(domain.times().createdAt().plus(WINDOW));
    return new Outcome(
        tooLate ? DomainState.FAILED : DomainState.PENDING, finding, Optional.empty());
  }

  private Outcome lead(Domain domain, Optional<Proof> proof) {
    Lead lead = domain.target().map(target -> proofs.lead(domain.name(), target)).orElse(Lead.HERE);
    Finding finding =
        switch (lead) {
          case HERE -> Finding.NONE;
          case ELSEWHERE -> Finding.TARGET_ELSEWHERE;
          case NOWHERE -> Finding.TARGET_MISSING;
          case SILENT -> Finding.DNS_SILENT;
        };
    return new Outcome(led(domain, lead), finding, proof);
  }

  private DomainState led(Domain domain, Lead lead) {
    if (lead == Lead.HERE || domain.state() == DomainState.ONLINE) {
      return DomainState.ONLINE;
    }
    Instant since = domain.times().provenAt().orElseGet(time::now);
    return time.now().isAfter(since.plus(WINDOW)) ? DomainState.FAILED : DomainState.CONFIGURING;
  }

  private void apply(Actor actor, Domain domain, Outcome outcome) {
    TenantId tenant = actor.tenant();
    Instant now = time.now();
    boolean moves = outcome.state() != domain.state();
    boolean moved =
        database.inTenant(
            tenant,
            connection -> {
              outcome
                  .proof()
                  .ifPresent(
                      proof -> register.prove(tenant, connection, domain, now, proof.name()));
              int count = moves ? 0 : domain.times().checks() + 1;
              Move to =
                  new Move(
                      outcome.state(),
                      outcome.finding(),
                      count,
                      Optional.of(now),
                      next(outcome, domain, count, now),
                      Optional.empty());
              boolean done = register.move(tenant, connection, domain, to);
              if (done && moves) {
                audit.record(connection, actor, entry(domain, outcome));
              }
              return done && moves;
            });
    if (moved) {
      changes.publish(tenant, domain.name());
    }
  }

  private static Optional<Instant> next(Outcome outcome, Domain domain, int checks, Instant now) {
    return switch (outcome.state()) {
      case PENDING, CONFIGURING -> {
        long doubled = FIRST_DELAY.toSeconds() << Math.min(checks, Byte.SIZE);
        yield Optional.of(now.plusSeconds(Math.min(doubled, MAX_DELAY.toSeconds())));
      }
      case ONLINE ->
          domain
              .target()
              .map(
                  target -> now.plus(outcome.finding() == Finding.NONE ? ONLINE_DELAY : MAX_DELAY));
      case FAILED, DISABLED, DELETING -> Optional.empty();
    };
  }

  private static AuditEntry entry(Domain domain, Outcome outcome) {
    AuditAction action =
        outcome.proof().isPresent() ? AuditAction.DOMAIN_VERIFIED : AuditAction.DOMAIN_CHANGED;
    AuditFacts after =
        AuditFacts.none()
            .with("state", outcome.state().name())
            .with("finding", outcome.finding().name());
    return AuditEntry.of(action, domain.name().value())
        .before(AuditFacts.none().with("state", domain.state().name()))
        .after(outcome.proof().map(proof -> after.with("proof", proof.name())).orElse(after));
  }

  /** A rival's claim has failed in the moment in which the name was proven. */
  private void tellRival(TenantId rival, DomainName name) {
    List<Domain> claims =
        database.inTenant(
            rival,
            connection ->
                register.all(rival, connection).stream()
                    .filter(claim -> claim.name().equals(name) && !claim.proven())
                    .toList());
    Outcome failed = new Outcome(DomainState.FAILED, Finding.TAKEN, Optional.empty());
    claims.forEach(claim -> apply(Actor.platform(rival), claim, failed));
  }
}
