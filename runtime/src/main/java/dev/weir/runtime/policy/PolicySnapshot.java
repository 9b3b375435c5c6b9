package dev.weir.runtime.policy;

import dev.weir.contract.policy.DomainPolicy;
import dev.weir.runtime.disk.PrivateFile;
import dev.weir.runtime.secrets.SealedBox;
import dev.weir.runtime.wire.MalformedWireException;
import dev.weir.runtime.wire.PolicyJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last good policies on disk, sealed as a whole: what a node that starts while Redis is away
 * goes by. Inside the seal stand a line {@code weir-policies 1 <saved at, ms> <revision>} and one
 * policy a line. Blocks.
 */
final class PolicySnapshot {

  /** Older ones are not believed: too much may have been revoked since. */
  static final Duration MAX_AGE = Duration.ofHours(24);

  private static final String CONTEXT = "policy-snapshot";
  private static final String TITLE = "weir-policies 1";
  private static final Logger LOG = LoggerFactory.getLogger(PolicySnapshot.class);

  private final Path file;
  private final SealedBox box;
  private final PolicyJson json;

  PolicySnapshot(Path file, SealedBox box) {
    this.file = file;
    this.box = box;
    this.json = new PolicyJson(box);
  }

  /**
   * What a snapshot says.
   *
   * @param revision of Redis when it was taken
   * @param policies all there were
   */
  record Content(long revision, List<DomainPolicy> policies) {}

  void save(long revision, Collection<DomainPolicy> policies, Instant now) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(TITLE).append(' ').append(now.toEpochMilli()).append(' ').append(revision);
    for (DomainPolicy policy : policies) {
      text.append('\n').append(json.write(policy));
    }
    String sealed = box.seal(text.toString(), CONTEXT);
    PrivateFile.replace(file, sealed.getBytes(StandardCharsets.US_ASCII));
  }

  /** The snapshot; empty when there is none, or none that can be believed. Never throws. */
  Optional<Content> load(Instant now) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      String sealed = Files.readString(file, StandardCharsets.US_ASCII);
      return parse(box.open(sealed, CONTEXT), now);
    } catch (IOException
        | SealedBox.UnopenedException
        | MalformedWireException
        | NumberFormatException unreadable) {
      LOG.warn(
          "event=policy.snapshot-unreadable file={} cause=\"{}\"", file, unreadable.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Content> parse(String text, Instant now) {
    Iterator<String> lines = text.lines().iterator();
    String[] head = lines.next().split(" ", -1);
    if (head.length != 4 || !TITLE.equals(head[0] + " " + head[1])) {
      throw new NumberFormatException("not a snapshot of a known version");
    }
    Duration age = Duration.between(Instant.ofEpochMilli(Long.parseLong(head[2])), now);
    if (age.compareTo(MAX_AGE) > 0) {
      LOG.warn("event=policy.snapshot-too-old age={} file={}", age, file);
      return Optional.empty();
    }
    List<DomainPolicy> policies = new ArrayList<>();
    lines.forEachRemaining(line -> policies.add(json.read(line)));
    return Optional.of(new Content(Long.parseLong(head[3]), policies));
  }
}
