/**
 * The one door for RTMP: it accepts connections, plain and TLS, and hands each to the desk that its
 * command asks for.
 *
 * <p>Owns sockets, deadlines, limits on connections and the way to cut one. Does not own the
 * protocol ({@code rtmp.session}), nor who may publish ({@link dev.weir.rtmp.listener.PublishDesk},
 * implemented by ingest) or play ({@link dev.weir.rtmp.listener.PlayDesk}, implemented by the
 * gateway). A connection lives on one event loop; nothing here blocks.
 */
@NullMarked
package dev.weir.rtmp.listener;

import org.jspecify.annotations.NullMarked;
