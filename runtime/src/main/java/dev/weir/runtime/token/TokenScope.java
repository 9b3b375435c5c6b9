package dev.weir.runtime.token;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamName;

/**
 * What somebody asks to watch.
 *
 * @param domain the play domain
 * @param app the app
 * @param stream the stream
 */
public record TokenScope(DomainName domain, AppName app, StreamName stream) {

  /** As the claim {@code stream} names it: {@code live/demo01}. */
  String path() {
    return app + "/" + stream;
  }
}
