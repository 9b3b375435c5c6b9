/**
 * Who may push or play: the forms of signed URLs, verifying them, and what comes of it.
 *
 * <p>Owns the arithmetic of signatures and its constant-time comparison. Does not own where keys
 * rest ({@code runtime.secrets}, {@code portal.domain}) or the order of checks ({@code
 * ingest.publish}, {@code gateway.access}). Pure; the time is passed in.
 */
@NullMarked
package dev.weir.contract.access;

import org.jspecify.annotations.NullMarked;
