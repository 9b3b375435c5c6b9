package dev.weir.app.wiring;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.live.NodeReport;
import dev.weir.contract.live.NodeReport.Traffic;
import dev.weir.runtime.boot.Parts;
import dev.weir.runtime.node.MachineWatch;
import dev.weir.runtime.node.NodeVerticle;
import dev.weir.runtime.node.RedisNodes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** This process tells the control plane of itself. */
final class Telling {

  private static final int START_SECONDS = 10;

  private Telling() {}

  static void open(
      Parts parts, Shell shell, BootId boot, Set<Role> roles, Optional<DataPlane> dataPlane) {
    Instant startedAt = shell.time().now();
    String host = host();
    Set<String> labels = roles.stream().map(Role::label).collect(Collectors.toSet());
    MachineWatch machine = new MachineWatch(shell.time());
    Supplier<NodeReport> report =
        () ->
            new NodeReport(
                shell.settings().node().nodeId(),
                boot,
                host,
                version(),
                labels,
                startedAt,
                dataPlane.map(plane -> plane.load().traffic()).orElse(Traffic.NONE),
                machine.look(dataPlane.flatMap(plane -> plane.load().loopLateness())));
    parts.open(
        "telling",
        () ->
            Shell.await(
                shell
                    .vertx()
                    .deployVerticle(new NodeVerticle(new RedisNodes(shell.redis()), report)),
                START_SECONDS),
        Shell.closing(id -> shell.vertx().undeploy(id)));
  }

  private static String version() {
    String version = Telling.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException unnamed) {
      return "";
    }
  }
}
