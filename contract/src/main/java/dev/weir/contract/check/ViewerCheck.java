package dev.weir.contract.check;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.ViewerRules;
import java.util.Optional;

/**
 * The checks of a viewer, in the order in which they are made; the first that refuses decides. What
 * is cheap and says least about the tenant comes first, and nothing tells about a stream before the
 * right to it is proven. The same checks are made anew while a viewer watches.
 */
public enum ViewerCheck {
  /** The tenant is in good standing. */
  STANDING,
  /** The domain serves viewers. */
  DOMAIN,
  /** The domain has this app. */
  APP,
  /** The stream's name is one. */
  STREAM,
  /** Streams of the domain are delivered in this way. */
  PROTOCOL,
  /** The viewer's network is let in. */
  NETWORK,
  /** The page that the player stands in is let in. */
  REFERER,
  /** The player is let in. */
  AGENT,
  /** The right is proven: a signed URL, a token, or a session that one of them began. */
  PROOF,
  /** The proof is used where it may be. */
  PROOF_NETWORK,
  /** The stream is not blocked. */
  BLOCK,
  /** Nobody has ended the viewing. */
  REVOCATION;

  private static final ViewerCheck[] ORDER = values();

  /** The first refusal; empty when all checks have passed. */
  public static Optional<Finding.Refused> refusal(ViewerQuestion question) {
    for (ViewerCheck check : ORDER) {
      if (check.look(question) instanceof Finding.Refused refused) {
        return Optional.of(refused);
      }
    }
    return Optional.empty();
  }

  /** What this check alone finds. */
  public Finding look(ViewerQuestion asked) {
    if (this == STANDING) {
      return Looks.standing(asked.policy());
    }
    PlayPolicy play = asked.policy().play().orElse(null);
    if (play == null) {
      return this == DOMAIN
          ? Looks.refused(FaultCode.DOMAIN_NOT_FOR_PLAY, "domain=" + asked.policy().domain())
          : Finding.skipped();
    }
    ViewerRules rules = play.rules();
    Visitor visitor = asked.visitor();
    return switch (this) {
      case STANDING, DOMAIN -> Finding.passed();
      case APP -> Looks.app(play.apps(), asked.app());
      case STREAM -> Looks.stream(asked.stream());
      case PROTOCOL ->
          rules.protocols().contains(asked.protocol())
              ? Finding.passed()
              : Looks.refused(FaultCode.PROTOCOL_REFUSED, "protocol=" + asked.protocol());
      case NETWORK -> Looks.network(rules.networks(), visitor.address());
      case REFERER -> referer(rules, asked);
      case AGENT ->
          Looks.listed(
              rules.agents(),
              pattern -> pattern.matches(visitor.agent()),
              FaultCode.AGENT_REFUSED,
              "agent",
              visitor.agent());
      case PROOF -> Looks.proof(play.authentication(), asked.proof(), asked.app(), asked.stream());
      case PROOF_NETWORK ->
          Looks.proofNetwork(play.authentication(), asked.proof(), visitor.address());
      case BLOCK ->
          Looks.block(asked.policy(), play.pushDomain(), asked.app(), asked.stream(), asked.now());
      case REVOCATION -> Looks.revocation(asked, play);
    };
  }

  /**
   * The domain's own page is let in always: whoever embeds it was looked at when it was opened. A
   * session whose player no longer names a page goes on, since its beginning was looked at, too.
   */
  private static Finding referer(ViewerRules rules, ViewerQuestion asked) {
    String page = asked.visitor().referer();
    if (page.isEmpty()) {
      return switch (rules.referers().effect()) {
        case OFF -> Finding.skipped();
        case ALLOW, DENY ->
            rules.emptyReferer() || asked.proof().continues()
                ? Finding.passed()
                : Looks.refused(FaultCode.REFERER_REFUSED, "referer-empty=true");
      };
    }
    if (page.equals(asked.policy().domain().value())) {
      return Finding.passed();
    }
    return Looks.listed(
        rules.referers(),
        pattern -> pattern.matches(page),
        FaultCode.REFERER_REFUSED,
        "referer",
        page);
  }
}
