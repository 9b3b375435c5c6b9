/**
 * What nodes tell of recordings, written down for the library.
 *
 * <p>Owns which of several facts counts, what becomes of recordings whose node is lost, and until
 * when each is kept. Does not own how facts travel ({@code runtime.lifecycle}), who collects them
 * ({@code portal.history}), or what people see of them ({@code portal.library}). Runs on virtual
 * threads.
 */
@NullMarked
package dev.weir.portal.library.log;

import org.jspecify.annotations.NullMarked;
