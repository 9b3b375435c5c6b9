package dev.weir.contract.event;

import dev.weir.contract.fault.FaultCode;
import java.util.Map;

/** Why a publish ended, as a tenant asks for it. Names are stored: they are never changed. */
public enum PublishEnd {
  /** The encoder said that it was done. */
  FINISHED,
  /** The connection went away without a word. */
  CONNECTION_LOST,
  /** The connection stood, and no media came. */
  SILENT,
  /** Another publisher took the name over. */
  TAKEN_OVER,
  /** Somebody of the tenant ended it. */
  ENDED_BY_TENANT,
  /** Somebody of the tenant blocked the stream. */
  BLOCKED,
  /** What the encoder sent could not be read. */
  UNREADABLE,
  /** The node was stopped. */
  NODE_STOPPED,
  /** The node died, or was cut off. */
  NODE_LOST,
  /** Anything else; the cause says what. */
  FAILED;

  private static final Map<FaultCode, PublishEnd> OF_FAULTS =
      Map.of(
          FaultCode.PEER_CLOSED, CONNECTION_LOST,
          FaultCode.PEER_STALLED, CONNECTION_LOST,
          FaultCode.PUBLISHER_SILENT, SILENT,
          FaultCode.PUBLISH_TAKEN_OVER, TAKEN_OVER,
          FaultCode.STREAM_ENDED_BY_TENANT, ENDED_BY_TENANT,
          FaultCode.STREAM_BLOCKED, BLOCKED,
          FaultCode.PUBLISH_MEDIA_MALFORMED, UNREADABLE,
          FaultCode.SHUTTING_DOWN, NODE_STOPPED);

  /** What a fault means for the publish that it ended. */
  public static PublishEnd of(FaultCode fault) {
    return fault.name().startsWith("RTMP_") ? UNREADABLE : OF_FAULTS.getOrDefault(fault, FAILED);
  }
}
