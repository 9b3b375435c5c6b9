package dev.weir.runtime.http;

import org.jspecify.annotations.Nullable;

/**
 * Answers what one peer goes on asking on one HTTP/1.1 connection, before a request is made of it.
 * It is offered by whoever answered such a request in full ({@link Shortcuts}), and asked only
 * about requests that differ from that one in nothing but their target. On the connection's event
 * loop.
 */
public interface Shortcut {

  /**
   * The answer to a GET of {@code target}, in origin form and as it stood in the request line; null
   * for whatever is not as plain as that, which then goes the ordinary way.
   */
  @Nullable ShortAnswer answer(String target);
}
