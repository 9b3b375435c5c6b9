package dev.weir.portal.watermark;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.ladder.Ladders;
import dev.weir.contract.ladder.MarkImage;
import dev.weir.contract.ladder.Watermark;
import dev.weir.contract.ladder.WatermarkId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.domain.DomainRoom;
import dev.weir.portal.domain.LadderLock;
import dev.weir.portal.domain.ladder.WatermarkDocument;
import dev.weir.portal.domain.settings.Revised;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.runtime.storage.ObjectStore;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A tenant's watermarks; each change is audited, and published where rules name the watermark. An
 * image is in the store before anything is told of it, and goes when nothing names it. Pages and
 * API call the same methods. For virtual threads.
 */
public final class Watermarks {

  private final DomainRoom room;
  private final ImageShelf shelf;
  private final WatermarkStore store = new WatermarkStore();

  /** Watermarks for the domains in this room, whose images lie in {@code objects}. */
  public Watermarks(DomainRoom room, ObjectStore objects) {
    this.room = room;
    this.shelf = new ImageShelf(objects);
  }

  /** All, by name. */
  public List<TenantWatermark> list(Actor actor) {
    TenantId tenant = actor.tenant();
    return read(
        actor,
        connection -> {
          Map<WatermarkId, List<DomainName>> uses = store.uses(tenant, connection);
          return store.all(tenant, connection).stream().map(one -> known(one, uses)).toList();
        });
  }

  /** One of these; throws {@code WeirFault NOT_FOUND}. */
  public TenantWatermark find(Actor actor, WatermarkId id) {
    TenantId tenant = actor.tenant();
    return read(
        actor, connection -> known(one(tenant, connection, id), store.uses(tenant, connection)));
  }

  /** The image of one, a PNG; throws {@code WeirFault NOT_FOUND}, or the store's. */
  public byte[] image(Actor actor, WatermarkId id) {
    return shelf.get(actor.tenant(), find(actor, id).watermark().image());
  }

  /**
   * Makes a watermark. Throws {@code WeirFault}: {@code WATERMARK_EXISTS}; {@code WATERMARKS_FULL};
   * {@code IMAGE_INVALID} with what is wrong with it as the subject; the store's.
   *
   * @param upload the image as it came
   * @param placed what is wanted, once it is known what the image is
   */
  public void create(Actor actor, byte[] upload, Function<MarkImage, Watermark> placed) {
    actor.require(Permission.DOMAINS_WRITE);
    TenantId tenant = actor.tenant();
    UploadedImage image = UploadedImage.of(upload);
    Watermark watermark = placed.apply(image.image());
    change(
        actor,
        connection -> {
          if (store.all(tenant, connection).size() >= Ladders.MAX_WATERMARKS) {
            throw new WeirFault(FaultCode.WATERMARKS_FULL, "tenant=" + tenant);
          }
          if (!store.insert(tenant, connection, watermark, actor.name(), room.time().now())) {
            throw new WeirFault(FaultCode.WATERMARK_EXISTS, tenant + "/" + watermark.id());
          }
          shelf.put(tenant, image);
          record(
              connection,
              actor,
              entry(AuditAction.WATERMARK_CREATED, watermark.id()).after(facts(watermark)));
          return List.of();
        });
  }

  /**
   * Makes a watermark another one of the same name. Throws {@code WeirFault}: {@code EDIT_CONFLICT}
   * when it is not that of {@code revision} any more; {@code NOT_FOUND}; {@code IMAGE_INVALID}; the
   * store's.
   *
   * @param upload another image; empty for the one that it has
   * @param placed what is wanted, with the image that it will have
   */
  public void save(
      Actor actor,
      WatermarkId id,
      Optional<byte[]> upload,
      long revision,
      Function<MarkImage, Watermark> placed) {
    actor.require(Permission.DOMAINS_WRITE);
    TenantId tenant = actor.tenant();
    MarkImage old = imageOf(tenant, id);
    Optional<UploadedImage> image = upload.map(UploadedImage::of);
    Watermark wanted = placed.apply(image.map(UploadedImage::image).orElse(old));
    change(
        actor,
        connection -> {
          Revised<Watermark> before = one(tenant, connection, id);
          if (before.revision() != revision) {
            throw new WeirFault(FaultCode.EDIT_CONFLICT, tenant + "/" + id);
          }
          if (before.settings().equals(wanted)) {
            return List.of();
          }
          store.update(tenant, connection, wanted, actor.name(), room.time().now());
          image.ifPresent(fresh -> shelf.put(tenant, fresh));
          record(
              connection,
              actor,
              entry(AuditAction.WATERMARK_CHANGED, id)
                  .before(facts(before.settings()))
                  .after(facts(wanted)));
          return used(store.uses(tenant, connection), id);
        });
    dropUnused(tenant, old);
  }

