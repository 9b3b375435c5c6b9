package dev.weir.portal.stream;

import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PushPolicy;
import java.time.Instant;

/**
 * Where one stream is pushed to. Whoever has these may publish.
 *
 * @param server the first of the two boxes that OBS asks for
 * @param secureServer the same over TLS
 * @param streamKey the second: name and signature
 * @param url both in one
 * @param secureUrl both in one, over TLS
 */
public record PushAddresses(
    String server, String secureServer, String streamKey, String url, String secureUrl) {

  /** Addresses on a push domain; throws when the domain takes no publishers. */
  public static PushAddresses of(
      DomainPolicy domain, PublicPorts ports, StreamPath stream, Instant until) {
    PushPolicy push = domain.push().orElseThrow();
    String path = new UrlSigner(push.authentication(), until).sign(stream.path(), "");
    String server = "rtmp://" + domain.domain() + ":" + ports.rtmp() + "/" + stream.app();
    String secureServer = "rtmps://" + domain.domain() + ":" + ports.rtmps() + "/" + stream.app();
    String key = path.substring(stream.app().value().length() + 2);
    return new PushAddresses(
        server, secureServer, key, server + "/" + key, secureServer + "/" + key);
  }
}
