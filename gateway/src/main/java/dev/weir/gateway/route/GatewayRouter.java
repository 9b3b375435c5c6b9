package dev.weir.gateway.route;

import dev.weir.contract.access.SignedUrl;
import dev.weir.contract.check.PageHost;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.keeping.SnapshotRule.Format;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.gateway.access.Credential;
import dev.weir.gateway.access.PlayGrant;
import dev.weir.gateway.access.PlaybackDecision;
import dev.weir.gateway.access.PlaybackRequest;
import dev.weir.gateway.hls.HlsResource;
import dev.weir.gateway.hls.Standing;
import dev.weir.gateway.route.Target.Ending;
import dev.weir.gateway.shift.ShiftWish;
import dev.weir.gateway.vod.VodResource;
import dev.weir.runtime.guess.GuessLimits;
import dev.weir.runtime.http.FaultResponse;
import dev.weir.runtime.http.RequestId;
import dev.weir.runtime.tls.IndicatedName;
import dev.weir.stream.timeline.Timeline;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Every request of the play port, in the order in which it is looked at: path, origin, method,
 * encryption, right, delivery. Runs on the connection's event loop; one router serves all of them.
 */
public final class GatewayRouter implements Handler<HttpServerRequest> {

  /** How soon somebody who found no room may try again, seconds. */
  private static final int BUSY_LEAST_S = 5;

  private static final int BUSY_MOST_S = 15;

  private static final String BEARER = "Bearer ";

  private final GatewayRooms rooms;
  private final Cors cors;
  private final Ways ways;
  private final Encryption encryption;
  private final Observer observer;

  /**
   * Leads requests to {@code rooms}.
   *
   * @param ports where HTTPS is
   */
  public GatewayRouter(GatewayRooms rooms, GatewayPorts ports) {
    this.rooms = rooms;
    this.cors = new Cors(rooms.directory());
    this.ways = new Ways(rooms.directory());
    this.encryption = new Encryption(rooms.directory(), rooms.proxies(), ports);
    this.observer = new Observer(rooms.directory(), rooms.tallies());
  }

  @Override
  public void handle(HttpServerRequest request) {
    request.response().putHeader("X-Content-Type-Options", "nosniff");
    try {
      route(request);
    } catch (WeirFault fault) {
      refuse(request, fault.code());
    }
  }

  private void route(HttpServerRequest request) {
    Target target = TargetParser.parse(request.path());
    // Before anything can be refused, so that a player on another origin can read the refusal.
    cors.allow(request, host(request));
    if (request.method().equals(HttpMethod.OPTIONS)) {
      cors.preflight(request);
      return;
    }
    requireMethod(request, target);
    if (!encryption.suffices(request, host(request), target)) {
      return;
    }
    switch (target) {
      case Target.PlayerFile(String version, String file) ->
          rooms.player().file(request, version, file);
      case Target.Signed signed -> signed(request, signed);
      case Target.InSession inSession -> inSession(request, inSession);
      case Target.HlsFile file ->
          grant(
              request,
              file,
              new Credential.SessionToken(file.token()),
              Ways.of(file.resource()),
              grant -> hls(request, grant, file.resource()));
      case Target.Recording recording -> recording(request, recording);
      case Target.Past past ->
          grant(
              request,
              past,
              new Credential.SessionToken(past.token()),
              PlayProtocol.HLS,
              grant -> rooms.shift().file(request, grant, past.resource()));
      case Target.Beacon beacon ->
          grant(
              request,
              beacon,
              new Credential.SessionToken(beacon.token()),
              ways.of(request, Ending.PAGE),
              grant -> rooms.beacons().take(request, grant));
      case Target.TimelineQuery query -> timelineQuery(request, query);
      case Target.Replay replay -> replay(request, replay);
      case Target.Nothing _ -> throw new WeirFault(FaultCode.NOT_FOUND, "path");
    }
  }

  /** A beacon is posted, everything else is asked for. */
  private static void requireMethod(HttpServerRequest request, Target target) {
    HttpMethod method = request.method();
    boolean posts = target instanceof Target.Beacon;
    boolean fits =
        posts
            ? method.equals(HttpMethod.POST)
            : method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    if (!fits) {
      String allowed = posts ? "POST, OPTIONS" : Cors.METHODS;
      request.response().putHeader(HttpHeaders.ALLOW, allowed);
      throw new WeirFault(FaultCode.METHOD_NOT_ALLOWED, "method=" + method);
    }
  }

  /** A signed URL opens a stream, and begins the viewer's session. */
  private void signed(HttpServerRequest request, Target.Signed target) {
    requireRoom(target.ending());
    String query = request.query();
    Credential credential =
        new Credential.UrlSignature(
            new SignedUrl(target.path(), query == null ? "" : query), bearer(request));
    grant(
        request,
        target,
        credential,
        ways.of(request, target.ending()),
        grant -> {
          String token = rooms.tokens().issue(grant.session(), grant.scope());
          deliver(request, grant, target.ending(), target.folder() + "~" + token + "/");
        });
  }

