package dev.weir.contract.identity;

/**
 * The identity of a live stream everywhere in Weir: whose it is, the push domain it arrives on, its
 * app and its name. Play domains are paired with a push domain, so that all of them lead here.
 *
 * @param tenant owner
 * @param pushDomain the domain that the encoder pushes to
 * @param app first path segment
 * @param stream name within the app
 */
public record StreamAddress(
    TenantId tenant, DomainName pushDomain, AppName app, StreamName stream) {

  /** A stream beside this one. */
  public StreamAddress named(StreamName other) {
    return new StreamAddress(tenant, pushDomain, app, other);
  }

  /** {@code app/stream}, for log lines and pages of the tenant that owns it. */
  public String path() {
    return app.value() + "/" + stream.value();
  }

  @Override
  public String toString() {
    return tenant + "/" + pushDomain + "/" + path();
  }
}
