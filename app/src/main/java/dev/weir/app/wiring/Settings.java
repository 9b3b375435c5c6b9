package dev.weir.app.wiring;

import dev.weir.gateway.remote.RemoteConfig;
import dev.weir.gateway.route.GatewayConfig;
import dev.weir.portal.PortalConfig;
import dev.weir.recorder.RecorderConfig;
import dev.weir.rtmp.listener.RtmpListenerConfig;
import dev.weir.runtime.config.ConfigReader;
import dev.weir.runtime.config.ConfigSource;
import dev.weir.runtime.http.ConnectionLimits;
import dev.weir.runtime.http.HttpLimits;
import dev.weir.runtime.http.TrustedProxies;
import dev.weir.runtime.metering.MeteringConfig;
import dev.weir.runtime.ops.OpsConfig;
import dev.weir.runtime.redis.RedisConfig;
import dev.weir.runtime.storage.StorageConfig;
import dev.weir.stream.hub.StreamConfig;
import dev.weir.stream.timeline.TimelineConfig;
import dev.weir.transcoder.snapshot.SnapshotConfig;
import dev.weir.transcoder.supervise.TranscoderConfig;
import java.util.List;

/**
 * The configuration of a process: each room's own record, read together, so that one start tells
 * every problem.
 *
 * @param node the process as a whole
 * @param rtmp the RTMP door
 * @param stream the hub
 * @param timeline what HLS is cut from
 * @param transcoder what encoding may take
 * @param snapshots what pictures of streams may take
 * @param recorder what recording may take
 * @param gateway playback
 * @param remote where questions to tenants' endpoints may go
 * @param portal the control plane
 * @param ops health and metrics
 * @param http limits of every HTTP listener
 * @param connections how many connections each of them holds
 * @param redis where Redis is; empty = embedded
 * @param storage where objects are kept
 * @param metering how counting for the bill is told
 * @param proxies whose word on a client's address is taken
 */
public record Settings(
    NodeConfig node,
    RtmpListenerConfig rtmp,
    StreamConfig stream,
    TimelineConfig timeline,
    TranscoderConfig transcoder,
    SnapshotConfig snapshots,
    RecorderConfig recorder,
    GatewayConfig gateway,
    RemoteConfig remote,
    PortalConfig portal,
    OpsConfig ops,
    HttpLimits http,
    ConnectionLimits connections,
    RedisConfig redis,
    StorageConfig storage,
    MeteringConfig metering,
    TrustedProxies proxies) {

  /** Reads all rooms; throws {@code ConfigException} with all problems at once. */
  public static Settings read(ConfigSource source, String defaultHost) {
    ConfigReader reader = source.reader();
    NodeConfig node = NodeConfig.read(reader, defaultHost);
    TrustedProxies proxies =
        reader.value(
            "listen.trusted-proxies",
            TrustedProxies.none(),
            "networks such as 10.0.0.0/8, separated by commas",
            text -> TrustedProxies.of(List.of(text.split("\\s*,\\s*", -1))));
    Settings settings =
        new Settings(
            node,
            RtmpListenerConfig.read(reader),
            StreamConfig.read(reader),
            TimelineConfig.read(reader),
            TranscoderConfig.read(reader),
            SnapshotConfig.read(reader),
            RecorderConfig.read(reader),
            GatewayConfig.read(reader, node.listenHost(), proxies),
            RemoteConfig.read(reader),
            PortalConfig.read(reader, node.listenHost()),
            OpsConfig.read(reader),
            HttpLimits.read(reader),
            ConnectionLimits.read(reader),
            RedisConfig.read(reader),
            StorageConfig.read(reader, node.dataDir()),
            MeteringConfig.read(reader),
            proxies);
    source.verify();
    return settings;
  }
}
