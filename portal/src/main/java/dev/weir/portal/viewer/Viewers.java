package dev.weir.portal.viewer;

import dev.weir.contract.access.ProofLimits;
import dev.weir.contract.access.UserMarks;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.policy.Revocations;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.directory.PolicyDesk;
import dev.weir.portal.domain.DomainStore;
import dev.weir.portal.domain.OwnStreams;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.runtime.audience.AudienceBoard;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who watches, and the end of it. Addresses and names of viewers are for those who may act upon
 * them: all of it needs {@code streams:operate}. For virtual threads.
 */
public final class Viewers {

  /** Shortest time for which somebody is kept out. */
  public static final Duration MIN_LENGTH = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(Viewers.class);

  private final Database database;
  private final DomainStore domains;
  private final OwnStreams own;
  private final Nodes nodes;
  private final AuditLog audit;
  private final TimeSource time;
  private final RevocationStore store;

  /**
   * The ways to the gateways.
   *
   * @param policies what holds from now on
   * @param audience who watches now
   * @param marks by which gateways know users
   */
  public record Nodes(PolicyDesk policies, AudienceBoard audience, UserMarks marks) {}

  /** Viewers of streams on the domains of this store. */
  public Viewers(
      Database database, DomainStore domains, Nodes nodes, AuditLog audit, TimeSource time) {
    this.database = database;
    this.domains = domains;
    this.own = new OwnStreams(domains);
    this.nodes = nodes;
    this.audit = audit;
    this.time = time;
    this.store = new RevocationStore(nodes.marks());
  }

  /** Who watches a stream; empty when nobody can be asked. Waits for a second at most. */
  public Optional<Watching> of(Actor actor, StreamAddress stream) {
    actor.require(Permission.STREAMS_OPERATE);
    own.require(actor, stream);
    try {
      return Optional.of(Watching.of(nodes.audience().of(stream).await()));
    } catch (Exception away) {
      LOG.warn("event=portal.audience-unknown stream={} cause={}", stream, String.valueOf(away));
      return Optional.empty();
    }
  }

  /**
   * Ends viewing of all streams of a push domain, on all protocols; in force within two seconds.
   * Throws {@code WeirFault REVOCATIONS_EXCEEDED}.
   *
   * @param length for how long users and networks are kept out, {@link #MIN_LENGTH} to {@link
   *     Revocations#LONGEST}; sessions alone are ended for good
   */
  public Revocation end(Actor actor, DomainName pushDomain, Subject subject, Duration length) {
    actor.require(Permission.STREAMS_OPERATE);
    requireOwn(actor, pushDomain);
    requireFit(subject, length);
    Instant now = time.now();
    Revocation revocation =
        new Revocation(
            UUID.randomUUID(),
            subject,
            now.plus(subject.keepsOut() ? length : Revocations.LONGEST),
            now,
            actor.name());
    database.inTenant(
        actor.tenant(),
        connection -> {
          if (!store.hasRoom(connection, actor.tenant(), pushDomain, subject, now)) {
            throw new WeirFault(
                FaultCode.REVOCATIONS_EXCEEDED, "domain=" + pushDomain + " " + subject.kind());
          }
          store.put(connection, actor.tenant(), pushDomain, revocation);
          audit.record(
              connection,
              actor,
              AuditEntry.of(AuditAction.VIEWERS_ENDED, pushDomain.value())
                  .after(facts(revocation)));
          return revocation;
        });
    nodes.policies().publish(actor.tenant(), pushDomain);
    return revocation;
  }

  /** Lets somebody in again before the time is over; whether they were kept out. */
  public boolean readmit(Actor actor, DomainName pushDomain, UUID id) {
    actor.require(Permission.STREAMS_OPERATE);
    requireOwn(actor, pushDomain);
    boolean held =
        database.inTenant(
            actor.tenant(),
            connection -> {
              Optional<Revocation> before =
                  store.find(connection, actor.tenant(), pushDomain, id, time.now());
              before.ifPresent(revocation -> {
                store.delete(connection, actor.tenant(), pushDomain, id);
                audit.record(
                    connection,
                    actor,
                    AuditEntry.of(AuditAction.VIEWERS_READMITTED, pushDomain.value())
                        .before(facts(revocation)));
              });
              return before.isPresent();
            });
    nodes.policies().publish(actor.tenant(), pushDomain);
    return held;
  }

  /** Whose viewing of a push domain's streams was ended, as far as it still holds; newest first. */
  public List<Revocation> ended(Actor actor, DomainName pushDomain) {
    actor.require(Permission.STREAMS_OPERATE);
    requireOwn(actor, pushDomain);
    return database.inTenant(
        actor.tenant(),
        connection -> store.all(connection, actor.tenant(), pushDomain, time.now()));
  }

  private void requireOwn(Actor actor, DomainName pushDomain) {
    if (domains.of(actor.tenant()).pushDomains().stream()
        .noneMatch(policy -> policy.domain().equals(pushDomain))) {
      throw new WeirFault(
          FaultCode.NOT_FOUND, "tenant=" + actor.tenant() + " domain=" + pushDomain);
    }
  }

  private static void requireFit(Subject subject, Duration length) {
    boolean named =
        !(subject instanceof Subject.User(String name))
            || !name.isEmpty() && name.length() <= ProofLimits.MAX_USER;
    boolean inRange =
        length.compareTo(MIN_LENGTH) >= 0 && length.compareTo(Revocations.LONGEST) <= 0;
    if (!named || !inRange) {
      throw new WeirFault(FaultCode.FORM_INVALID, "kind=" + subject.kind() + " length=" + length);
    }
  }

  private static AuditFacts facts(Revocation revocation) {
    return AuditFacts.none()
        .with(revocation.subject().kind(), revocation.subject().title())
        .with("until", revocation.until().toString());
  }
}
