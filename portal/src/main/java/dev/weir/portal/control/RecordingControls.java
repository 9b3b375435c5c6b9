package dev.weir.portal.control;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.domain.OwnStreams;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.library.log.RecordingLog;
import dev.weir.portal.quota.FullStores;
import dev.weir.runtime.command.RecordingCommands;
import dev.weir.runtime.postgres.Database;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins and ends recordings of live streams. For virtual threads. */
public final class RecordingControls {

  private static final Logger LOG = LoggerFactory.getLogger(RecordingControls.class);

  private final Database database;
  private final OwnStreams own;
  private final RecordingCommands commands;
  private final RecordingLog log;
  private final FullStores stores;
  private final AuditLog audit;

  /** Has the nodes do it, for streams of {@code own} domains. */
  public RecordingControls(
      Database database,
      OwnStreams own,
      RecordingCommands commands,
      RecordingLog log,
      FullStores stores,
      AuditLog audit) {
    this.database = database;
    this.own = own;
    this.commands = commands;
    this.log = log;
    this.stores = stores;
    this.audit = audit;
  }

  /** What came of it. */
  public enum Outcome {
    /** The node that has the stream does it. */
    DONE,
    /** The tenant's store is full, and nothing new is recorded. */
    FULL,
    /** No node has it. */
    NOT_LIVE,
    /** No node could be asked. */
    UNKNOWN
  }

  /** Records a live stream from now on. Waits for the node's answer, for 2 s at most. */
  public Outcome start(Actor actor, StreamAddress address) {
    require(actor, address);
    if (stores.isFull(actor.tenant())) {
      return Outcome.FULL;
    }
    return told(actor, address, AuditAction.RECORDING_STARTED, commands.startRecording(address));
  }

  /** Ends the recording of a live stream, if there is one. Waits likewise. */
  public Outcome stop(Actor actor, StreamAddress address) {
    require(actor, address);
    return told(actor, address, AuditAction.RECORDING_STOPPED, commands.stopRecording(address));
  }

  /** Whether the tenant's store is full, so that no recording begins. */
  public boolean isFull(Actor actor) {
    actor.require(Permission.STREAMS_READ);
    return stores.isFull(actor.tenant());
  }

  /** Whether a stream is being recorded, as far as its node has told. */
  public boolean isRunning(Actor actor, StreamAddress address) {
    actor.require(Permission.STREAMS_READ);
    own.require(actor, address);
    return log.isRunning(address);
  }

  private void require(Actor actor, StreamAddress address) {
    actor.require(Permission.STREAMS_OPERATE);
    own.require(actor, address);
  }

  private Outcome told(
      Actor actor, StreamAddress address, AuditAction action, Future<Boolean> answer) {
    Outcome outcome = outcome(address, answer);
    if (outcome != Outcome.NOT_LIVE) {
      database.inTenant(
          actor.tenant(),
          connection -> {
            audit.record(
                connection,
                actor,
                AuditEntry.of(action, OwnStreams.title(address))
                    .after(AuditFacts.none().with("outcome", outcome.name())));
            return outcome;
          });
    }
    return outcome;
  }

  private static Outcome outcome(StreamAddress address, Future<Boolean> answer) {
    try {
      return answer.await() ? Outcome.DONE : Outcome.NOT_LIVE;
    } catch (Exception away) {
      LOG.warn("event=portal.command-untold stream={} cause={}", address, String.valueOf(away));
      return Outcome.UNKNOWN;
    }
  }
}
