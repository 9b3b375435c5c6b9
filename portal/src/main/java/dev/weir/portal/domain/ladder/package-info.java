/**
 * Templates, watermarks and ladder rules as documents.
 *
 * <p>Owns the names of their fields and what they mean. Does not own what a template or a rule may
 * be ({@code contract.ladder}), nor where documents rest and who changes them ({@code
 * portal.template}, {@code portal.watermark}). Pure.
 */
@NullMarked
package dev.weir.portal.domain.ladder;

import org.jspecify.annotations.NullMarked;
