package dev.weir.portal.audit;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.Who;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * An entry as it stands in its chain.
 *
 * @param tenant whose chain; the nil UUID is the platform's
 * @param seq place in the chain, from 1, without gaps
 * @param at when, to the microsecond
 * @param by who
 * @param origin from where
 * @param action name of an {@link AuditAction}, perhaps of a newer release
 * @param objectKind kind of what it was done to
 * @param objectName name of what it was done to
 * @param before how that was
 * @param after how it is
 * @param previousHash hash of the entry before; 32 zero bytes for the first
 * @param hash of everything above
 */
public record AuditRecord(
    TenantId tenant,
    long seq,
    Instant at,
    By by,
    Origin origin,
    String action,
    String objectKind,
    String objectName,
    JsonObject before,
    JsonObject after,
    Buffer previousHash,
    Buffer hash) {

  /** What stands before the first entry of a chain. */
  static final Buffer GENESIS = Buffer.buffer(new byte[32]);

  /** The columns, in the order of {@link #values}. */
  static final String COLUMNS =
      """
      tenant_id, seq, at, actor_kind, actor_id, actor_name, address, user_agent, request_id,
      action, object_kind, object_name, before, after, previous_hash, hash
      """;

  private static final String VERSION = "weir-audit-1";

  /**
   * Who did it, as text that stays true when the person or key is gone.
   *
   * @param kind {@code PERSON}, {@code API_KEY}, {@code OPERATOR}, {@code COMMAND_LINE}, {@code
   *     PLATFORM} or {@code STRANGER}
   * @param id the person's or key's identity; empty for others
   * @param name e-mail address, or the key's name and prefix; empty for others
   */
  public record By(String kind, String id, String name) {

    static By of(Who who) {
      return switch (who) {
        case Who.Person person -> new By("PERSON", person.id().toString(), person.email());
        case Who.Key key ->
            new By("API_KEY", key.id().toString(), key.name() + " (" + key.prefix() + ")");
        case Who.Operator operator ->
            new By("OPERATOR", operator.id().toString(), operator.email());
        case Who.CommandLine _ -> new By("COMMAND_LINE", "", "");
        case Who.Platform _ -> new By("PLATFORM", "", "");
        case Who.Stranger _ -> new By("STRANGER", "", "");
      };
    }
  }

  /** The entry that follows the one at {@code seq - 1} with this hash. */
  static AuditRecord next(
      Actor actor, AuditEntry entry, long seq, Instant at, Buffer previousHash) {
    AuditRecord open =
        new AuditRecord(
            actor.tenant(),
            seq,
            at.truncatedTo(ChronoUnit.MICROS),
            By.of(actor.who()),
            actor.origin(),
            entry.action().name(),
            entry.action().objectKind().name(),
            entry.object(),
            entry.before().json(),
            entry.after().json(),
            previousHash,
            GENESIS);
    return open.sealed();
  }

  /** Reads {@link #COLUMNS}. */
  static AuditRecord read(Row row) {
    return new AuditRecord(
        new TenantId(row.getUUID("tenant_id")),
        row.getLong("seq"),
        row.getOffsetDateTime("at").toInstant(),
        new By(row.getString("actor_kind"), row.getString("actor_id"), row.getString("actor_name")),
        new Origin(
            row.getString("address"), row.getString("user_agent"), row.getString("request_id")),
        row.getString("action"),
        row.getString("object_kind"),
        row.getString("object_name"),
        row.getJsonObject("before"),
        row.getJsonObject("after"),
        row.getBuffer("previous_hash"),
        row.getBuffer("hash"));
  }

  Tuple values() {
    return Tuple.tuple()
        .addUUID(tenant.value())
        .addLong(seq)
        .addOffsetDateTime(at.atOffset(ZoneOffset.UTC))
        .addString(by.kind())
        .addString(by.id())
        .addString(by.name())
        .addString(origin.address())
        .addString(origin.userAgent())
        .addString(origin.requestId())
        .addString(action)
        .addString(objectKind)
        .addString(objectName)
        .addJsonObject(before)
        .addJsonObject(after)
        .addBuffer(previousHash)
        .addBuffer(hash);
  }

  /**
   * SHA-256 over the {@link CanonicalBytes} of, in this order: the text {@code weir-audit-1}, the
   * previous hash, tenant, place, time in microseconds since 1970, then as texts the actor's kind,
   * id and name, address, user agent, request id, action, kind and name of the object, and last the
   * JSON of before and after.
   */
  Buffer computedHash() {
    byte[] bytes =
        new CanonicalBytes()
            .text(VERSION)
            .hash(previousHash)
            .uuid(tenant.value())
            .number(seq)
            .number(ChronoUnit.MICROS.between(Instant.EPOCH, at))
            .text(by.kind())
            .text(by.id())
            .text(by.name())
            .text(origin.address())
            .text(origin.userAgent())
            .text(origin.requestId())
            .text(action)
            .text(objectKind)
            .text(objectName)
            .json(before)
            .json(after)
            .bytes();
    try {
      return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private AuditRecord sealed() {
    return new AuditRecord(
        tenant,
        seq,
        at,
        by,
        origin,
        action,
        objectKind,
        objectName,
        before,
        after,
        previousHash,
        computedHash());
  }

  /** The entry as exports and the API show it; hashes in hexadecimal. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("seq", seq)
        .put("at", at.toString())
        .put(
            "actor",
            new JsonObject().put("kind", by.kind()).put("id", by.id()).put("name", by.name()))
        .put("address", origin.address())
        .put("userAgent", origin.userAgent())
        .put("requestId", origin.requestId())
        .put("action", action)
        .put("objectKind", objectKind)
        .put("objectName", objectName)
        .put("before", before)
        .put("after", after)
        .put("previousHash", HexFormat.of().formatHex(previousHash.getBytes()))
        .put("hash", HexFormat.of().formatHex(hash.getBytes()));
  }
}
