package dev.weir.portal.domain.key;

import dev.weir.portal.domain.Side;
import java.time.Instant;

/**
 * A signing key without its secret.
 *
 * @param name unique within the domain and side
 * @param primary whether new URLs are signed with it
 * @param shown whether somebody has seen its secret, which is shown once
 */
public record DomainKey(
    Side side, String name, boolean primary, boolean shown, Instant createdAt) {}
