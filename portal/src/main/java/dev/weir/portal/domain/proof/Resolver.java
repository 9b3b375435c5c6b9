package dev.weir.portal.domain.proof;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.dns.DnsClient;
import io.vertx.core.dns.DnsClientOptions;
import io.vertx.core.dns.DnsException;
import io.vertx.core.dns.DnsResponseCode;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks a name server. What does not exist is an empty answer; a server that does not answer is
 * {@link ResolverSilentException}.
 */
final class Resolver {

  /** Longest wait for an answer, milliseconds. */
  static final int QUERY_MS = 5_000;

  /** Most records of an answer that are looked at. */
  static final int MAX_RECORDS = 32;

  /** Most aliases that are followed from a name to its addresses. */
  static final int MAX_ALIASES = 8;

  private final DnsClient client;

  Resolver(Vertx vertx, ProofConfig config) {
    DnsClientOptions options = new DnsClientOptions().setQueryTimeout(QUERY_MS);
    config
        .resolver()
        .ifPresent(server ->
            options.setHost(server.getAddress().getHostAddress()).setPort(server.getPort()));
    this.client = vertx.createDnsClient(options);
  }

  /** TXT records of a name. */
  List<String> texts(String name) {
    return ask(name, client.resolveTXT(name));
  }

  /** What a name is an alias of. */
  Optional<String> alias(String name) {
    return ask(name, client.resolveCNAME(name)).stream().findFirst().map(Resolver::canonical);
  }

  /** Addresses of a name, of both families, through aliases where it has none of its own. */
  List<InetAddress> addresses(String name) {
    Optional<String> next = Optional.of(name);
    for (int step = 0; next.isPresent() && step < MAX_ALIASES; step++) {
      String asked = next.get();
      List<String> texts = new ArrayList<>(ask(asked, client.resolveA(asked)));
      texts.addAll(ask(asked, client.resolveAAAA(asked)));
      if (!texts.isEmpty()) {
        return texts.stream().map(InetAddress::ofLiteral).toList();
      }
      next = alias(asked);
    }
    return List.of();
  }

  private static <T> List<T> ask(String name, Future<List<T>> question) {
    try {
      List<T> answer = question.await();
      return answer.subList(0, Math.min(answer.size(), MAX_RECORDS));
    } catch (DnsException refused) {
      if (DnsResponseCode.NXDOMAIN.equals(refused.code())) {
        return List.of();
      }
      throw new ResolverSilentException(name, refused);
    } catch (Exception silent) {
      // Of any kind: waiting throws the cause as it is, declared or not.
      throw new ResolverSilentException(name, silent);
    }
  }

  private static String canonical(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
