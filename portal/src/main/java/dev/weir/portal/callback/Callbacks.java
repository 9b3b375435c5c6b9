package dev.weir.portal.callback;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.callback.delivery.Attempt;
import dev.weir.portal.callback.delivery.CallbackCourier;
import dev.weir.portal.callback.delivery.CallbackSecret;
import dev.weir.portal.callback.delivery.Dialect;
import dev.weir.portal.callback.delivery.Endpoint;
import dev.weir.portal.callback.event.CallbackEvent;
import dev.weir.portal.callback.event.CallbackKind;
import dev.weir.portal.callback.event.StoredEvent;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import dev.weir.runtime.secrets.SealedBox;
import io.vertx.sqlclient.SqlConnection;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * The endpoints of a tenant: who may change them, their secrets, and whether they answer. Each
 * change is audited. Pages and API call the same methods. For virtual threads.
 */
public final class Callbacks {

  /** Endpoints of a tenant. */
  public static final int MAX_CALLBACKS = 20;

  /** How long the former secret signs beside the new one. */
  public static final Duration ROTATION = Duration.ofHours(24);

  /** Trials at once, in this process; each waits for somebody else's machine. */
  static final int MAX_TRIALS = 16;

  private final Database database;
  private final CallbackRows rows;
  private final CallbackCourier courier;
  private final AuditLog audit;
  private final TimeSource time;
  private final SecureRandom random = new SecureRandom();
  private final Semaphore trials = new Semaphore(MAX_TRIALS);

  /** Endpoints in this database; {@code box} seals their secrets. */
  public Callbacks(
      Database database, SealedBox box, CallbackCourier courier, AuditLog audit, TimeSource time) {
    this.database = database;
    this.rows = new CallbackRows(box);
    this.courier = courier;
    this.audit = audit;
    this.time = time;
  }

  /** An endpoint, and the secret that is told this once. */
  public record Made(Callback callback, CallbackSecret secret) {}

  /** All, by name. */
  public List<Callback> list(Actor actor) {
    actor.require(Permission.CALLBACKS_READ);
    TenantId tenant = actor.tenant();
    return database.inTenant(
        tenant, connection -> CallbackRows.all(tenant, connection, time.now()));
  }

  /** One of these; throws {@code WeirFault NOT_FOUND}. */
  public Callback find(Actor actor, CallbackId id) {
    actor.require(Permission.CALLBACKS_READ);
    return database.inTenant(actor.tenant(), connection -> known(connection, actor, id));
  }

  /**
   * Adds an endpoint. Throws {@code WeirFault}: {@code CALLBACKS_EXCEEDED}; {@code SETTING_INVALID}
   * about {@code url} for one that no endpoint can have, about {@code key} for one that does not
   * fit the dialect.
   *
   * @param key that the receiver has already, in ApsaraVideo's dialect; one is made where it is
   *     empty
   */
  public Made create(Actor actor, CallbackSettings settings, String key) {
    actor.require(Permission.CALLBACKS_WRITE);
    CallbackId id = new CallbackId(UUID.randomUUID());
    CallbackSecret secret = secret(settings.dialect(), key);
    judge(actor, id, settings, secret);
    return database.inTenant(
        actor.tenant(),
        connection -> {
          CallbackRows.lock(actor.tenant(), connection);
          if (CallbackRows.count(actor.tenant(), connection) >= MAX_CALLBACKS) {
            throw new WeirFault(FaultCode.CALLBACKS_EXCEEDED, "callbacks=" + MAX_CALLBACKS);
          }
          rows.insert(actor.tenant(), connection, id, settings, secret, by(actor));
          record(
              connection,
              actor,
              AuditEntry.of(AuditAction.CALLBACK_CREATED, settings.name()).after(facts(settings)));
          return new Made(known(connection, actor, id), secret);
        });
  }

  /**
   * Changes an endpoint; what waits for it goes where it is now. Its dialect stays, since its
   * secret is of it. Throws {@code WeirFault}: {@code EDIT_CONFLICT} when it is not that of {@code
   * revision} any more; {@code NOT_FOUND}; {@code SETTING_INVALID} as {@link #create}.
   */
  public Callback save(Actor actor, CallbackId id, CallbackSettings settings, long revision) {
    judge(actor, id, settings, secret(settings.dialect(), ""));
    return change(
        actor,
        connection -> {
          Callback before = known(connection, actor, id);
          if (before.revision() != revision) {
            throw new WeirFault(FaultCode.EDIT_CONFLICT, actor.tenant() + "/" + id);
          }
          CallbackSettings kept = settings.in(before.settings().dialect());
          if (!before.settings().equals(kept)) {
            CallbackRows.update(actor.tenant(), connection, id, kept, by(actor));
            record(
                connection,
                actor,
                AuditEntry.of(AuditAction.CALLBACK_CHANGED, kept.name())
                    .before(facts(before.settings()))
                    .after(facts(kept)));
          }
          return known(connection, actor, id);
        });
  }

