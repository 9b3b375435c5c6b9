/**
 * What the platform's staff settles for everybody while Weir runs.
 *
 * <p>Owns these settings, whose value comes from the configuration until staff changes it, and what
 * pages show of them. Does not own what they mean where they are used, or quotas ({@code
 * portal.quota}). Runs on the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.platform;

import org.jspecify.annotations.NullMarked;
