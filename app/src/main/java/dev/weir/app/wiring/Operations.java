package dev.weir.app.wiring;

import dev.weir.runtime.boot.Parts;
import dev.weir.runtime.ops.OpsVerticle;
import dev.weir.runtime.ops.Readiness;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Health and metrics, opened last: a process that answers here has opened everything else. */
final class Operations {

  private static final int START_SECONDS = 10;

  private Operations() {}

  static void open(
      Parts parts,
      Shell shell,
      Set<Role> roles,
      Optional<ControlPlane> controlPlane,
      Optional<DataPlane> dataPlane) {
    Readiness readiness = new Readiness();
    shell.metrics().showProcess(version(), names(roles), shell.settings().node().dataDir());
    dataPlane.ifPresent(plane -> readiness.require("policies", plane.policies()::loaded));
    controlPlane.ifPresent(plane -> readiness.watch("database", plane.database()::answers));
    if (dataPlane.isEmpty()) {
      // Beside a data plane the database decides nothing: streams go on without it.
      controlPlane.ifPresent(
          plane -> readiness.requireAsync("database", plane.database()::answers));
    }
    parts.open(
        "ops",
        () ->
            Shell.await(
                shell
                    .vertx()
                    .deployVerticle(
                        new OpsVerticle(
                            shell.settings().ops(), shell.front(), readiness, shell.metrics())),
                START_SECONDS),
        Shell.closing(id -> shell.vertx().undeploy(id)));
  }

  private static String version() {
    String version = Operations.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static String names(Set<Role> roles) {
    return roles.stream().sorted().map(Role::label).collect(Collectors.joining(","));
  }
}
