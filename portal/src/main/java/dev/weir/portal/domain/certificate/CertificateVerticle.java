package dev.weir.portal.domain.certificate;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every {@link #PAUSE} which certificates end soon. One on each node, a virtual thread. */
public final class CertificateVerticle extends VerticleBase {

  /** From one round to the next. */
  public static final Duration PAUSE = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(CertificateVerticle.class);

  private final CertificateNotices notices;

  /** Rounds of these notices. */
  public CertificateVerticle(CertificateNotices notices) {
    this.notices = notices;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(
        PAUSE.toMillis(),
        timer -> {
          try {
            notices.round();
          } catch (Exception failed) {
            LOG.warn("event=portal.certificates.unlooked cause={}", String.valueOf(failed));
          }
        });
    return Future.succeededFuture();
  }
}
