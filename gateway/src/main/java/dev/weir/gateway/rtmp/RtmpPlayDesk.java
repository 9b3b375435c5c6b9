package dev.weir.gateway.rtmp;

import dev.weir.contract.access.SignedUrl;
import dev.weir.contract.check.PageHost;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.gateway.access.Credential;
import dev.weir.gateway.access.PlayGrant;
import dev.weir.gateway.access.PlaybackAuthorizer;
import dev.weir.gateway.access.PlaybackDecision;
import dev.weir.gateway.access.PlaybackRequest;
import dev.weir.gateway.edge.LiveSource;
import dev.weir.gateway.live.Attendance;
import dev.weir.gateway.live.LiveViewers;
import dev.weir.gateway.load.Admission;
import dev.weir.rtmp.listener.PlayDesk;
import dev.weir.rtmp.listener.PlayerSession;
import dev.weir.rtmp.listener.RtmpPeer;
import dev.weir.rtmp.session.EndReason;
import dev.weir.rtmp.session.PlayRequest;
import dev.weir.runtime.http.RequestId;
import dev.weir.stream.fanout.NettyLoop;
import dev.weir.stream.hub.LiveStream;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * Lets RTMP players in by the same rules as any other viewer; the URL's signature covers {@code
 * /{app}/{stream}}.
 */
public final class RtmpPlayDesk implements PlayDesk {

  private final Admission admission;
  private final PlaybackAuthorizer authorizer;
  private final LiveSource source;
  private final LiveViewers viewers;

  /**
   * Lets in whom {@code authorizer} lets in, while {@code admission} has room, to what {@code
   * source} has.
   */
  public RtmpPlayDesk(
      Admission admission, PlaybackAuthorizer authorizer, LiveSource source, LiveViewers viewers) {
    this.admission = admission;
    this.authorizer = authorizer;
    this.source = source;
    this.viewers = viewers;
  }

  @Override
  public Future<PlayerSession> play(RtmpPeer peer, PlayRequest request) {
    try {
      admission.admit();
    } catch (WeirFault noRoom) {
      return Future.failedFuture(noRoom);
    }
    PlaybackRequest asked = asked(peer, request);
    return switch (authorizer.decide(asked)) {
      case PlaybackDecision.Made made -> goOn(peer, asked, made);
      // Others are asked about what there is to watch alone: no ticket is spent on nothing.
      case PlaybackDecision.Pending pending ->
          source.stream(pending.address())
              .compose(_ -> pending.ask().get())
              .compose(made -> goOn(peer, asked, made));
    };
  }

  private Future<PlayerSession> goOn(
      RtmpPeer peer, PlaybackRequest asked, PlaybackDecision.Made made) {
    return switch (made) {
      case PlaybackDecision.Refused refused ->
          Future.failedFuture(
              new WeirFault(refused.code(), "request=" + asked.asker().requestId()));
      case PlaybackDecision.Granted granted -> toStream(peer, granted.grant());
    };
  }

  private Future<PlayerSession> toStream(RtmpPeer peer, PlayGrant grant) {
    return source.stream(grant.address())
        .<PlayerSession>map(stream -> new Session(peer, grant, stream))
        .onFailure(_ -> authorizer.unused(grant));
  }

  private static PlaybackRequest asked(RtmpPeer peer, PlayRequest request) {
    String path = "/" + request.app() + "/" + request.stream();
    return new PlaybackRequest(
        request.host(),
        peer.tlsServerName(),
        request.app(),
        request.stream(),
        new Credential.UrlSignature(new SignedUrl(path, request.query())),
        PlayProtocol.RTMP,
        new PlaybackRequest.Asker(
            peer.remoteAddress().hostAddress(),
            RequestId.fresh(),
            PageHost.of(request.connect().pageUrl()),
            request.connect().software()));
  }

  /** One player who was let in. */
  private final class Session implements PlayerSession {

    private final RtmpPeer peer;
    private final PlayGrant grant;
    private final LiveStream stream;
    private @Nullable Attendance attendance;

    Session(RtmpPeer peer, PlayGrant grant, LiveStream stream) {
      this.peer = peer;
      this.grant = grant;
      this.stream = stream;
    }

    @Override
    public void onStart() {
      NettyLoop loop = NettyLoop.of(peer.context());
      attendance = viewers.enter(grant, stream, loop, new RtmpViewer(peer));
    }

    @Override
    public void onEnd(EndReason reason) {
      if (attendance != null) {
        attendance.leave();
      } else {
        authorizer.unused(grant);
      }
    }
  }
}
