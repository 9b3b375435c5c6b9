/**
 * A tenant's domains: names, apps, signing keys and rules, and the policy that they amount to.
 *
 * <p>Owns their rows, the sealing of signing keys and the page that shows them. Does not own how a
 * policy reaches the data plane ({@code portal.directory}) or what it means there ({@code
 * contract.policy}). Runs on the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.domain;

import org.jspecify.annotations.NullMarked;
