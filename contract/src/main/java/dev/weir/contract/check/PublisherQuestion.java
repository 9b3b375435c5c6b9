package dev.weir.contract.check;

import dev.weir.contract.policy.DomainPolicy;
import java.time.Instant;

/**
 * Whether this encoder may publish.
 *
 * @param policy of the domain that was asked
 * @param app the app's name, unchecked
 * @param stream the stream's name, unchecked
 * @param visitor who asks
 * @param proof of the right
 * @param now the time of the question
 */
public record PublisherQuestion(
    DomainPolicy policy, String app, String stream, Visitor visitor, Proof proof, Instant now) {}
