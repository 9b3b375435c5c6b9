package dev.weir.gateway.live;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.live.ViewerSighting;
import dev.weir.gateway.access.PlayGrant;
import dev.weir.gateway.load.Egress;
import dev.weir.gateway.meter.ViewerCount;
import dev.weir.gateway.viewer.Presence;
import dev.weir.stream.fanout.Subscription;
import dev.weir.stream.fanout.Viewer;
import dev.weir.stream.fanout.WireFormat;
import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One viewer while it watches: stands between the stream and the viewer's connection, and notices
 * when it is over. Runs on the viewer's loop.
 */
public final class Attendance implements Viewer {

  private final PlayGrant grant;
  private final Viewer viewer;
  private final Presence presence;
  private final Watch watch;
  private final Egress.Meter egress;
  private final ViewerCount bill;

  private @Nullable Subscription subscription;
  private boolean over;
  private boolean gone;
  private boolean ending;
  private long sentBytes;

  Attendance(
      PlayGrant grant,
      Viewer viewer,
      Presence presence,
      Watch watch,
      Egress.Meter egress,
      ViewerCount bill) {
    this.grant = grant;
    this.viewer = viewer;
    this.presence = presence;
    this.watch = watch;
    this.egress = egress;
    this.bill = bill;
  }

  PlayGrant grant() {
    return grant;
  }

  boolean isOver() {
    return over;
  }

  ViewerSighting sighting() {
    return new ViewerSighting(
        grant.session().viewer(),
        "",
        grant.domain(),
        grant.protocol(),
        grant.asker().address(),
        grant.session().begunAt(),
        sentBytes);
  }

  /** The stream has let the viewer in; it may have gone again meanwhile. */
  void seated(Subscription taken) {
    subscription = taken;
    if (gone) {
      taken.cancel();
    }
  }

  /** The connection is gone. May be called more than once. */
  public void leave() {
    gone = true;
    settle();
    stopWatching();
    if (subscription != null) {
      subscription.cancel();
    }
  }

  @Override
  public WireFormat format() {
    return viewer.format();
  }

  @Override
  public void write(ByteBuf wire) {
    int bytes = wire.readableBytes();
    sentBytes += bytes;
    egress.sent(bytes);
    bill.written(wire);
    viewer.write(wire);
  }

  @Override
  public void flush() {
    viewer.flush();
    bill.look(viewer.untakenBytes());
  }

  /** Asked every now and then, also when nothing is written: what was taken is counted by then. */
  @Override
  public long pendingBytes() {
    long pending = viewer.pendingBytes();
    bill.look(viewer.untakenBytes());
    if (ending && pending == 0) {
      bill.close();
    }
    return pending;
  }

  @Override
  public long untakenBytes() {
    return viewer.untakenBytes();
  }

  /**
   * A stream is over because its tenant blocked it, too: then the viewer is told so, before it asks
   * again. Of any other the last bytes are still to be taken, so the place in it stays.
   */
  @Override
  public void end() {
    Optional<FaultCode> refusal = over ? Optional.empty() : watch.refusal(grant);
    if (refusal.isPresent()) {
      cut(refusal.get());
    } else {
      stopWatching();
      ending = true;
      viewer.end();
    }
  }

  @Override
  public void cut(FaultCode reason) {
    leave();
    viewer.cut(reason);
  }

  /** Over HTTP/2 it is heard a little later than the end that the last bytes were taken. */
  private void settle() {
    bill.look(viewer.untakenBytes());
    if (viewer.untakenBytes() == 0) {
      bill.close();
      return;
    }
    watch.later(() -> {
      bill.look(viewer.untakenBytes());
      bill.close();
    });
  }

  private void stopWatching() {
    if (!over) {
      over = true;
      presence.close();
      watch.left();
    }
  }
}
