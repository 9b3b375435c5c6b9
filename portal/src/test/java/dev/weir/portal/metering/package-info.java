/**
 * The ledger against a model of what was counted.
 *
 * <p>Owns the model and the crash points. Runs on the test's thread, beside the house's own rounds.
 */
@NullMarked
package dev.weir.portal.metering;

import org.jspecify.annotations.NullMarked;