  /** Recordings of a stream are for whoever may watch it, by the same proofs. */
  private void recording(HttpServerRequest request, Target.Recording target) {
    Credential credential =
        target.token().isEmpty()
            ? new Credential.UrlSignature(
                new SignedUrl(target.path(), Objects.requireNonNullElse(request.query(), "")),
                bearer(request))
            : new Credential.SessionToken(target.token());
    grant(
        request,
        target,
        credential,
        Ways.of(target.resource()),
        grant -> {
          String token =
              target.token().isEmpty()
                  ? rooms.tokens().issue(grant.session(), grant.scope())
                  : target.token();
          String folder =
              "/%s/~%s/%s/%s/".formatted(target.app(), token, target.stream(), VodResource.STEP);
          rooms.vod().send(request, grant, target.resource(), folder);
        });
  }

  /** It makes nobody a viewer. */
  private void timelineQuery(HttpServerRequest request, Target.TimelineQuery target) {
    String query = Objects.requireNonNullElse(request.query(), "");
    grant(
        request,
        target.about(request.getParam("app", ""), request.getParam("stream", "")),
        new Credential.UrlSignature(new SignedUrl(target.path(), query), bearer(request)),
        PlayProtocol.HLS,
        grant -> rooms.shift().vendorTimeline(request, grant));
  }

  /** The page goes on by a session of its own, as the watch page does. */
  private void replay(HttpServerRequest request, Target.Replay target) {
    Credential credential =
        new Credential.UrlSignature(
            new SignedUrl(target.path(), Objects.requireNonNullElse(request.query(), "")),
            bearer(request));
    grant(
        request,
        target,
        credential,
        PlayProtocol.HLS,
        grant ->
            rooms
                .player()
                .replay(
                    request,
                    grant,
                    rooms.tokens().issue(grant.session(), grant.scope()),
                    target.recording()));
  }

  /** A session opens the stream that it was begun for. */
  private void inSession(HttpServerRequest request, Target.InSession target) {
    requireRoom(target.ending());
    Credential credential = new Credential.SessionToken(target.token());
    grant(
        request,
        target,
        credential,
        ways.of(request, target.ending()),
        grant -> deliver(request, grant, target.ending(), ""));
  }

  /** Asked first, since it costs next to nothing; who watches already has no need to ask. */
  private void requireRoom(Ending ending) {
    if (ending.beginsToWatch()) {
      rooms.admission().admit();
    }
  }

  private void deliver(HttpServerRequest request, PlayGrant grant, Ending ending, String hlsBase) {
    switch (ending) {
      case PLAYLIST -> {
        if (ShiftWish.isIn(request.params())) {
          rooms.shift().multivariant(request, grant, hlsBase);
        } else {
          rooms.hls().multivariant(request, grant, hlsBase);
        }
      }
      case PAGE ->
          rooms
              .player()
              .page(
                  request,
                  grant,
                  rooms.tokens().issue(grant.session(), grant.scope()),
                  window(grant));
      case STATUS -> rooms.status().send(request, grant);
      case JPEG -> rooms.pictures().send(request, grant, Format.JPEG);
      case WEBP -> rooms.pictures().send(request, grant, Format.WEBP);
      case FLV -> flv(request, grant);
    }
  }

  /** Of a rendition nothing is kept. */
  private Duration window(PlayGrant grant) {
    return grant.address().equals(grant.source())
        ? rooms.directory().timeShift(grant.address())
        : Duration.ZERO;
  }

  private void hls(HttpServerRequest request, PlayGrant grant, HlsResource resource) {
    rooms.hls().file(request, grant, resource, new GrantStanding(grant));
  }

  private void flv(HttpServerRequest request, PlayGrant grant) {
    boolean socket = grant.protocol() == PlayProtocol.WEBSOCKET_FLV;
    if (socket && !cors.mayConnect(request, host(request), grant.policy())) {
      throw new WeirFault(FaultCode.FORBIDDEN, "origin");
    }
    if (socket) {
      // A request that has been read to its end cannot be upgraded any more.
      request.pause();
    }
    FlvDoor door = rooms.flv();
    rooms.source().stream(grant.address())
        .onSuccess(stream -> {
          if (socket) {
            door.serveWebSocket(request, grant, stream);
          } else {
            door.serve(request, grant, stream);
          }
        })
        .onFailure(failure -> {
          rooms.authorizer().unused(grant);
          request.resume();
          refuse(request, WeirFault.codeOf(failure));
        });
  }

