package dev.weir.portal.refusal;

import dev.weir.contract.check.RefusedVisit;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.live.PlayProtocol;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An address as somebody pasted it. App and stream are the last two steps of its path, behind
 * signatures and sessions, as the doors see them.
 *
 * @param domain its host
 * @param rtmp whether encoders use such addresses, too
 * @param asked what it asks for
 */
record PastedAddress(DomainName domain, boolean rtmp, RefusedVisit.Asked asked) {

  /** Reads it; empty when it is no address of a stream. */
  static Optional<PastedAddress> read(String text) {
    try {
      URI uri = new URI(text.strip());
      if (uri.getScheme() == null || uri.getHost() == null || uri.getRawPath() == null) {
        return Optional.empty();
      }
      return DomainName.parse(uri.getHost())
          .flatMap(domain -> read(domain, uri.getScheme().toLowerCase(Locale.ROOT), uri));
    } catch (URISyntaxException noAddress) {
      return Optional.empty();
    }
  }

  private static Optional<PastedAddress> read(DomainName domain, String scheme, URI uri) {
    boolean rtmp = scheme.startsWith("rtmp");
    String path = uri.getPath();
    boolean inSession = path.contains("/~");
    List<String> steps = new ArrayList<>(List.of(path.split("/", -1)));
    steps.removeIf(step -> step.isEmpty() || step.startsWith("~"));
    if (steps.size() < 2) {
      return Optional.empty();
    }
    // Behind a session, a file of HLS has one step more: its stream's name.
    boolean file = inSession && steps.size() > 2;
    String app = file ? steps.getFirst() : steps.get(steps.size() - 2);
    String last = file ? steps.get(1) : steps.getLast();
    int dot = last.lastIndexOf('.');
    String stream = dot > 0 && !rtmp && !file ? last.substring(0, dot) : last;
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    String shown = inSession ? "/" + app + "/~/" + stream : path;
    return Optional.of(
        new PastedAddress(
            domain,
            rtmp,
            new RefusedVisit.Asked(
                app, stream, protocol(scheme, steps.getLast(), query).name(), shown, query)));
  }

  private static PlayProtocol protocol(String scheme, String file, String query) {
    if (scheme.startsWith("rtmp")) {
      return PlayProtocol.RTMP;
    }
    if (file.endsWith(".flv")) {
      return scheme.startsWith("ws") ? PlayProtocol.WEBSOCKET_FLV : PlayProtocol.HTTP_FLV;
    }
    boolean ts = file.endsWith(".ts") || file.equals("ts.m3u8") || query.contains("container=ts");
    return ts ? PlayProtocol.HLS_TS : PlayProtocol.HLS;
  }
}
