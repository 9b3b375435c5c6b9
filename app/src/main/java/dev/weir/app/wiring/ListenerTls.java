package dev.weir.app.wiring;

import dev.weir.runtime.boot.Parts;
import dev.weir.runtime.replica.Replica;
import dev.weir.runtime.tls.DomainCertificates;
import dev.weir.runtime.tls.SelfSignedCertificate;
import dev.weir.runtime.tls.ServerTls;
import java.util.Set;

/** TLS of the listeners for publishers and viewers. */
final class ListenerTls {

  private ListenerTls() {}

  /** Presents the certificates of domains, and a self-signed one where there is none. */
  static ServerTls open(Parts parts, Shell shell) {
    NodeConfig node = shell.settings().node();
    SelfSignedCertificate selfSigned =
        parts.open(
            "self-signed certificate",
            () ->
                SelfSignedCertificate.loadOrCreate(
                    node.dataDir().resolve("tls"), Set.of(node.publicName()), shell.time()),
            kept -> {});
    ServerTls tls = selfSigned.tls();
    DomainCertificates certificates =
        parts.open(
            "certificates",
            () ->
                DomainCertificates.open(
                    new Replica.Seams(
                        shell.vertx(),
                        shell.redis(),
                        shell.box(),
                        node.dataDir().resolve("certificates.sealed"),
                        shell.time()),
                    tls),
            Shell.closing(DomainCertificates::close));
    certificates.show(shell.metrics());
    return tls;
  }
}