  /** Asks the authorizer, and goes on when the viewer may watch; answers with a refusal. */
  private void grant(
      HttpServerRequest request,
      Target.OfStream target,
      Credential credential,
      PlayProtocol protocol,
      Consumer<PlayGrant> granted) {
    PlaybackRequest asked =
        new PlaybackRequest(
            host(request),
            IndicatedName.of(request.sslSession()),
            target.app(),
            target.stream(),
            credential,
            protocol,
            new PlaybackRequest.Asker(
                rooms.proxies().clientAddress(request),
                RequestId.of(request),
                page(request),
                Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "")));
    Consumer<PlayGrant> observed = observer.begin(request, target, asked).before(granted);
    switch (decide(target, asked)) {
      case PlaybackDecision.Granted(PlayGrant grant) -> observed.accept(grant);
      case PlaybackDecision.Refused(FaultCode code) -> answer(request, code);
      case PlaybackDecision.Pending pending -> await(request, target, pending, observed);
    }
  }

  private PlaybackDecision decide(Target.OfStream target, PlaybackRequest asked) {
    return isGlance(target)
        ? rooms.authorizer().decideGlance(asked)
        : rooms.authorizer().decide(asked);
  }

  private static boolean isGlance(Target.OfStream target) {
    return switch (target) {
      case Target.Signed signed -> signed.ending().isPicture();
      case Target.InSession inSession -> inSession.ending().isPicture();
      case Target.TimelineQuery _, Target.Beacon _ -> true;
      case Target.HlsFile _, Target.Recording _, Target.Replay _, Target.Past _ -> false;
    };
  }

  /** Others are asked about what there is to watch alone: no ticket is spent on nothing. */
  private void await(
      HttpServerRequest request,
      Target.OfStream target,
      PlaybackDecision.Pending pending,
      Consumer<PlayGrant> granted) {
    // One that has been read to its end cannot be upgraded any more.
    request.pause();
    present(request, target, pending.address())
        .compose(_ -> pending.ask().get())
        .onSuccess(made -> goOn(request, made, granted))
        .onFailure(absent -> {
          request.resume();
          refuse(request, WeirFault.codeOf(absent));
        });
  }

  /** A page waits by itself until there is something to watch. */
  private Future<?> present(
      HttpServerRequest request, Target.OfStream target, StreamAddress address) {
    if (ShiftWish.isIn(request.params())) {
      return Future.succeededFuture();
    }
    return switch (target) {
      case Target.Signed signed when signed.ending() == Ending.FLV ->
          rooms.source().stream(address);
      case Target.Signed signed when signed.ending() == Ending.PLAYLIST ->
          rooms.source().timeline(address).map(GatewayRouter::running);
      case Target.Signed _,
          Target.InSession _,
          Target.HlsFile _,
          Target.Recording _,
          Target.Replay _,
          Target.Past _,
          Target.Beacon _,
          Target.TimelineQuery _ ->
          Future.succeededFuture();
    };
  }

  /** A timeline is there a while after its end. */
  private static Timeline running(Timeline timeline) {
    if (timeline.view().ended()) {
      throw new WeirFault(FaultCode.STREAM_ENDED, "before others were asked");
    }
    return timeline;
  }

  private void goOn(
      HttpServerRequest request, PlaybackDecision.Made made, Consumer<PlayGrant> granted) {
    if (request.response().closed()) {
      // Who has left meanwhile is not let in.
      if (made instanceof PlaybackDecision.Granted(PlayGrant grant)) {
        rooms.authorizer().unused(grant);
      }
      return;
    }
    try {
      switch (made) {
        case PlaybackDecision.Granted(PlayGrant grant) -> {
          if (grant.protocol() != PlayProtocol.WEBSOCKET_FLV) {
            request.resume();
          }
          granted.accept(grant);
        }
        case PlaybackDecision.Refused(FaultCode code) -> {
          request.resume();
          answer(request, code);
        }
      }
    } catch (WeirFault fault) {
      request.resume();
      refuse(request, fault.code());
    }
  }

  /** Those who find the server busy come back at different times, and not as one crowd. */
  private static int retryAfterS(FaultCode code) {
    return switch (code) {
      case SERVER_BUSY -> ThreadLocalRandom.current().nextInt(BUSY_LEAST_S, BUSY_MOST_S + 1);
      case GUESSES_EXCEEDED -> Math.toIntExact(GuessLimits.WINDOW.toSeconds());
      default -> 1;
    };
  }

  /** Where there is no referer, the origin says as much as is asked for. */
  private static String page(HttpServerRequest request) {
    String referer = request.getHeader(HttpHeaders.REFERER);
    String origin = referer == null ? request.getHeader(HttpHeaders.ORIGIN) : referer;
    return origin == null ? "" : PageHost.of(origin);
  }

  /** The token in {@code Authorization: Bearer} (RFC 6750, 2.1); empty when there is none. */
  private static String bearer(HttpServerRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? header.substring(BEARER.length()).strip()
        : "";
  }

  static String host(HttpServerRequest request) {
    HostAndPort authority = request.authority();
    return authority == null ? "" : authority.toString();
  }

  /** A grant, looked at again. */
  private final class GrantStanding implements Standing {

    private final PlayGrant grant;

    GrantStanding(PlayGrant grant) {
      this.grant = grant;
    }

    @Override
    public Optional<FaultCode> refusal() {
      return rooms.authorizer().recheck(grant);
    }

    @Override
    public boolean unchanged() {
      return rooms.authorizer().isUnchanged(grant);
    }
  }

  private void refuse(HttpServerRequest request, FaultCode code) {
    rooms.faults().count(code);
    answer(request, code);
  }

  private static void answer(HttpServerRequest request, FaultCode code) {
    if (code.httpStatus() == 503 || code.httpStatus() == 429) {
      request.response().putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(retryAfterS(code)));
    }
    FaultResponse.send(request, code);
  }
}
