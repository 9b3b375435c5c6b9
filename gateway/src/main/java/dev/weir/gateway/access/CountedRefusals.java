package dev.weir.gateway.access;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.runtime.metrics.FaultCounter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts refusals by code and writes one line for each, which the request id on the viewer's screen
 * leads to. Of those who are wrong too often there is no line, or they would fill the log.
 * Signatures and tokens are never written.
 */
public final class CountedRefusals implements RefusalLog {

  private static final Logger LOG = LoggerFactory.getLogger(CountedRefusals.class);

  private final FaultCounter faults;

  /** Counts into {@code faults}. */
  public CountedRefusals(FaultCounter faults) {
    this.faults = faults;
  }

  @Override
  public void refused(PlaybackRequest request, WeirFault fault) {
    if (request.protocol() != PlayProtocol.RTMP) {
      // The RTMP door counts how each of its connections ends, and a refusal is one of the ways.
      faults.count(fault.code());
    }
    if (fault.code() == FaultCode.GUESSES_EXCEEDED) {
      return;
    }
    LOG.info(
        "play-refused code={} request={} peer={} protocol={} detail=\"{}\"",
        fault.code(),
        request.asker().requestId(),
        request.asker().address(),
        request.protocol(),
        fault.getMessage());
  }
}
