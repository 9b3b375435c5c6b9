package dev.weir.portal.access;

import dev.weir.portal.domain.access.AccessSettings;
import java.time.Instant;
import java.util.Optional;

/**
 * Settings as they were from some moment on.
 *
 * @param revision grows with each change
 * @param savedAt empty for what the domain came with
 * @param savedBy whose change it was; empty for nobody's
 */
public record AccessVersion(
    long revision, AccessSettings settings, Optional<Instant> savedAt, String savedBy) {}
