package dev.weir.portal.library;

import dev.weir.contract.event.RecordingEvent;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.portal.library.log.RecordingLog;
import dev.weir.portal.stream.Wording;
import dev.weir.portal.web.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * A recording as pages show it. Public for the templates.
 *
 * @param path of its page
 * @param title what somebody calls it; otherwise the stream's path
 * @param domain push domain
 * @param stream path of the stream, {@code app/name}
 * @param since ISO 8601
 * @param lasting how long it is
 * @param size how much the store has of it
 * @param picture width and height; a dash without one
 * @param poster address of a picture of it; empty while there is nothing to see
 * @param format kind of file
 * @param state how far it is
 * @param until when it is deleted by itself, ISO 8601; empty for never, and before it is known
 * @param access what can be done with it
 */
public record RecordingRow(
    String path,
    String title,
    String domain,
    String stream,
    String since,
    String lasting,
    String size,
    String picture,
    String poster,
    String format,
    State state,
    String until,
    Access access) {

  private static final String BUNDLE = "library/words";

  /**
   * How far it is.
   *
   * @param kind look of its badge
   * @param words for people
   * @param cause why it failed, or what it waits for, in words; empty otherwise
   */
  public record State(String kind, String words, String cause) {

    static State of(Recording recording) {
      if (recording.deleting()) {
        return new State("interrupted", Messages.text(BUNDLE, "state.DELETING"), "");
      }
      RecordingEvent told = recording.told();
      if (told.state() == RecordingEvent.State.SAVING && !told.cause().isEmpty()) {
        return new State(
            "interrupted",
            Messages.text(BUNDLE, "state.WAITING"),
            Messages.text(BUNDLE, "cause.waiting", cause(told.cause())));
      }
      String kind =
          switch (told.state()) {
            case RUNNING -> "live";
            case SAVING, READY -> "";
            case FAILED -> "bad";
          };
      return new State(kind, Messages.text(BUNDLE, "state." + told.state()), cause(told.cause()));
    }

    /** A cause that only a newer release knows stands as it is. */
    private static String cause(String name) {
      if (name.equals(RecordingLog.NODE_LOST)) {
        return Messages.text(BUNDLE, "cause.lost");
      }
      return Arrays.stream(FaultCode.values())
          .filter(code -> code.name().equals(name))
          .findFirst()
          .map(FaultCode::sentence)
          .orElse(name);
    }
  }

  /**
   * What can be done with it.
   *
   * @param fetched whether it is one file, which can be fetched
   * @param played whether browsers play the file
   * @param segments whether it is in the store, in segments
   * @param deleted whether it can be deleted now
   */
  public record Access(boolean fetched, boolean played, boolean segments, boolean deleted) {

    static Access of(Recording recording) {
      RecordingFormat format = recording.told().format();
      return new Access(
          recording.isFetched(),
          recording.isFetched() && format == RecordingFormat.MP4,
          recording.isReady() && format == RecordingFormat.HLS,
          recording.isOver() && !recording.deleting());
    }
  }

  static RecordingRow of(Recording recording) {
    RecordingEvent told = recording.told();
    StreamAddress address = told.address();
    return new RecordingRow(
        LibraryPages.path(told.id()),
        recording.title().isEmpty() ? address.path() : recording.title(),
        address.pushDomain().value(),
        address.path(),
        told.startedAt().toString(),
        Wording.duration(Duration.ofMillis(told.durationMs())),
        Wording.bytes(told.bytes()),
        told.width() > 0 ? told.width() + " × " + told.height() : "–",
        recording.isSeen() ? LibraryPages.path(told.id()) + "/poster" : "",
        told.format().name(),
        State.of(recording),
        recording.keptUntil().map(Instant::toString).orElse(""),
        Access.of(recording));
  }
}
