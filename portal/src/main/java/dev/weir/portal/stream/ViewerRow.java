package dev.weir.portal.stream;

import dev.weir.contract.live.ViewerSighting;
import dev.weir.portal.viewer.Watching;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * A viewer as a page shows it. Public for the templates.
 *
 * @param id the session
 * @param user the tenant's own name for the person; empty when unknown
 * @param protocol in words
 * @param address the viewer's network address
 * @param since when the session began, ISO 8601
 * @param lasting how long that is, in words
 * @param bytes what was sent, in words
 * @param node the gateway
 * @param query what a page about ending is told of the viewer
 */
public record ViewerRow(
    String id,
    String user,
    String protocol,
    String address,
    String since,
    String lasting,
    String bytes,
    String node,
    String query) {

  static ViewerRow of(Watching.Seat seat, Instant now) {
    ViewerSighting viewer = seat.viewer();
    return new ViewerRow(
        viewer.viewer().hex(),
        viewer.user(),
        Audience.name(viewer.protocol()),
        viewer.address(),
        viewer.since().toString(),
        Wording.duration(Duration.between(viewer.since(), now)),
        Wording.bytes(viewer.bytes()),
        seat.node().value(),
        "viewer=%s&user=%s&network=%s"
            .formatted(viewer.viewer().hex(), encoded(viewer.user()), encoded(viewer.address())));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
