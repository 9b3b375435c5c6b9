package dev.weir.portal.stream;

import dev.weir.contract.event.PublishEnd;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.portal.domain.TenantDomains;
import dev.weir.portal.history.PublishRecord;
import dev.weir.portal.web.Messages;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One publish as a page shows it. Public for the templates.
 *
 * @param path the portal's page of the stream; empty where its domain or app is gone
 * @param domain push domain
 * @param app first path segment
 * @param name name within the app
 * @param since ISO 8601
 * @param lasting how long it lasted, or has lasted
 * @param outcome why it ended
 * @param video its picture; all empty when it had none, or nobody could say
 * @param audio its sound; all empty when it had none, or nobody could say
 * @param bitRate on average
 * @param size how much media it was
 * @param encoder what the encoder called itself; a dash when it did not say
 * @param address the encoder's network address
 * @param audience who watched meanwhile; empty where nobody can tell
 */
public record HistoryRow(
    String path,
    String domain,
    String app,
    String name,
    String since,
    String lasting,
    Outcome outcome,
    LiveRow.Video video,
    LiveRow.Audio audio,
    String bitRate,
    String size,
    String encoder,
    String address,
    String audience) {

  private static final String BUNDLE = "stream/words";

  /**
   * Why it ended, if it has.
   *
   * @param kind look of its badge
   * @param words for people
   * @param cause name of the fault behind it; empty for none
   */
  public record Outcome(String kind, String words, String cause) {

    static Outcome of(Optional<PublishRecord.End> end) {
      return end.map(over -> new Outcome(kind(over.reason()), title(over.reason()), over.cause()))
          .orElseGet(() -> new Outcome("live", Messages.text(BUNDLE, "end.live"), ""));
    }

    private static String kind(PublishEnd reason) {
      return switch (reason) {
        case FINISHED, TAKEN_OVER, ENDED_BY_TENANT, NODE_STOPPED -> "";
        case BLOCKED, CONNECTION_LOST, SILENT -> "interrupted";
        case UNREADABLE, NODE_LOST, FAILED -> "bad";
      };
    }
  }

  /** A reason in words. */
  static String title(PublishEnd reason) {
    return Messages.text(BUNDLE, "end." + reason.name());
  }

  static HistoryRow of(PublishRecord record, TenantDomains own, Instant now) {
    StreamAddress address = record.begin().address();
    Optional<PublishRecord.End> end = record.end();
    return new HistoryRow(
        own.push(address.pushDomain(), address.app()).isPresent() ? StreamPages.path(address) : "",
        address.pushDomain().value(),
        address.app().value(),
        address.stream().value(),
        record.begin().at().toString(),
        Wording.duration(record.lasting(now)),
        Outcome.of(end),
        TrackWords.video(end.map(PublishRecord.End::tracks).orElse(List.of())),
        TrackWords.audio(end.map(PublishRecord.End::tracks).orElse(List.of())),
        Wording.bitRate(record.averageBitsPerSecond()),
        Wording.bytes(end.map(PublishRecord.End::bytes).orElse(0L)),
        record.begin().software().isBlank() ? "–" : record.begin().software(),
        record.begin().peerAddress(),
        AudiencePath.of(
            own, address, record.begin().at(), record.begin().at().plus(record.lasting(now)), now));
  }
}
