package dev.weir.app.wiring;

import dev.weir.contract.identity.BootId;
import dev.weir.runtime.boot.Parts;
import dev.weir.stream.lease.LeaseHolder;
import dev.weir.stream.lease.NodeLease;
import dev.weir.stream.lease.NodeTwinException;
import io.vertx.core.net.HostAndPort;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This process among the others: its node id, which it has alone, and where it is found. */
final class Presence {

  private static final int START_SECONDS = 10;
  private static final int BOOT_ID_BYTES = 8;
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");
  private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

  private Presence() {}

  /**
   * Takes the node id. A Redis of one's own has no other node, but may still have the lease of an
   * earlier process of the same data directory.
   */
  static LeaseHolder open(Parts parts, Shell shell) {
    NodeConfig node = shell.settings().node();
    HostAndPort found = node.door().advertised();
    LeaseHolder self = new LeaseHolder(node.nodeId(), newBoot(), found.host(), found.port());
    if (shell.settings().redis().url().isPresent()) {
      parts.open(
          "node.id",
          () ->
              Shell.await(
                  NodeLease.take(
                      shell.vertx(), shell.redis(), self.node(), self.boot(), Presence::giveUp),
                  START_SECONDS),
          NodeLease::close);
      tellOfLoopback(found.host());
    }
    return self;
  }

  private static void tellOfLoopback(String host) {
    if (LOOPBACK.contains(host)) {
      LOG.warn(
          "event=node.advertises-loopback host={} message=\"only processes of this machine find"
              + " this node; node.host or node.advertise says where others do\"",
          host);
    }
  }

  /** A name for this start of the process. */
  static BootId newBoot() {
    byte[] random = new byte[BOOT_ID_BYTES];
    new SecureRandom().nextBytes(random);
    return new BootId(HexFormat.of().formatHex(random));
  }

  /** Two nodes of one id would take each other's streams for their own. */
  private static void giveUp(NodeTwinException twin) {
    LOG.error("event=node.twin message=\"{}\"", twin.getMessage());
    // Not on an event loop, which is needed for an orderly end.
    Thread.ofPlatform().name("twin").start(() -> System.exit(1));
  }
}
