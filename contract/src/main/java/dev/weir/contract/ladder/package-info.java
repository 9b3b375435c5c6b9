/**
 * Into which renditions a stream is transcoded: templates, watermarks, and the rules that say which
 * streams get which of them.
 *
 * <p>Owns the shape, its limits and the presets. Does not own what a template comes to for one
 * source ({@code transcoder.ladder}) or where it is edited ({@code portal.template}). Pure.
 */
@NullMarked
package dev.weir.contract.ladder;

import org.jspecify.annotations.NullMarked;
