package dev.weir.portal.identity;

/**
 * Where a request comes from.
 *
 * @param address the client's network address; empty for a command line
 * @param userAgent what the client calls itself, cut to {@link #MAX_USER_AGENT}; empty for nothing
 * @param requestId the request's name in answers and log lines; empty for a command line
 */
public record Origin(String address, String userAgent, String requestId) {

  /** Longest user agent that is kept, characters. */
  public static final int MAX_USER_AGENT = 256;

  /** Of what no request asked for. */
  public static final Origin NONE = new Origin("", "", "");

  /** Cuts the user agent. */
  public Origin {
    userAgent = userAgent.substring(0, Math.min(userAgent.length(), MAX_USER_AGENT));
  }
}
