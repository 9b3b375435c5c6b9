package dev.weir.portal.control;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.policy.BlockList;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.directory.PolicyDesk;
import dev.weir.portal.domain.DomainStore;
import dev.weir.portal.domain.OwnStreams;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Who;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.command.StreamCommands;
import dev.weir.runtime.postgres.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends, blocks and resumes a tenant's streams. For virtual threads. */
public final class StreamControls {

  private static final Logger LOG = LoggerFactory.getLogger(StreamControls.class);

  private final Database database;
  private final DomainStore domains;
  private final OwnStreams own;
  private final Nodes nodes;
  private final AuditLog audit;
  private final TimeSource time;
  private final BlockStore blocks = new BlockStore();

  /**
   * The ways to the nodes.
   *
   * @param policies what holds from now on
   * @param commands what is done at once
   */
  public record Nodes(PolicyDesk policies, StreamCommands commands) {}

  /** What came of ending a stream. */
  public enum Outcome {
    /** A node had it and ended it. */
    ENDED,
    /** No node has it. */
    NOT_LIVE,
    /** No node could be asked; a block is in force as soon as they can be again. */
    UNKNOWN
  }

  /** A block, and what came of ending what was live. */
  public record Blocked(BlockedStream block, Outcome outcome) {}

  /** Controls streams on the domains of this store. */
  public StreamControls(
      Database database, DomainStore domains, Nodes nodes, AuditLog audit, TimeSource time) {
    this.database = database;
    this.domains = domains;
    this.own = new OwnStreams(domains);
    this.nodes = nodes;
    this.audit = audit;
    this.time = time;
  }

  /** Ends a stream now; its encoder may come back. Waits for the node's answer, for 2 s at most. */
  public Outcome end(Actor actor, StreamAddress address) {
    actor.require(Permission.STREAMS_OPERATE);
    own.require(actor, address);
    Outcome outcome = tellNodes(address, FaultCode.STREAM_ENDED_BY_TENANT);
    if (outcome == Outcome.NOT_LIVE) {
      return outcome;
    }
    database.inTenant(
        actor.tenant(),
        connection -> {
          audit.record(
              connection,
              actor,
              AuditEntry.of(AuditAction.STREAM_ENDED, OwnStreams.title(address))
                  .after(AuditFacts.none().with("outcome", outcome.name())));
          return outcome;
        });
    return outcome;
  }

  /**
   * Blocks a stream, live or not, and ends it. One that is blocked already gets the new end and
   * note. Throws {@code WeirFault BLOCKS_EXCEEDED}.
   *
   * @param until when it may be published again, in the future; empty for never
   * @param note for colleagues, at most {@link BlockedStream#MAX_NOTE} characters
   */
  public Blocked block(Actor actor, StreamAddress address, Optional<Instant> until, String note) {
    actor.require(Permission.STREAMS_OPERATE);
    own.require(actor, address);
    Instant now = time.now();
    if (until.filter(end -> !end.isAfter(now)).isPresent()
        || note.length() > BlockedStream.MAX_NOTE) {
      throw new WeirFault(FaultCode.FORM_INVALID, "until=" + until + " note=" + note.length());
    }
    BlockedStream blocked = new BlockedStream(address, until, note, now, name(actor.who()));
    database.inTenant(
        actor.tenant(),
        connection -> {
          if (!blocks.hasRoom(connection, address, now)) {
            throw new WeirFault(
                FaultCode.BLOCKS_EXCEEDED,
                "domain=" + address.pushDomain() + " limit=" + BlockList.MAX_PER_DOMAIN);
          }
          AuditEntry entry =
              AuditEntry.of(AuditAction.STREAM_BLOCKED, OwnStreams.title(address))
                  .before(facts(blocks.find(connection, address, now)))
                  .after(facts(Optional.of(blocked)));
          blocks.put(connection, blocked);
          audit.record(connection, actor, entry);
          return blocked;
        });
    publish(actor, address.pushDomain());
    return new Blocked(blocked, tellNodes(address, FaultCode.STREAM_BLOCKED));
  }

  /** Lets a stream be published again; whether it was blocked. */
  public boolean resume(Actor actor, StreamAddress address) {
    actor.require(Permission.STREAMS_OPERATE);
    own.require(actor, address);
    boolean wasBlocked =
        database.inTenant(
            actor.tenant(),
            connection -> {
              Optional<BlockedStream> before = blocks.find(connection, address, time.now());
              blocks.delete(connection, address);
              if (before.isPresent()) {
                audit.record(
                    connection,
                    actor,
                    AuditEntry.of(AuditAction.STREAM_RESUMED, OwnStreams.title(address))
                        .before(facts(before)));
              }
              return before.isPresent();
            });
    publish(actor, address.pushDomain());
    return wasBlocked;
  }

  /** The tenant's blocked streams, the newest first, as many as a domain may have. */
  public List<BlockedStream> blocked(Actor actor) {
    actor.require(Permission.STREAMS_READ);
    return database.inTenant(
        actor.tenant(),
        connection -> blocks.all(connection, actor.tenant(), time.now(), BlockList.MAX_PER_DOMAIN));
  }

  /** Whether and how a stream is blocked now. */
  public Optional<BlockedStream> blocked(Actor actor, StreamAddress address) {
    actor.require(Permission.STREAMS_READ);
    own.require(actor, address);
    return database.inTenant(
        actor.tenant(), connection -> blocks.find(connection, address, time.now()));
  }

  private Outcome tellNodes(StreamAddress address, FaultCode reason) {
    try {
      return nodes.commands().end(address, reason).await() ? Outcome.ENDED : Outcome.NOT_LIVE;
    } catch (Exception away) {
      LOG.warn("event=portal.command-untold stream={} cause={}", address, String.valueOf(away));
      return Outcome.UNKNOWN;
    }
  }

  /** The domain itself, and those that play it. */
  private void publish(Actor actor, DomainName pushDomain) {
    domains.of(actor.tenant()).policies().stream()
        .filter(policy -> policy.domain().equals(pushDomain) || plays(policy, pushDomain))
        .forEach(policy -> nodes.policies().publish(actor.tenant(), policy.domain()));
  }

  private static boolean plays(DomainPolicy policy, DomainName pushDomain) {
    return policy.play().filter(play -> play.pushDomain().equals(pushDomain)).isPresent();
  }

  private static AuditFacts facts(Optional<BlockedStream> blocked) {
    return blocked
        .map(block ->
            AuditFacts.none()
                .with("until", block.until().map(Instant::toString).orElse("for ever"))
                .with("note", block.note()))
        .orElseGet(AuditFacts::none);
  }

  private static String name(Who who) {
    return switch (who) {
      case Who.Person person -> person.email();
      case Who.Key key -> key.name();
      case Who.Operator operator -> operator.email();
      case Who.CommandLine _, Who.Platform _, Who.Stranger _ -> "";
    };
  }
}
