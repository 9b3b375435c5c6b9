package dev.weir.contract.check;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import java.time.Instant;

/**
 * Somebody who was not let in, with everything that explains why. It holds the URL as it was shown,
 * signatures and all, so it travels and rests sealed, and is shown to the tenant alone.
 *
 * @param id of the request, as the refusal told it to the peer
 * @param at when
 * @param tenant whose domain it is
 * @param domain the domain that was asked
 * @param door what for
 * @param asked what was asked
 * @param from who asked
 * @param code why not
 * @param detail the same with ids and numbers
 */
public record RefusedVisit(
    String id,
    Instant at,
    TenantId tenant,
    DomainName domain,
    Door door,
    Asked asked,
    From from,
    FaultCode code,
    String detail) {

  /** Most characters of a text that the peer chose; the rest is cut. */
  public static final int MAX_TEXT = 300;

  /** Most characters of path and query, each. */
  public static final int MAX_URL = 4_096;

  /**
   * What was asked.
   *
   * @param app the app's name, unchecked
   * @param stream the stream's name, unchecked
   * @param protocol how it was to be carried, such as {@code HLS} or {@code RTMP}
   * @param path of the URL, percent-decoded once; its tokens of sessions left out
   * @param query of the URL, as it stood there
   */
  public record Asked(String app, String stream, String protocol, String path, String query) {

    /** Cuts what is too long. */
    public Asked {
      app = cut(app, MAX_TEXT);
      stream = cut(stream, MAX_TEXT);
      path = cut(path, MAX_URL);
      query = cut(query, MAX_URL);
    }
  }

  /**
   * Who asked.
   *
   * @param address as {@link Visitor} has it, like the others
   */
  public record From(String address, String referer, String agent) implements Visitor {

    /** Cuts what is too long. */
    public From {
      address = cut(address, MAX_TEXT);
      referer = cut(referer, MAX_TEXT);
      agent = cut(agent, MAX_TEXT);
    }

    /** The same visitor, as it can be kept. */
    public static From of(Visitor visitor) {
      return new From(visitor.address(), visitor.referer(), visitor.agent());
    }
  }

  /** Cuts what is too long. */
  public RefusedVisit {
    detail = cut(detail, MAX_TEXT);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