  /**
   * Deletes a watermark. Throws {@code WeirFault}: {@code WATERMARK_IN_USE}, about the domains
   * whose rules name it; {@code NOT_FOUND}.
   */
  public void delete(Actor actor, WatermarkId id) {
    actor.require(Permission.DOMAINS_WRITE);
    TenantId tenant = actor.tenant();
    MarkImage old = imageOf(tenant, id);
    change(
        actor,
        connection -> {
          Watermark before = one(tenant, connection, id).settings();
          List<DomainName> usedBy = used(store.uses(tenant, connection), id);
          if (!usedBy.isEmpty()) {
            throw new WeirFault(
                FaultCode.WATERMARK_IN_USE,
                usedBy.stream().map(DomainName::value).collect(Collectors.joining(", ")),
                tenant + "/" + id);
          }
          store.delete(tenant, connection, id);
          record(connection, actor, entry(AuditAction.WATERMARK_DELETED, id).before(facts(before)));
          return List.of();
        });
    dropUnused(tenant, old);
  }

  private MarkImage imageOf(TenantId tenant, WatermarkId id) {
    return room.database()
        .inTenant(tenant, connection -> one(tenant, connection, id).settings().image());
  }

  /** Under the lock, so that nobody comes to name the image meanwhile. */
  private void dropUnused(TenantId tenant, MarkImage image) {
    room.database()
        .inTenant(
            tenant,
            connection -> {
              LadderLock.take(tenant, connection);
              boolean named =
                  store.all(tenant, connection).stream()
                      .anyMatch(one -> one.settings().image().equals(image));
              if (!named) {
                shelf.drop(tenant, image);
              }
              return named;
            });
  }

  private Revised<Watermark> one(TenantId tenant, SqlConnection connection, WatermarkId id) {
    return store
        .find(tenant, connection, id)
        .orElseThrow(() ->
            new WeirFault(FaultCode.NOT_FOUND, "tenant=%s watermark=%s".formatted(tenant, id)));
  }

  private <T> T read(Actor actor, Function<SqlConnection, T> work) {
    actor.require(Permission.DOMAINS_READ);
    return room.database().inTenant(actor.tenant(), work);
  }

  /** Does the work, which tells whose policies it changed. */
  private void change(Actor actor, Function<SqlConnection, List<DomainName>> work) {
    room.database()
        .inTenant(
            actor.tenant(),
            connection -> {
              LadderLock.take(actor.tenant(), connection);
              return work.apply(connection);
            })
        .forEach(domain -> room.changes().publish(actor.tenant(), domain));
  }

  private void record(SqlConnection connection, Actor actor, AuditEntry entry) {
    room.audit().record(connection, actor, entry);
  }

  private static AuditEntry entry(AuditAction action, WatermarkId id) {
    return AuditEntry.of(action, id.value());
  }

  private static AuditFacts facts(Watermark watermark) {
    MarkImage image = watermark.image();
    return AuditFacts.none()
        .with("image", "%d × %d, %s".formatted(image.width(), image.height(), image.digest()))
        .with("place", WatermarkDocument.name(watermark.place()))
        .with("margin, percent", Integer.toString(watermark.marginPercent()))
        .with("width, percent", Integer.toString(watermark.widthPercent()))
        .with("opacity, percent", Integer.toString(watermark.opacityPercent()));
  }

  private static TenantWatermark known(
      Revised<Watermark> one, Map<WatermarkId, List<DomainName>> uses) {
    return new TenantWatermark(
        one.settings(), one.revision(), one.updatedBy(), used(uses, one.settings().id()));
  }

  private static List<DomainName> used(Map<WatermarkId, List<DomainName>> uses, WatermarkId id) {
    return uses.getOrDefault(id, List.of());
  }
}
