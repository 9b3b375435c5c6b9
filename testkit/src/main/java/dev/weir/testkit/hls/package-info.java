/**
 * What RFC 8216 and draft-pantos-hls-rfc8216bis demand of live playlists, as a checker.
 *
 * <p>Owns reading playlists as a client does and the {@linkplain dev.weir.testkit.hls.HlsRule
 * rules} that hold within one playlist and from one version to the next. Does not own fetching
 * them, nor the writer that is judged: nothing is shared with {@code media.hls}. Pure.
 */
@NullMarked
package dev.weir.testkit.hls;

import org.jspecify.annotations.NullMarked;
