package dev.weir.contract.check;

import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.policy.DomainPolicy;
import java.time.Instant;

/**
 * Whether this viewer may watch.
 *
 * @param policy of the domain that was asked
 * @param app the app's name, unchecked
 * @param stream the stream's name, unchecked
 * @param protocol how the stream is to be delivered
 * @param visitor who asks
 * @param proof of the right
 * @param now the time of the question
 */
public record ViewerQuestion(
    DomainPolicy policy,
    String app,
    String stream,
    PlayProtocol protocol,
    Visitor visitor,
    ViewerProof proof,
    Instant now) {

  /** The same about another stream. */
  public ViewerQuestion about(String other) {
    return new ViewerQuestion(policy, app, other, protocol, visitor, proof, now);
  }
}
