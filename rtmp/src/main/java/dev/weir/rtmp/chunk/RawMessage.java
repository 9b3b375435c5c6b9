package dev.weir.rtmp.chunk;

/**
 * One message as the chunk streams carry it, before anybody asks what it says.
 *
 * @param chunkStreamId the chunk stream that carried or shall carry it, 2 to 65,599
 * @param typeId message type, see {@link MessageType}
 * @param messageStreamId the stream it belongs to; 0 is the connection itself
 * @param timestampMs milliseconds, unwrapped: it goes on counting where 32 bits start again
 * @param body the payload, immutable by convention, exactly as long as the message
 */
public record RawMessage(
    int chunkStreamId, int typeId, int messageStreamId, long timestampMs, byte[] body) {}
