/**
 * Usage: what a tenant has used, as the ledger has it.
 *
 * <p>Owns the questions that can be asked of the ledger, the pages with their charts, and the files
 * that usage is exported to. Does not own how usage gets there ({@code portal.metering}) or what it
 * costs. Runs on virtual threads.
 */
@NullMarked
package dev.weir.portal.usage;

import org.jspecify.annotations.NullMarked;
