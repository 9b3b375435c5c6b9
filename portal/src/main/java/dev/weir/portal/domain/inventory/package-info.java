/**
 * What a tenant has to renew: certificates, keys and the endpoints that are asked about viewers, on
 * one page, with age and next rotation.
 *
 * <p>Owns that page, and the list of endpoints. Does not own keys ({@code portal.domain.key}),
 * certificates ({@code portal.domain.certificate}) or who is asked ({@code portal.access}). Runs on
 * the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.domain.inventory;

import org.jspecify.annotations.NullMarked;
