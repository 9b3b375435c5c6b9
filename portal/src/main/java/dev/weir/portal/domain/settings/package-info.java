/**
 * What a tenant settles about a domain: rules for publishers, rules for viewers, and apps.
 *
 * <p>Owns their ranges, their pages, and that two people who edit at the same time do not lose
 * anything. Does not own domains as such ({@code portal.domain}) or what the rules mean to the data
 * plane ({@code contract.policy}). Runs on the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.domain.settings;

import org.jspecify.annotations.NullMarked;
