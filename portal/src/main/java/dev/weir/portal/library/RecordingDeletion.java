package dev.weir.portal.library;

import dev.weir.contract.event.RecordingId;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.approval.Approval;
import dev.weir.portal.approval.ApprovalKind;
import dev.weir.portal.approval.ApprovedAction;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.domain.Decision;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;

/**
 * Deletes recordings for good, at once or when a second person agreed: marked first, then deleted
 * from the store, then forgotten. Where the store is away, the mark stays, and {@link LibrarySweep}
 * tries again. For virtual threads.
 */
public final class RecordingDeletion implements ApprovedAction {

  private static final String ID = "id";

  private final LibraryRoom room;
  private final LibrarySweep sweep;
  private final RecordingStore store = new RecordingStore();

  /** Deletes what is in this room. */
  public RecordingDeletion(LibraryRoom room) {
    this.room = room;
    this.sweep = new LibrarySweep(room);
  }

  /**
   * Deletes, or asks for a second person where the tenant wants one. Throws {@code WeirFault}:
   * {@code NOT_FOUND}; {@code RECORDING_GOES_ON} while its node is at work on it.
   */
  public Decision delete(Actor actor, RecordingId id) {
    actor.require(Permission.STREAMS_OPERATE);
    TenantId tenant = actor.tenant();
    Decision decision =
        room.database()
            .inTenant(
                tenant,
                connection -> {
                  Recording recording = deletable(connection, tenant, id);
                  Decision decided =
                      Decision.of(
                          room.approvals()
                              .need(
                                  connection,
                                  actor,
                                  ApprovalKind.RECORDING_DELETION,
                                  recording.name(),
                                  new JsonObject().put(ID, id.toString())));
                  if (decided instanceof Decision.Done) {
                    mark(connection, actor, recording);
                  }
                  return decided;
                });
    if (decision instanceof Decision.Done) {
      sweep.erase(new RecordingStore.Due(tenant, id));
    }
    return decision;
  }

  @Override
  public void perform(SqlConnection connection, Actor actor, Approval approval) {
    mark(connection, actor, deletable(connection, actor.tenant(), id(approval)));
  }

  @Override
  public void committed(Actor actor, Approval approval) {
    sweep.erase(new RecordingStore.Due(actor.tenant(), id(approval)));
  }

  private static RecordingId id(Approval approval) {
    return RecordingId.parse(approval.payload().getString(ID));
  }

  private Recording deletable(SqlConnection connection, TenantId tenant, RecordingId id) {
    Recording recording = store.hold(connection, tenant, id);
    if (!recording.isOver()) {
      throw new WeirFault(FaultCode.RECORDING_GOES_ON, "recording=" + id);
    }
    return recording;
  }

  private void mark(SqlConnection connection, Actor actor, Recording recording) {
    store.mark(connection, actor.tenant(), recording.told().id(), room.time().now());
    room.audit()
        .record(
            connection,
            actor,
            AuditEntry.of(AuditAction.RECORDING_DELETED, recording.name())
                .before(
                    AuditFacts.none()
                        .with("title", recording.title())
                        .with("object", recording.told().objectName())
                        .with("bytes", recording.told().bytes())));
  }
}
