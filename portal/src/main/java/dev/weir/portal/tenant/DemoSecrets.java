package dev.weir.portal.tenant;

/**
 * What only {@code quickstart.json} remembers of the demo tenant, since the database has nothing
 * but hashes of it.
 *
 * @param password of the demo person
 * @param apiKey of the demo tenant
 */
public record DemoSecrets(String password, String apiKey) {

  /** Keeps both out of log lines. */
  @Override
  public String toString() {
    return "DemoSecrets[…]";
  }
}
