package dev.weir.portal.library;

import dev.weir.contract.event.RecordingEvent;
import dev.weir.contract.event.RecordingId;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.RecordingObjects;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The files that were recorded for a tenant. For virtual threads. */
public final class Library {

  /** Most recordings on a page. */
  public static final int MAX_PAGE = 200;

  /** Most bytes of a picture. */
  static final int MAX_POSTER_BYTES = 1 << 20;

  private final LibraryRoom room;
  private final RecordingStore store = new RecordingStore();

  /** The library in this room. */
  public Library(LibraryRoom room) {
    this.room = room;
  }

  /** A page of what fits the query, newest first. */
  public RecordingPage search(Actor actor, RecordingQuery query, int size) {
    actor.require(Permission.STREAMS_READ);
    int bounded = Math.clamp(size, 1, MAX_PAGE);
    TenantId tenant = actor.tenant();
    return RecordingPage.of(
        room.database()
            .inTenant(tenant, connection -> store.search(connection, tenant, query, bounded + 1)),
        bounded);
  }

  /** One; throws {@code WeirFault NOT_FOUND}. */
  public Recording find(Actor actor, RecordingId id) {
    actor.require(Permission.STREAMS_READ);
    TenantId tenant = actor.tenant();
    return room.database().inTenant(tenant, connection -> store.find(connection, tenant, id));
  }

  /** All files of the same media as one, itself among them, by format. */
  public List<Recording> ofTake(Actor actor, Recording one) {
    actor.require(Permission.STREAMS_READ);
    return room.database()
        .inTenant(
            actor.tenant(),
            connection -> store.ofTake(connection, one, RecordingFormat.values().length));
  }

  /**
   * The picture of one, as JPEG; empty where there is none, yet or ever. Throws {@code WeirFault
   * NOT_FOUND} where there is no recording.
   */
  public Optional<byte[]> poster(Actor actor, RecordingId id) {
    RecordingEvent told = find(actor, id).told();
    ObjectName name = RecordingObjects.poster(told.address(), id);
    ObjectStore store = room.stores().of(told.address(), Optional.empty());
    try (InputStream object = store.read(name, 0, MAX_POSTER_BYTES)) {
      return Optional.of(object.readAllBytes());
    } catch (WeirFault | IOException absent) {
      return Optional.empty();
    }
  }

  /**
   * The file of one, open for reading; throws {@code WeirFault NOT_FOUND} for what is no single
   * file, or none yet or any more, and what the store throws.
   */
  public RecordingFile open(Actor actor, RecordingId id) {
    Recording recording = find(actor, id);
    if (!recording.isFetched()) {
      throw new WeirFault(FaultCode.NOT_FOUND, "no file recording=" + id);
    }
    ObjectStore store = room.stores().of(recording.told().address(), recording.told().store());
    return RecordingFile.of(store, recording);
  }

  /** Gives one a title; an empty one takes it away. */
  public Recording rename(Actor actor, RecordingId id, String title) {
    actor.require(Permission.STREAMS_OPERATE);
    TenantId tenant = actor.tenant();
    String wanted = title.strip();
    if (wanted.length() > Recording.MAX_TITLE || wanted.indexOf('\0') >= 0) {
      throw new WeirFault(FaultCode.FORM_INVALID, "title");
    }
    return room.database()
        .inTenant(
            tenant,
            connection -> {
              Recording before = store.hold(connection, tenant, id);
              if (!before.title().equals(wanted)) {
                store.rename(connection, tenant, id, wanted);
                room.audit()
                    .record(
                        connection,
                        actor,
                        AuditEntry.of(AuditAction.RECORDING_RENAMED, before.name())
                            .before(AuditFacts.none().with("title", before.title()))
                            .after(AuditFacts.none().with("title", wanted)));
              }
              return store.find(connection, tenant, id);
            });
  }
}
