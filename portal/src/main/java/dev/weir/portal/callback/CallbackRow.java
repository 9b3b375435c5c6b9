package dev.weir.portal.callback;

import dev.weir.portal.callback.event.CallbackKind;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An endpoint as pages show it. Public for the templates.
 *
 * @param path of its page
 * @param address without its query, which may be a secret of the receiver's
 * @param events which are told
 * @param streams whose
 * @param kind of the badge of its state
 * @param formerUntil until when the former secret signs, too; empty outside of a rotation
 * @param lastSuccess when it last took an event; empty for never
 */
public record CallbackRow(
    String name,
    String path,
    String address,
    String dialect,
    String events,
    String streams,
    String kind,
    String state,
    int failures,
    boolean full,
    long waiting,
    long dead,
    String formerUntil,
    String lastSuccess) {

  static CallbackRow of(Callback callback) {
    CallbackSettings settings = callback.settings();
    boolean on = callback.state() == Callback.State.ON;
    String kinds =
        settings.kinds().stream().map(CallbackKind::text).collect(Collectors.joining(", "));
    String streams =
        Stream.of(settings.domain(), settings.app(), settings.stream())
            .map(part -> part.isEmpty() ? "*" : part)
            .collect(Collectors.joining("/"));
    return new CallbackRow(
        settings.name(),
        CallbackPages.path(callback.id()),
        settings.address().toString().replaceFirst("\\?.*", "?…"),
        settings.dialect().text(),
        kinds.isEmpty() ? CallbackWords.everything() : kinds,
        streams.equals("*/*/*") ? CallbackWords.everything() : streams,
        !on ? "" : callback.failures() > 0 ? "bad" : "good",
        CallbackWords.state(callback.state()),
        callback.failures(),
        callback.fullSince().isPresent(),
        callback.waiting(),
        callback.dead(),
        text(callback.formerUntil()),
        text(callback.lastSuccess()));
  }

  private static String text(Optional<Instant> at) {
    return at.map(Instant::toString).orElse("");
  }
}
