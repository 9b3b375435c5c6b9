/**
 * A tenant's templates, and the ladder rules of its push domains: into which renditions streams are
 * transcoded.
 *
 * <p>Owns where they rest, who may change them, that none is lost when two people edit at once, and
 * their pages. Does not own what they mean ({@code contract.ladder}), the documents that they rest
 * in ({@code portal.domain.ladder}), or how a policy is made of them ({@code portal.domain}). Runs
 * on the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.template;

import org.jspecify.annotations.NullMarked;
