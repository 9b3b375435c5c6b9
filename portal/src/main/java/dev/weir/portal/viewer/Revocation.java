package dev.weir.portal.viewer;

import java.time.Instant;
import java.util.UUID;

/**
 * Viewing that was ended.
 *
 * @param id identity
 * @param subject whose
 * @param until when it is over: users and networks may come again
 * @param since when it was ended
 * @param by who ended it, by name
 */
public record Revocation(UUID id, Subject subject, Instant until, Instant since, String by) {}
