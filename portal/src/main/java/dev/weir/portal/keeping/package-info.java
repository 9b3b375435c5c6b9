/**
 * What of the streams of a tenant's push domains is kept: recordings, snapshots, time shift.
 *
 * <p>Owns where the rules rest, who may change them, that none is lost when two people edit at
 * once, and their pages. Does not own what they mean ({@code contract.keeping}), the documents that
 * they rest in ({@code portal.domain.keeping}), or what was kept ({@code portal.library}). Runs on
 * the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.keeping;

import org.jspecify.annotations.NullMarked;
