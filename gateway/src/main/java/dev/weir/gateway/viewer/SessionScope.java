package dev.weir.gateway.viewer;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamName;

/**
 * What a session opens. A token is bound to a hash of it, so that a session of one stream opens no
 * other, not even under the same domain.
 *
 * @param domain the play domain
 * @param app the app in the path
 * @param stream the stream, without the template id of a rendition
 * @param topRendition the best rendition that may be watched; empty for all
 */
public record SessionScope(DomainName domain, AppName app, StreamName stream, String topRendition) {

  /** All of a stream. */
  public static SessionScope of(DomainName domain, AppName app, StreamName stream) {
    return new SessionScope(domain, app, stream, "");
  }

  /** The same up to a rendition. */
  public SessionScope upTo(String rendition) {
    return new SessionScope(domain, app, stream, rendition);
  }

  /** The facts in one unambiguous text: none of them can contain the separator. */
  String canonical() {
    return domain + "\n" + app + "\n" + stream + "\n" + topRendition;
  }
}
