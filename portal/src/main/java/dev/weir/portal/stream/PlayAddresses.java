package dev.weir.portal.stream;

import dev.weir.contract.event.RecordingId;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.DomainPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where one stream is played from.
 *
 * @param watch the watch page
 * @param embed the watch page as a frame of another page
 * @param hls HLS and low-latency HLS: the same playlist
 * @param hlsTs HLS with transport stream segments
 * @param flv FLV over HTTP
 * @param webSocketFlv FLV over WebSocket
 * @param rtmp RTMP
 */
public record PlayAddresses(
    String watch,
    String embed,
    String hls,
    String hlsTs,
    String flv,
    String webSocketFlv,
    String rtmp) {

  /**
   * Addresses on a play domain; throws when the domain serves no viewers.
   *
   * @param secure whether over TLS
   */
  public static PlayAddresses of(
      DomainPolicy domain, PublicPorts ports, StreamPath stream, Instant until, boolean secure) {
    UrlSigner signer = signer(domain, until);
    String host = domain.domain().value();
    String web = web(domain, ports, secure);
    String socket = secure ? "wss://" + host + ports.afterHttpsHost() : plain("ws", host, ports);
    String rtmp =
        secure ? "rtmps://" + host + ":" + ports.rtmps() : "rtmp://" + host + ":" + ports.rtmp();
    String path = stream.path();
    return new PlayAddresses(
        web + signer.sign(path + ".html", ""),
        web + signer.sign(path + ".html", "embed=1"),
        web + signer.sign(path + ".m3u8", ""),
        web + signer.sign(path + ".m3u8", "container=ts"),
        web + signer.sign(path + ".flv", ""),
        socket + signer.sign(path + ".flv", ""),
        rtmp + signer.sign(path, ""));
  }

  /**
   * Where the latest snapshot of a stream is; empty when none are taken.
   *
   * @param push the domain that the stream is pushed to, whose rules say of which they are taken
   * @param domain the play domain
   */
  public static Optional<String> snapshot(
      DomainPolicy push,
      DomainPolicy domain,
      PublicPorts ports,
      StreamPath stream,
      Instant until,
      boolean secure) {
    return push.push()
        .flatMap(rules -> rules.keeping().snapshot(stream.app(), stream.stream()))
        .map(rule -> stream.path() + "." + rule.format().extension())
        .map(path -> web(domain, ports, secure) + signer(domain, until).sign(path, ""));
  }

  /**
   * Where a recording is watched, as a frame of another page.
   *
   * @param domain the play domain
   */
  public static String replay(
      DomainPolicy domain,
      PublicPorts ports,
      StreamPath stream,
      RecordingId recording,
      Instant until,
      boolean secure) {
    String path = stream.path() + "/recordings/" + recording + ".html";
    return web(domain, ports, secure) + signer(domain, until).sign(path, "embed=1");
  }

  /** The origins that a page must be allowed to frame in order to show this domain's player. */
  public static List<String> origins(DomainName domain, PublicPorts ports) {
    String host = domain.value();
    return List.of(plain("http", host, ports), "https://" + host + ports.afterHttpsHost());
  }

  private static UrlSigner signer(DomainPolicy domain, Instant until) {
    return new UrlSigner(domain.play().orElseThrow().authentication(), until);
  }

  private static String web(DomainPolicy domain, PublicPorts ports, boolean secure) {
    String host = domain.domain().value();
    return secure ? "https://" + host + ports.afterHttpsHost() : plain("http", host, ports);
  }

  private static String plain(String scheme, String host, PublicPorts ports) {
    return scheme + "://" + host + ports.afterHttpHost();
  }
}
