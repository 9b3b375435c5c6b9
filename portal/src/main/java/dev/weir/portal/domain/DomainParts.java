package dev.weir.portal.domain;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.runtime.secrets.SealedBox;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** Adds the parts that a new domain consists of, with the defaults of a new domain. */
final class DomainParts {

  private static final String INSERT_PUSH =
      """
      INSERT INTO domain_push (tenant_id, domain_id, reconnect_window_s, max_live_streams)
      VALUES ($1, $2, $3, $4)
      """;
  private static final String INSERT_PLAY =
      """
      INSERT INTO domain_play (tenant_id, domain_id, push_domain_id, session_lifetime_s,
        max_viewers)
      VALUES ($1, $2, $3, $4, $5)
      """;
  private static final String INSERT_APP =
      "INSERT INTO app (tenant_id, domain_id, name) VALUES ($1, $2, $3)";
  private static final String INSERT_KEY =
      """
      INSERT INTO signing_key (tenant_id, domain_id, side, rank, name, sealed_secret)
      VALUES ($1, $2, $3, 1, $4, $5)
      """;

  private final SealedBox box;

  DomainParts(SealedBox box) {
    this.box = box;
  }

  void push(TenantId tenant, SqlConnection connection, DomainId id, SigningKey key) {
    run(
        connection,
        INSERT_PUSH,
        Tuple.of(
            tenant.value(),
            id.value(),
            (int) PushPolicy.DEFAULT_RECONNECT_WINDOW.toSeconds(),
            PushPolicy.DEFAULT_MAX_LIVE_STREAMS));
    key(tenant, connection, id, Side.PUSH, key);
  }

  /** The side for viewers, of the streams of {@code pushDomain}. */
  void play(
      TenantId tenant, SqlConnection connection, DomainId id, UUID pushDomain, SigningKey key) {
    run(
        connection,
        INSERT_PLAY,
        Tuple.of(
            tenant.value(),
            id.value(),
            pushDomain,
            (int) PlayPolicy.DEFAULT_SESSION_LIFETIME.toSeconds(),
            PlayPolicy.DEFAULT_MAX_VIEWERS));
    key(tenant, connection, id, Side.PLAY, key);
  }

  void app(TenantId tenant, SqlConnection connection, DomainId id, AppName app) {
    run(connection, INSERT_APP, Tuple.of(tenant.value(), id.value(), app.value()));
  }

  private void key(
      TenantId tenant, SqlConnection connection, DomainId id, Side side, SigningKey key) {
    String sealed = box.seal(key.secret(), PolicyRows.context(id.value(), side));
    run(
        connection,
        INSERT_KEY,
        Tuple.of(tenant.value(), id.value(), side.name(), key.id(), sealed));
  }

  private static void run(SqlConnection connection, String sql, Tuple values) {
    connection.preparedQuery(sql).execute(values).await();
  }
}
