/**
 * Domains for programs: names, rules, apps and signing keys.
 *
 * <p>Owns the JSON of each answer. Does not own what it tells of and changes ({@code
 * portal.domain}), nor who may ask ({@code portal.api}). Runs on the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.api.domain;

import org.jspecify.annotations.NullMarked;
