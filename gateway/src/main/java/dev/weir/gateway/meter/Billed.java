package dev.weir.gateway.meter;

import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.contract.metering.MeterKey;
import dev.weir.contract.metering.MeteredStream;
import dev.weir.gateway.access.PlayGrant;
import java.util.Optional;

/** Under which key a viewer's bytes are counted. */
public final class Billed {

  private Billed() {}

  /** What goes out by one way, of the stream or rendition that the grant opens. */
  public static MeterKey key(PlayGrant grant, MeterDetail way) {
    return new MeterKey(grant.address().tenant(), stream(grant), way);
  }

  static MeteredStream stream(PlayGrant grant) {
    Optional<TemplateId> rendition =
        grant.address().equals(grant.source())
            ? Optional.empty()
            : TemplateId.named(grant.address().stream());
    return new MeteredStream(grant.domain(), grant.app(), grant.source().stream(), rendition);
  }

  /** What goes out over a lasting connection. */
  static MeterKey key(PlayGrant grant) {
    return key(grant, way(grant.protocol()));
  }

  static MeterDetail way(PlayProtocol protocol) {
    return switch (protocol) {
      case HTTP_FLV -> MeterDetail.FLV;
      case WEBSOCKET_FLV -> MeterDetail.WS_FLV;
      case RTMP -> MeterDetail.RTMP;
      case HLS, HLS_TS -> MeterDetail.HLS;
    };
  }
}