  /** Removes an endpoint, what waits for it and its log. Throws {@code WeirFault NOT_FOUND}. */
  public void delete(Actor actor, CallbackId id) {
    change(
        actor,
        connection -> {
          Callback before = known(connection, actor, id);
          CallbackRows.delete(actor.tenant(), connection, id);
          record(
              connection,
              actor,
              AuditEntry.of(AuditAction.CALLBACK_DELETED, before.settings().name())
                  .before(facts(before.settings())));
          return before;
        });
  }

  /**
   * Gives an endpoint a new secret. The former one signs beside it for {@link #ROTATION}. Throws
   * {@code WeirFault}: {@code NOT_FOUND}; {@code SETTING_INVALID} as {@link #create}.
   */
  public Made rotate(Actor actor, CallbackId id, String key) {
    return change(
        actor,
        connection -> {
          Callback before = known(connection, actor, id);
          CallbackSecret secret = secret(before.settings().dialect(), key);
          Instant until = time.now().plus(ROTATION);
          rows.rotate(actor.tenant(), connection, id, secret, until, by(actor));
          record(
              connection,
              actor,
              AuditEntry.of(AuditAction.CALLBACK_SECRET_ROTATED, before.settings().name())
                  .after(AuditFacts.none().with("formerUntil", until.toString())));
          return new Made(known(connection, actor, id), secret);
        });
  }

  /** Ends a rotation: the new secret alone signs from now on. Throws {@code NOT_FOUND}. */
  public Callback endFormer(Actor actor, CallbackId id) {
    return change(
        actor,
        connection -> {
          Callback before = known(connection, actor, id);
          if (CallbackRows.endFormer(actor.tenant(), connection, id, by(actor))) {
            record(
                connection,
                actor,
                AuditEntry.of(AuditAction.CALLBACK_CHANGED, before.settings().name())
                    .after(AuditFacts.none().with("formerUntil", "")));
          }
          return known(connection, actor, id);
        });
  }

  /**
   * Tells an endpoint of an event that did not happen, now and once, paused or not; the log has it.
   * Throws {@code WeirFault}: {@code NOT_FOUND}; {@code TOO_MANY_REQUESTS} when too many are tried
   * at once.
   */
  public Attempt tried(Actor actor, CallbackId id) {
    actor.require(Permission.CALLBACKS_WRITE);
    TenantId tenant = actor.tenant();
    Endpoint endpoint =
        database
            .inTenant(tenant, connection -> rows.endpoint(tenant, connection, id, time.now()))
            .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, tenant + "/" + id));
    CallbackEvent.Trial trial = new CallbackEvent.Trial(time.now(), actor.name());
    StoredEvent event =
        new StoredEvent(
            tenant,
            UUID.randomUUID(),
            CallbackKind.TRIAL.text(),
            1,
            trial.subject(),
            trial.at(),
            trial.data());
    if (!trials.tryAcquire()) {
      throw new WeirFault(FaultCode.TOO_MANY_REQUESTS, "trials=" + MAX_TRIALS);
    }
    try {
      Attempt attempt = courier.carry(endpoint, event).await().orElseThrow();
      return database.inTenant(
          tenant,
          connection -> {
            Deliveries.log(connection, endpoint, event.id(), attempt);
            return attempt;
          });
    } finally {
      trials.release();
    }
  }

  private <T> T change(Actor actor, Function<SqlConnection, T> work) {
    actor.require(Permission.CALLBACKS_WRITE);
    return database.inTenant(
        actor.tenant(),
        connection -> {
          CallbackRows.lock(actor.tenant(), connection);
          return work.apply(connection);
        });
  }

  private Callback known(SqlConnection connection, Actor actor, CallbackId id) {
    return CallbackRows.find(actor.tenant(), connection, id, time.now())
        .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, actor.tenant() + "/" + id));
  }

  private void judge(Actor actor, CallbackId id, CallbackSettings settings, CallbackSecret secret) {
    Endpoint endpoint =
        new Endpoint(
            actor.tenant(),
            id.value(),
            settings.address(),
            settings.dialect(),
            secret,
            Optional.empty());
    if (!courier.accepts(endpoint)) {
      throw new WeirFault(FaultCode.SETTING_INVALID, "url", "url=" + settings.address());
    }
  }

  private CallbackSecret secret(Dialect dialect, String key) {
    if (key.isEmpty()) {
      return CallbackSecret.generate(dialect, random);
    }
    if (dialect != Dialect.APSARAVIDEO || !CallbackSecret.isLettersAndDigits(key)) {
      throw new WeirFault(FaultCode.SETTING_INVALID, "key", "dialect=" + dialect);
    }
    return new CallbackSecret(key);
  }

  /** The query of an address may be a secret of the receiver's. */
  private static AuditFacts facts(CallbackSettings settings) {
    return AuditFacts.none()
        .with("name", settings.name())
        .with("url", settings.address().toString().replaceFirst("\\?.*", "?…"))
        .with("dialect", settings.dialect().text())
        .with("events", settings.kinds().stream().map(CallbackKind::text).toList())
        .with("domain", settings.domain())
        .with("app", settings.app())
        .with("stream", settings.stream())
        .with("on", settings.on());
  }

  private CallbackRows.Change by(Actor actor) {
    return new CallbackRows.Change(actor.name(), time.now());
  }

  private void record(SqlConnection connection, Actor actor, AuditEntry entry) {
    audit.record(connection, actor, entry);
  }
}
