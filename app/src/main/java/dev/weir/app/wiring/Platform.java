package dev.weir.app.wiring;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.DomainName;
import dev.weir.portal.tenant.DemoSecrets;
import dev.weir.portal.tenant.Quickstart;
import dev.weir.runtime.boot.Parts;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.stream.lease.LeaseHolder;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A running process: the parts of its roles, opened in order. Closed once, from any thread. */
public final class Platform {

  private final Parts parts;
  private final Optional<ControlPlane> controlPlane;

  private Platform(Parts parts, Optional<ControlPlane> controlPlane) {
    this.parts = parts;
    this.controlPlane = controlPlane;
  }

  /**
   * Opens everything that the roles need; when something does not open, what was open is closed
   * again and the failure is thrown.
   */
  public static Platform start(Settings settings, Set<Role> roles) {
    Parts parts = new Parts(TimeSource.system());
    try {
      return open(parts, settings, roles);
    } catch (RuntimeException | Error failed) {
      parts.close().forEach(failed::addSuppressed);
      throw failed;
    }
  }

  private static Platform open(Parts parts, Settings settings, Set<Role> roles) {
    Shell shell = Shell.open(parts, settings);
    boolean streaming = roles.contains(Role.INGEST) || roles.contains(Role.GATEWAY);
    // Before anything that takes time: a twin of another process should not linger.
    Optional<LeaseHolder> self =
        streaming ? Optional.of(Presence.open(parts, shell)) : Optional.empty();
    // The control plane next: it publishes the policies that the data plane waits for.
    Optional<ControlPlane> controlPlane =
        roles.contains(Role.PORTAL)
            ? Optional.of(ControlPlane.open(parts, shell))
            : Optional.empty();
    Optional<DataPlane> dataPlane = self.map(node -> DataPlane.open(parts, shell, node, roles));
    BootId boot = self.map(LeaseHolder::boot).orElseGet(Presence::newBoot);
    Telling.open(parts, shell, boot, roles, dataPlane);
    Operations.open(parts, shell, roles, controlPlane, dataPlane);
    return new Platform(parts, controlPlane);
  }

  /**
   * Makes the demo tenant on an empty database and signs its URLs anew.
   *
   * @param kept what an earlier start wrote down
   */
  public Optional<Quickstart> demoTenant(DomainName domain, Optional<DemoSecrets> kept) {
    return controlPlane.flatMap(plane -> plane.portal().demoTenant().ensure(domain, kept));
  }

  /** Closes everything in reverse order, and returns what went wrong meanwhile. */
  public synchronized List<Exception> stop() {
    return parts.close();
  }
}
