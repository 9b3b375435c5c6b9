package dev.weir.stream.lease;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.stream.hub.StreamKind;
import java.time.Duration;

/**
 * Where leases are in Redis: a hash for each stream, gone when its owner has been silent for a
 * while, a sorted set for each tenant with its streams by the time (ms, of Redis) at which their
 * leases run out, a text for each node, and the last fence that was given to anybody.
 */
final class LeaseKeys {

  static final String FENCE = "weir:lease:fence";

  /** Messages are fence, boot and stream of a lease that changed hands. */
  static final String MOVED = "weir:lease:moved";

  /** How long a lease outlives the last word of its owner. */
  static final Duration EXPIRY = Duration.ofSeconds(10);

  /** How often the owner says that it is there: two words may be lost. */
  static final Duration RENEWAL = Duration.ofSeconds(3);

  private static final int ADDRESS_PARTS = 4;

  private LeaseKeys() {}

  static String stream(StreamAddress stream) {
    return "weir:lease:stream:" + stream;
  }

  static String tenant(TenantId tenant) {
    return "weir:lease:tenant:" + tenant;
  }

  /** Renditions have leases, so that other nodes find them, and count against no quota. */
  static String renditions(TenantId tenant) {
    return "weir:lease:renditions:" + tenant;
  }

  /** Where a stream counts. */
  static String count(StreamAddress stream, StreamKind kind) {
    return switch (kind) {
      case SOURCE -> tenant(stream.tenant());
      case RENDITION -> renditions(stream.tenant());
    };
  }

  /** Key of a node's lease, and channel that the node listens to for as long as it lives. */
  static String node(NodeId node) {
    return "weir:lease:node:" + node;
  }

  /** Reads an address as it stands in a key; throws {@link IllegalArgumentException}. */
  static StreamAddress address(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != ADDRESS_PARTS) {
      throw new IllegalArgumentException("no stream address");
    }
    return new StreamAddress(
        TenantId.parse(parts[0]),
        new DomainName(parts[1]),
        new AppName(parts[2]),
        new StreamName(parts[3]));
  }
}
