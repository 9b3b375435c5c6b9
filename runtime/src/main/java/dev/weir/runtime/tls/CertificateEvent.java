package dev.weir.runtime.tls;

import dev.weir.runtime.event.OperatorEvent;
import org.slf4j.event.Level;

/** What an operator may want to know about certificates of domains. */
enum CertificateEvent implements OperatorEvent {
  /** Certificates are known for the first time since start. */
  LOADED("tls.certificates-loaded", Level.INFO),
  /** A domain's certificate is presented from now on. */
  PRESENTED("tls.certificate-presented", Level.INFO),
  /** A domain's certificate is presented although its time is over. */
  EXPIRED("tls.certificate-expired", Level.WARN),
  /** A certificate came that cannot be presented; the last one that could is kept. */
  UNFIT("tls.certificate-unfit", Level.ERROR),
  /** A certificate came that cannot be read; the last one that could is kept. */
  UNREADABLE("tls.certificate-unreadable", Level.ERROR),
  /** Redis offers an older state than this node has seen. */
  REDIS_WENT_BACK("tls.certificates-went-back", Level.WARN),
  /** The last good state could not be written to disk. */
  SNAPSHOT_UNWRITTEN("tls.certificates-unwritten", Level.ERROR);

  private final String eventName;
  private final Level level;

  CertificateEvent(String eventName, Level level) {
    this.eventName = eventName;
    this.level = level;
  }

  @Override
  public String eventName() {
    return eventName;
  }

  @Override
  public Level level() {
    return level;
  }
}
