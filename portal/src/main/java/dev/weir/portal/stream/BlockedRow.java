package dev.weir.portal.stream;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.portal.control.BlockedStream;
import java.time.Instant;

/**
 * A blocked stream as a page shows it. Public for the templates.
 *
 * @param path the portal's page of the stream
 * @param domain push domain
 * @param app first path segment
 * @param name name within the app
 * @param until when it may be published again, ISO 8601; empty for never
 * @param note what whoever blocked it wrote
 * @param since when it was blocked, ISO 8601
 * @param by who blocked it
 */
public record BlockedRow(
    String path,
    String domain,
    String app,
    String name,
    String until,
    String note,
    String since,
    String by) {

  static BlockedRow of(BlockedStream blocked) {
    StreamAddress address = blocked.address();
    return new BlockedRow(
        StreamPages.path(address),
        address.pushDomain().value(),
        address.app().value(),
        address.stream().value(),
        blocked.until().map(Instant::toString).orElse(""),
        blocked.note(),
        blocked.since().toString(),
        blocked.by());
  }
}
