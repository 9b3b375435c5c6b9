package dev.weir.portal.domain.settings;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.HlsContainer;
import dev.weir.portal.domain.DomainId;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** The rows of settings, within transactions of the caller. */
final class SettingsStore {

  private static final String PUSH =
      """
      SELECT reconnect_window_s, max_live_streams, revision, updated_by
      FROM domain_push WHERE tenant_id = $1 AND domain_id = $2
      """;
  private static final String SAVE_PUSH =
      """
      UPDATE domain_push SET reconnect_window_s = $5, max_live_streams = $6,
        revision = revision + 1, updated_by = $4
      WHERE tenant_id = $1 AND domain_id = $2 AND revision = $3
      """;
  private static final String PLAY =
      """
      SELECT d.name AS push_domain, p.session_lifetime_s, p.cors_origins, p.frame_ancestors,
        p.default_container, p.max_viewers, p.revision, p.updated_by
      FROM domain_play p
      JOIN domain d ON d.tenant_id = p.tenant_id AND d.id = p.push_domain_id
      WHERE p.tenant_id = $1 AND p.domain_id = $2
      """;
  private static final String SAVE_PLAY =
      """
      UPDATE domain_play SET push_domain_id = $5, session_lifetime_s = $6, cors_origins = $7,
        frame_ancestors = $8, default_container = $9, max_viewers = $10,
        revision = revision + 1, updated_by = $4
      WHERE tenant_id = $1 AND domain_id = $2 AND revision = $3
      """;
  private static final String APPS =
      "SELECT name, takeover FROM app WHERE tenant_id = $1 AND domain_id = $2 ORDER BY name";
  private static final String ADD_APP =
      """
      INSERT INTO app (tenant_id, domain_id, name) VALUES ($1, $2, $3)
      ON CONFLICT DO NOTHING
      """;
  private static final String REMOVE_APP =
      "DELETE FROM app WHERE tenant_id = $1 AND domain_id = $2 AND name = $3";
  private static final String SET_TAKEOVER =
      """
      UPDATE app SET takeover = $4
      WHERE tenant_id = $1 AND domain_id = $2 AND name = $3 AND takeover <> $4
      """;

  Revised<PublishSettings> push(TenantId tenant, SqlConnection connection, DomainId domain) {
    Row row = one(ask(connection, PUSH, key(tenant, domain)), "takes no publishers");
    return new Revised<>(
        new PublishSettings(
            row.getInteger("reconnect_window_s"), row.getInteger("max_live_streams")),
        row.getLong("revision"),
        row.getString("updated_by"));
  }

  /** False when somebody else was quicker. */
  boolean savePush(
      TenantId tenant, SqlConnection connection, DomainId domain, Revised<PublishSettings> by) {
    PublishSettings settings = by.settings();
    Tuple values =
        key(tenant, domain)
            .addLong(by.revision())
            .addString(by.updatedBy())
            .addInteger(settings.reconnectWindowS())
            .addInteger(settings.maxLiveStreams());
    return ask(connection, SAVE_PUSH, values).rowCount() == 1;
  }

  Revised<PlaySettings> play(TenantId tenant, SqlConnection connection, DomainId domain) {
    Row row = one(ask(connection, PLAY, key(tenant, domain)), "serves no viewers");
    return new Revised<>(
        new PlaySettings(
            new DomainName(row.getString("push_domain")),
            row.getInteger("session_lifetime_s"),
            List.of(row.getArrayOfStrings("cors_origins")),
            List.of(row.getArrayOfStrings("frame_ancestors")),
            HlsContainer.valueOf(row.getString("default_container")),
            row.getInteger("max_viewers")),
        row.getLong("revision"),
        row.getString("updated_by"));
  }

  /** False when somebody else was quicker. */
  boolean savePlay(
      TenantId tenant,
      SqlConnection connection,
      DomainId domain,
      DomainId pushDomain,
      Revised<PlaySettings> by) {
    PlaySettings settings = by.settings();
    Tuple values =
        key(tenant, domain)
            .addLong(by.revision())
            .addString(by.updatedBy())
            .addUUID(pushDomain.value())
            .addInteger(settings.sessionLifetimeS())
            .addArrayOfString(settings.corsOrigins().toArray(String[]::new))
            .addArrayOfString(settings.frameAncestors().toArray(String[]::new))
            .addString(settings.container().name())
            .addInteger(settings.maxViewers());
    return ask(connection, SAVE_PLAY, values).rowCount() == 1;
  }

  List<App> apps(TenantId tenant, SqlConnection connection, DomainId domain) {
    List<App> apps = new ArrayList<>();
    for (Row row : ask(connection, APPS, key(tenant, domain))) {
      apps.add(new App(new AppName(row.getString("name")), row.getBoolean("takeover")));
    }
    return apps;
  }

  boolean addApp(TenantId tenant, SqlConnection connection, DomainId domain, AppName app) {
    return ask(connection, ADD_APP, key(tenant, domain).addString(app.value())).rowCount() == 1;
  }

  boolean removeApp(TenantId tenant, SqlConnection connection, DomainId domain, AppName app) {
    return ask(connection, REMOVE_APP, key(tenant, domain).addString(app.value())).rowCount() == 1;
  }

  boolean setTakeover(TenantId tenant, SqlConnection connection, DomainId domain, App app) {
    Tuple values = key(tenant, domain).addString(app.name().value()).addBoolean(app.takeover());
    return ask(connection, SET_TAKEOVER, values).rowCount() == 1;
  }

  private static Tuple key(TenantId tenant, DomainId domain) {
    return Tuple.of(tenant.value(), domain.value());
  }

  private static Row one(RowSet<Row> rows, String otherwise) {
    for (Row row : rows) {
      return row;
    }
    throw new WeirFault(FaultCode.NOT_FOUND, otherwise);
  }

  private static RowSet<Row> ask(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await();
  }
}
