/**
 * Who may push to a tenant's domains and who may play from them: looked at, changed, and taken back
 * to how it was.
 *
 * <p>Owns the documents' rows and their earlier versions, the pages, and what warns somebody of
 * locking everybody out. Does not own what a document may say ({@code portal.domain.access}), keys
 * ({@code portal.domain.key}) or what is decided by it ({@code contract.policy}). Runs on the
 * portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.access;

import org.jspecify.annotations.NullMarked;
