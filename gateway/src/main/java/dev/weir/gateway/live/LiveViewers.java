package dev.weir.gateway.live;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.live.ViewerSighting;
import dev.weir.gateway.access.PlayGrant;
import dev.weir.gateway.access.PlaybackAuthorizer;
import dev.weir.gateway.analytics.Tally;
import dev.weir.gateway.load.Egress;
import dev.weir.gateway.meter.ViewerCount;
import dev.weir.gateway.meter.Watched;
import dev.weir.gateway.seat.Seats;
import dev.weir.gateway.viewer.Presence;
import dev.weir.gateway.viewer.ViewerCensus;
import dev.weir.stream.fanout.Loop;
import dev.weir.stream.fanout.Viewer;
import dev.weir.stream.hub.LiveStream;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Brings viewers who may watch to the streams that they asked for. Any event loop. */
public final class LiveViewers {

  private static final int SWITCHING_PROTOCOLS = 101;

  private final PlaybackAuthorizer authorizer;
  private final ViewerCensus census;
  private final Egress egress;
  private final Seats seats;

  private final Map<Loop, Watch> watches = new ConcurrentHashMap<>();

  /**
   * Counts viewers in {@code census}, the places of persons in {@code seats} and what they get in
   * {@code egress}, and asks {@code authorizer} about them.
   */
  public LiveViewers(
      PlaybackAuthorizer authorizer, ViewerCensus census, Egress egress, Seats seats) {
    this.authorizer = authorizer;
    this.census = census;
    this.egress = egress;
    this.seats = seats;
  }

  /**
   * Lets a viewer watch until its connection is gone, which the caller reports by {@link
   * Attendance#leave}, or until it is cut. To be called on {@code loop}, the viewer's own.
   */
  public Attendance enter(PlayGrant grant, LiveStream stream, Loop loop, Viewer viewer) {
    ViewerCount bill = ViewerCount.open(egress, grant, viewer.format());
    Tally audience = Watched.viewer(egress.tallies(), grant);
    audience.enter();
    if (grant.protocol() == PlayProtocol.WEBSOCKET_FLV) {
      // An upgrade has no answer that anybody else would see.
      audience.answered(SWITCHING_PROTOCOLS);
    }
    Watch watch = watches.computeIfAbsent(loop, l -> new Watch(l, authorizer));
    Presence counted = census.enter(grant.domain(), grant.source(), grant.protocol());
    Presence seated = seats.sit(grant.address().pushDomain(), grant.session().viewer());
    Presence presence =
        () -> {
          counted.close();
          seated.close();
          audience.leave();
        };
    Egress.Meter meter = egress.of(grant.address().tenant());
    Attendance attendance = new Attendance(grant, viewer, presence, watch, meter, bill);
    watch.add(attendance);
    attendance.seated(stream.subscribe(loop, attendance));
    return attendance;
  }

  /** A viewer who was let in has left before entering, and keeps nobody else out. */
  public void missing(PlayGrant grant) {
    authorizer.unused(grant);
  }

  /** Who watches a stream on a lasting connection; each loop is asked for its own. */
  Future<List<ViewerSighting>> viewers(StreamAddress stream) {
    List<Future<List<ViewerSighting>>> answers = new ArrayList<>();
    for (Watch watch : watches.values()) {
      Promise<List<ViewerSighting>> answer = Promise.promise();
      watch.tell(stream, answer::complete);
      answers.add(answer.future());
    }
    return Future.all(answers)
        .map(all -> answers.stream().flatMap(answer -> answer.result().stream()).toList());
  }
}
