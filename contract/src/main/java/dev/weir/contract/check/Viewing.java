package dev.weir.contract.check;

import dev.weir.contract.identity.ViewerId;
import java.time.Instant;

/**
 * A session of a viewer, as far as somebody can end it.
 *
 * @param viewer whose it is
 * @param begunAt when it began
 */
public record Viewing(ViewerId viewer, Instant begunAt) {}
