package dev.weir.gateway.route;

import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.policy.HlsContainer;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.gateway.directory.PlayDirectory;
import dev.weir.gateway.hls.HlsDelivery;
import dev.weir.gateway.hls.HlsResource;
import dev.weir.gateway.route.Target.Ending;
import dev.weir.gateway.shift.ShiftWish;
import dev.weir.gateway.vod.VodResource;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** By which protocol a request wants to be served. */
final class Ways {

  /** What the watch page can play; it stands for the first of them that its domain allows. */
  private static final List<PlayProtocol> OF_PAGE =
      List.of(PlayProtocol.HLS, PlayProtocol.HLS_TS, PlayProtocol.WEBSOCKET_FLV);

  private final PlayDirectory directory;

  Ways(PlayDirectory directory) {
    this.directory = directory;
  }

  static PlayProtocol of(HlsResource resource) {
    return resource.isTransportStream() ? PlayProtocol.HLS_TS : PlayProtocol.HLS;
  }

  /** A file is watched as the live stream would be in its container; MP4 is what HLS is made of. */
  static PlayProtocol of(VodResource resource) {
    return resource.format() == RecordingFormat.FLV ? PlayProtocol.HTTP_FLV : PlayProtocol.HLS;
  }

  PlayProtocol of(HttpServerRequest request, Ending ending) {
    return switch (ending) {
      case FLV ->
          "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))
              ? PlayProtocol.WEBSOCKET_FLV
              : PlayProtocol.HTTP_FLV;
      case PLAYLIST -> ShiftWish.isIn(request.params()) ? PlayProtocol.HLS : ofPlaylist(request);
      case PAGE, STATUS -> ofPage(request);
      case JPEG, WEBP -> ofPicture(request);
    };
  }

  private PlayProtocol ofPlaylist(HttpServerRequest request) {
    return switch (HlsDelivery.named(request).orElseGet(() -> usualContainer(request))) {
      case CMAF -> PlayProtocol.HLS;
      case TS -> PlayProtocol.HLS_TS;
    };
  }

  private HlsContainer usualContainer(HttpServerRequest request) {
    return policy(request).map(PlayPolicy::defaultContainer).orElse(HlsContainer.CMAF);
  }

  private PlayProtocol ofPage(HttpServerRequest request) {
    return policy(request)
        .map(play -> play.rules().protocols())
        .flatMap(allowed -> OF_PAGE.stream().filter(allowed::contains).findFirst())
        .orElse(PlayProtocol.HLS);
  }

  /** Whoever may watch in any way may see a picture. */
  private PlayProtocol ofPicture(HttpServerRequest request) {
    return policy(request)
        .map(play -> play.rules().protocols())
        .flatMap(allowed -> allowed.stream().min(Comparator.naturalOrder()))
        .orElse(PlayProtocol.HLS);
  }

  private Optional<PlayPolicy> policy(HttpServerRequest request) {
    return directory.playPolicy(GatewayRouter.host(request));
  }
}
