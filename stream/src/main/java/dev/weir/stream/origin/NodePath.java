package dev.weir.stream.origin;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NameRule;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import java.util.Optional;
import java.util.UUID;

/**
 * What one node asks another for: {@code /node/v1/{what}/{tenant}/{push domain}/{app}/{stream}}.
 *
 * @param what which side of the stream
 * @param stream the stream
 */
record NodePath(What what, StreamAddress stream) {

  /** The sides of a stream that a node can be asked for. */
  enum What {
    /** All its tags, without end. */
    TAGS("tags"),
    /** Its timeline, without end. */
    TIMELINE("timeline"),
    /** How it is. */
    OUTLINE("stream"),
    /** Its slices that the store may not have yet. */
    SLICES("slices"),
    /** A range of one of them. */
    SLICE_MEDIA("slice-media"),
    /** Its newest picture. */
    PICTURE("picture"),
    /** Nothing: somebody there asks for it, in case that it is made on demand. */
    WANTED("wanted");

    private final String step;

    What(String step) {
      this.step = step;
    }
  }

  private static final String PREFIX = "/node/v1/";
  private static final int STEPS = 5;

  /** Reads a path; empty when it leads nowhere. */
  static Optional<NodePath> parse(String path) {
    if (!path.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String[] steps = path.substring(PREFIX.length()).split("/", -1);
    if (steps.length != STEPS || !NameRule.accepts(steps[3]) || !NameRule.accepts(steps[4])) {
      return Optional.empty();
    }
    return DomainName.parse(steps[2])
        .flatMap(domain ->
            tenant(steps[1])
                .map(tenant ->
                    new StreamAddress(
                        tenant, domain, new AppName(steps[3]), new StreamName(steps[4]))))
        .flatMap(stream -> what(steps[0]).map(what -> new NodePath(what, stream)));
  }

  /** The path as it is written. */
  String text() {
    return PREFIX
        + String.join(
            "/",
            what.step,
            stream.tenant().toString(),
            stream.pushDomain().value(),
            stream.app().value(),
            stream.stream().value());
  }

  private static Optional<What> what(String step) {
    for (What what : What.values()) {
      if (what.step.equals(step)) {
        return Optional.of(what);
      }
    }
    return Optional.empty();
  }

  private static Optional<TenantId> tenant(String text) {
    try {
      return Optional.of(new TenantId(UUID.fromString(text)));
    } catch (IllegalArgumentException noId) {
      return Optional.empty();
    }
  }
}
