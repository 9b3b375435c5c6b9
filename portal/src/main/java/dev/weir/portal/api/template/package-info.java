/**
 * Templates of renditions, and watermarks, over the API.
 *
 * <p>Owns how they are told and asked for. Does not own templates ({@code portal.template}),
 * watermarks ({@code portal.watermark}), their document ({@code portal.domain.ladder}), or what
 * every call has in common ({@code portal.api.frame}). Runs on the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.api.template;

import org.jspecify.annotations.NullMarked;
