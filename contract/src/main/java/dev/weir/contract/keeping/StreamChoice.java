package dev.weir.contract.keeping;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.Wildcard;
import java.util.Optional;

/**
 * The streams of a push domain that a rule is about.
 *
 * @param app the app whose streams are meant; empty for all
 * @param stream the names that are meant
 */
public record StreamChoice(Optional<AppName> app, Wildcard stream) {

  /** All streams of the domain. */
  public static StreamChoice all() {
    return new StreamChoice(Optional.empty(), new Wildcard("*"));
  }

  /** Whether a stream is meant. */
  public boolean means(AppName ofApp, StreamName named) {
    return (app.isEmpty() || app.get().equals(ofApp)) && stream.matches(named.value());
  }
}
