package dev.weir.gateway.meter;

import dev.weir.gateway.access.PlayGrant;
import dev.weir.gateway.analytics.Tally;
import dev.weir.gateway.load.Egress;
import dev.weir.runtime.metering.MeterCounter;
import dev.weir.stream.fanout.WireFormat;
import io.netty.buffer.ByteBuf;

/**
 * Counts for one viewer on a lasting connection: the bodies that were written, less what waits to
 * be taken. Framing that waits counts against the viewer's bytes until it is gone, so that no byte
 * is counted early. To look costs a subtraction and, when something was taken, one atomic addition.
 * On the viewer's loop.
 */
public final class ViewerCount {

  private final WireFormat format;
  private final MeterCounter counter;
  private final Tally tally;

  private long writtenBytes;
  private long countedBytes;
  private boolean closed;

  private ViewerCount(WireFormat format, MeterCounter counter, Tally tally) {
    this.format = format;
    this.counter = counter;
    this.tally = tally;
  }

  /** Begins with a viewer who wants tags in this format. */
  public static ViewerCount open(Egress egress, PlayGrant grant, WireFormat format) {
    return new ViewerCount(
        format, egress.bill().open(Billed.key(grant)), Watched.viewer(egress.tallies(), grant));
  }

  /** The viewer was given so much. */
  public void written(ByteBuf wire) {
    writtenBytes += format.bodyBytes(wire);
  }

  /** Of all that was written so much has not been taken. */
  public void look(long untakenBytes) {
    long takenBytes = writtenBytes - untakenBytes;
    if (!closed && takenBytes > countedBytes) {
      counter.add(takenBytes - countedBytes);
      tally.took(takenBytes - countedBytes);
      countedBytes = takenBytes;
    }
  }

  /** Nothing more will be taken. May be called more than once. */
  public void close() {
    if (!closed) {
      closed = true;
      counter.close();
    }
  }
}
