/**
 * A tenant's watermarks: what is laid over the renditions of its streams.
 *
 * <p>Owns what an uploaded image may be and what becomes of it, where watermarks rest, who may
 * change them, and their pages. Does not own what they mean ({@code contract.ladder}), the document
 * that they rest in ({@code portal.domain.ladder}), or the rules that name them ({@code
 * portal.template}). Runs on the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.watermark;

import org.jspecify.annotations.NullMarked;
