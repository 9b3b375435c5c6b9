package dev.weir.contract.check;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.NameRule;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.policy.PublisherRules;
import dev.weir.contract.policy.PushPolicy;
import java.util.Optional;

/**
 * The checks of a publisher, in the order in which they are made; the first that refuses decides.
 * The right is proven before anything that tells about the stream.
 */
public enum PublisherCheck {
  /** The tenant is in good standing. */
  STANDING,
  /** The domain takes publishers. */
  DOMAIN,
  /** The domain has this app. */
  APP,
  /** The stream's name is one. */
  STREAM,
  /** The publisher's network is let in. */
  NETWORK,
  /** Streams of this name may be published: no rendition is called so, and no rule forbids it. */
  PATTERN,
  /** The right is proven. */
  PROOF,
  /** The proof is used where it may be. */
  PROOF_NETWORK,
  /** The stream is not blocked. */
  BLOCK;

  private static final PublisherCheck[] ORDER = values();

  /** The first refusal; empty when all checks have passed. */
  public static Optional<Finding.Refused> refusal(PublisherQuestion question) {
    for (PublisherCheck check : ORDER) {
      if (check.look(question) instanceof Finding.Refused refused) {
        return Optional.of(refused);
      }
    }
    return Optional.empty();
  }

  /** What this check alone finds. */
  public Finding look(PublisherQuestion asked) {
    if (this == STANDING) {
      return Looks.standing(asked.policy());
    }
    PushPolicy push = asked.policy().push().orElse(null);
    if (push == null) {
      return this == DOMAIN
          ? Looks.refused(FaultCode.DOMAIN_NOT_FOR_PUSH, "domain=" + asked.policy().domain())
          : Finding.skipped();
    }
    PublisherRules rules = push.rules();
    String address = asked.visitor().address();
    return switch (this) {
      case STANDING, DOMAIN -> Finding.passed();
      case APP -> Looks.app(push.apps(), asked.app());
      case STREAM -> Looks.stream(asked.stream());
      case NETWORK -> Looks.network(rules.networks(), address);
      case PATTERN ->
          isReserved(push, asked.stream())
              ? Looks.refused(FaultCode.PUBLISH_NAME_RESERVED, "stream=" + asked.stream())
              : Looks.listed(
                  rules.streams(),
                  pattern -> pattern.matches(asked.stream()),
                  FaultCode.STREAM_NAME_REFUSED,
                  "stream",
                  asked.stream());
      case PROOF -> Looks.proof(push.authentication(), asked.proof(), asked.app(), asked.stream());
      case PROOF_NETWORK -> Looks.proofNetwork(push.authentication(), asked.proof(), address);
      case BLOCK ->
          Looks.block(
              asked.policy(), asked.policy().domain(), asked.app(), asked.stream(), asked.now());
    };
  }

  private static boolean isReserved(PushPolicy push, String stream) {
    return NameRule.accepts(stream) && push.ladders().reserves(new StreamName(stream));
  }
}
