package dev.weir.portal.domain.proof;

import dev.weir.contract.identity.DomainName;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks whether a domain is somebody's, and where it leads. Takes some seconds at most. */
public final class DomainProofs {

  /** The label below which the token is published. */
  public static final String LABEL = "_weir";

  private final Resolver resolver;
  private final ProofFile file;

  /** Asks as configured. */
  public DomainProofs(Vertx vertx, ProofConfig config) {
    this.resolver = new Resolver(vertx, config);
    this.file = new ProofFile(vertx, config);
  }

  /** The name of the TXT record. */
  public static String recordName(DomainName domain) {
    return LABEL + "." + domain.value();
  }

  /** The path of the file. */
  public static String filePath(String token) {
    return ProofFile.path(token);
  }

  /** Looks for the token of a claim. */
  public Proof proof(DomainName domain, String token) {
    if (token.isEmpty()) {
      // An empty record would prove it.
      return Proof.MISSING;
    }
    try {
      List<String> texts = resolver.texts(recordName(domain));
      if (texts.stream().anyMatch(text -> text.strip().equals(token))) {
        return Proof.DNS;
      }
      if (file.holds(domain.value(), token, resolver.addresses(domain.value()))) {
        return Proof.FILE;
      }
      return texts.isEmpty() ? Proof.MISSING : Proof.OTHER;
    } catch (ResolverSilentException silent) {
      return Proof.SILENT;
    }
  }

  /**
   * Looks whether a domain leads to its target. At the top of a zone an alias cannot stand; there
   * providers write the target's addresses instead, which count as much.
   */
  public Lead lead(DomainName domain, DomainName target) {
    try {
      Optional<String> alias = resolver.alias(domain.value());
      if (alias.filter(target.value()::equals).isPresent()) {
        return Lead.HERE;
      }
      Set<InetAddress> addresses = new HashSet<>(resolver.addresses(domain.value()));
      if (addresses.isEmpty()) {
        return alias.isPresent() ? Lead.ELSEWHERE : Lead.NOWHERE;
      }
      return new HashSet<>(resolver.addresses(target.value())).containsAll(addresses)
          ? Lead.HERE
          : Lead.ELSEWHERE;
    } catch (ResolverSilentException silent) {
      return Lead.SILENT;
    }
  }
}
