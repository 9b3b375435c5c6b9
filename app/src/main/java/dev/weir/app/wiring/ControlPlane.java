package dev.weir.app.wiring;

import dev.weir.migrations.Migrations;
import dev.weir.portal.Portal;
import dev.weir.portal.PortalSeams;
import dev.weir.portal.stream.PublicPorts;
import dev.weir.runtime.analytics.RedisAnalyticsInlet;
import dev.weir.runtime.audience.RedisAudienceBoard;
import dev.weir.runtime.boot.Parts;
import dev.weir.runtime.command.RedisStreamCommands;
import dev.weir.runtime.keyuse.RedisKeyUseBoard;
import dev.weir.runtime.lifecycle.RedisEventSource;
import dev.weir.runtime.live.LiveBoard;
import dev.weir.runtime.live.RedisLiveBoard;
import dev.weir.runtime.metering.RedisMeterInlet;
import dev.weir.runtime.node.RedisNodes;
import dev.weir.runtime.policy.PolicyPublisher;
import dev.weir.runtime.policy.RedisPolicyPublisher;
import dev.weir.runtime.postgres.Database;
import dev.weir.runtime.quality.RedisQualityLine;
import dev.weir.runtime.refusal.RedisRefusalBoard;
import dev.weir.runtime.tls.RedisCertificatePublisher;
import dev.weir.runtime.usage.RedisUsageBoard;
import java.net.URI;
import java.util.UUID;

/**
 * The portal and the database behind it.
 *
 * @param database the control plane's database
 * @param portal pages and API
 */
record ControlPlane(Database database, Portal portal) {

  private static final int START_SECONDS = 30;

  static ControlPlane open(Parts parts, Shell shell) {
    Settings settings = shell.settings();
    URI url = Shell.postgresUrl(parts, settings.node(), shell.secret());
    parts.open("migrations", () -> Schema.migrate(url), done -> {});
    Database database =
        parts.open(
            "database",
            () -> Database.open(shell.vertx(), Migrations.poolUrl(url.toString())),
            Shell.closing(Database::close));
    LiveBoard live = RedisLiveBoard.open(shell.vertx(), shell.redis(), shell.time());
    PolicyPublisher policies = new RedisPolicyPublisher(shell.redis(), shell.box(), shell.time());
    RedisStreamCommands commands =
        RedisStreamCommands.open(shell.redis(), shell.box(), shell.time());
    PortalSeams seams =
        new PortalSeams(
            shell.vertx(),
            database,
            live,
            new RedisUsageBoard(shell.redis()),
            new RedisKeyUseBoard(shell.redis()),
            new RedisNodes(shell.redis()),
            policies,
            new RedisCertificatePublisher(shell.redis(), shell.box(), shell.time()),
            RedisAudienceBoard.open(shell.redis(), shell.box()),
            commands,
            commands,
            new RedisEventSource(shell.redis(), UUID.randomUUID().toString()),
            new RedisMeterInlet(shell.redis()),
            new RedisAnalyticsInlet(shell.redis(), UUID.randomUUID().toString()),
            new RedisQualityLine(shell.redis()),
            new RedisRefusalBoard(shell.redis(), shell.box(), shell.time()),
            shell.objects(),
            shell.buckets(),
            shell.box(),
            shell.secret(),
            shell.front(),
            settings.proxies(),
            shell.faults(),
            shell.time());
    Portal portal = Portal.of(seams, settings.portal(), ports(settings));
    portal.show(shell.metrics());
    parts.open("portal", () -> Shell.await(portal.start(), START_SECONDS), open -> {});
    return new ControlPlane(database, portal);
  }

  private static PublicPorts ports(Settings settings) {
    return new PublicPorts(
        settings.rtmp().plainPort(),
        settings.rtmp().tlsPort(),
        settings.gateway().httpPort(),
        settings.gateway().httpsPort());
  }
}
