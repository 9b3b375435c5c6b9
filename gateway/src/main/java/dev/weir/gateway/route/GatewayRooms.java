package dev.weir.gateway.route;

import dev.weir.gateway.access.PlaybackAuthorizer;
import dev.weir.gateway.analytics.Tallies;
import dev.weir.gateway.directory.PlayDirectory;
import dev.weir.gateway.edge.LiveSource;
import dev.weir.gateway.hls.HlsDelivery;
import dev.weir.gateway.load.Admission;
import dev.weir.gateway.picture.PictureDelivery;
import dev.weir.gateway.player.PlayerDelivery;
import dev.weir.gateway.player.StreamStatus;
import dev.weir.gateway.quality.BeaconDesk;
import dev.weir.gateway.shift.ShiftDelivery;
import dev.weir.gateway.viewer.SessionTokens;
import dev.weir.gateway.vod.VodDelivery;
import dev.weir.runtime.http.TrustedProxies;
import dev.weir.runtime.metrics.FaultCounter;

/**
 * Whom the router leads requests to.
 *
 * @param directory domains and their rules
 * @param authorizer who may watch
 * @param admission whether there is room for one more
 * @param tokens the session in the path
 * @param source what can be watched
 * @param flv HTTP-FLV and WebSocket-FLV
 * @param hls playlists and segments
 * @param vod recordings
 * @param shift the past of live streams
 * @param player the watch page
 * @param status whether a stream is live
 * @param pictures the newest picture of a stream
 * @param tallies what is counted of the audience
 * @param beacons what players tell
 * @param proxies whose {@code X-Forwarded-For} is believed
 * @param faults what is refused
 */
public record GatewayRooms(
    PlayDirectory directory,
    PlaybackAuthorizer authorizer,
    Admission admission,
    SessionTokens tokens,
    LiveSource source,
    FlvDoor flv,
    HlsDelivery hls,
    VodDelivery vod,
    ShiftDelivery shift,
    PlayerDelivery player,
    StreamStatus status,
    PictureDelivery pictures,
    Tallies tallies,
    BeaconDesk beacons,
    TrustedProxies proxies,
    FaultCounter faults) {}
