/**
 * Tenants, and the first one that a new platform has.
 *
 * <p>Owns the making of tenants, the demo tenant of {@code weir up}, and the content of {@code
 * quickstart.json}. Does not own that file (the application does). For threads that may wait.
 */
@NullMarked
package dev.weir.portal.tenant;

import org.jspecify.annotations.NullMarked;
