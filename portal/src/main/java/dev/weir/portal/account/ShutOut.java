package dev.weir.portal.account;

/**
 * Why somebody who has an account cannot come in: the tenant is out of service.
 *
 * @param tenant what the tenant is called
 * @param deleted whether it is being deleted; otherwise it is suspended
 * @param reason why it is suspended, in the words of the platform's staff; may be empty
 * @param passwordHash to prove the person against, before anything is told
 */
record ShutOut(String tenant, boolean deleted, String reason, String passwordHash) {

  /** Keeps the hash out of log lines. */
  @Override
  public String toString() {
    return "ShutOut[" + tenant + "]";
  }
}
