/**
 * Who did what, when, from where: every change and every sign-in, in a chain that shows when
 * somebody tampered with it.
 *
 * <p>Owns the entries, their hashes, the walk that verifies them, and the pages that search and
 * export them. Does not own what is recorded: whoever changes something says so, in the same
 * transaction. Runs on the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.audit;

import org.jspecify.annotations.NullMarked;
