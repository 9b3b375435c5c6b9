package dev.weir.app.wiring;

import dev.weir.runtime.boot.Parts;
import dev.weir.runtime.ops.OpsVerticle;
import dev.weir.runtime.ops.Readiness;
import java.util.Optional;

/** Health and metrics, opened last: a process that answers here has opened everything else. */
final class Operations {

  private static final int START_SECONDS = 10;

  private Operations() {}

  static void open(
      Parts parts,
      Shell shell,
      Optional<ControlPlane> controlPlane,
      Optional<DataPlane> dataPlane) {
    Readiness readiness = new Readiness();
    dataPlane.ifPresent(plane -> readiness.require("policies", plane.policies()::loaded));
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
}
