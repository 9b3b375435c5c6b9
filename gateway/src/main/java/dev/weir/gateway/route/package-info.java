/**
 * The gateway's front: from a path to whoever answers it, every handler in order on one page.
 *
 * <p>Owns the grammar of paths, the listeners, and who may read answers from scripts (CORS). Does
 * not own any answer: each is another room's. Runs on the connection's event loop.
 */
@NullMarked
package dev.weir.gateway.route;

import org.jspecify.annotations.NullMarked;
