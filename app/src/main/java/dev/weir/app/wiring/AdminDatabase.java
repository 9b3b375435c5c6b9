package dev.weir.app.wiring;

import dev.weir.app.embedded.EmbeddedPostgres;
import dev.weir.migrations.Migrations;
import dev.weir.runtime.boot.Parts;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import dev.weir.runtime.secrets.ClusterSecret;
import dev.weir.runtime.secrets.SealedBox;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.util.Optional;

/**
 * The control plane's database for the time of one command: the external one that {@code
 * postgres.url} names, or the embedded one of {@code data.dir}. An embedded one is shared with the
 * {@code ./weir up} that runs on it; when none does, it is started, and stopped again at the end.
 * For the main thread, which may wait.
 */
public final class AdminDatabase implements AutoCloseable {

  private final Parts parts;
  private final Vertx vertx;
  private final Database database;
  private final SealedBox box;

  private AdminDatabase(Parts parts, Vertx vertx, Database database, SealedBox box) {
    this.parts = parts;
    this.vertx = vertx;
    this.database = database;
    this.box = box;
  }

  /**
   * Opens it; nothing stays open when that fails.
   *
   * @throws NoDatabaseException when there is none, it does not let us in, or its schema is older
   *     than this Weir
   */
  public static AdminDatabase open(Settings settings) {
    Parts parts = new Parts(TimeSource.system());
    try {
      return open(parts, settings.node());
    } catch (RuntimeException | Error failed) {
      parts.close().forEach(failed::addSuppressed);
      throw failed;
    }
  }

  private static AdminDatabase open(Parts parts, NodeConfig node) {
    if (node.postgresUrl().isEmpty() && !EmbeddedPostgres.exists(Shell.postgresDir(node))) {
      throw new NoDatabaseException(
          "There is no Weir in "
              + node.dataDir()
              + ". Name the data directory of one with --data.dir=DIR, or its database with"
              + " --postgres.url=postgresql://user:password@host/name");
    }
    ClusterSecret secret = parts.open("cluster.secret", () -> Shell.secret(node), closed -> {});
    URI url = node.postgresUrl().orElseGet(() -> embedded(parts, node, secret));
    Schema.requireCurrent(url);
    Vertx vertx =
        parts.open(
            "vertx",
            () -> Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1)),
            Shell.closing(Vertx::close));
    Database database =
        parts.open(
            "database",
            () -> Database.open(vertx, Migrations.poolUrl(url.toString())),
            Shell.closing(Database::close));
    return new AdminDatabase(parts, vertx, database, SealedBox.of(secret));
  }

  private static URI embedded(Parts parts, NodeConfig node, ClusterSecret secret) {
    Optional<String> running =
        EmbeddedPostgres.running(Shell.postgresDir(node), Shell.postgresPassword(secret));
    return running.map(URI::create).orElseGet(() -> Shell.postgresUrl(parts, node, secret));
  }

  /** The database, in the role of the control plane. */
  public Database database() {
    return database;
  }

  /** What services of the portal ask for beside it. */
  public Vertx vertx() {
    return vertx;
  }

  /** Opens and seals the secrets in it, with the installation's {@code cluster.secret}. */
  public SealedBox box() {
    return box;
  }

  /** Lets go of it. What goes wrong meanwhile is in the log; what was done stays done. */
  @Override
  public void close() {
    parts.close();
  }
}
