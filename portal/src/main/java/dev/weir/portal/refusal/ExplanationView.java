package dev.weir.portal.refusal;

import dev.weir.contract.access.SignatureAnatomy;
import dev.weir.contract.fault.FaultCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An explanation as its page shows it. Public for the templates.
 *
 * @param stream app and name
 * @param domain the domain that was asked
 * @param door {@code publish} or {@code play}
 * @param protocol how it was to be carried
 * @param address who asked; empty when not known, like the next two
 * @param referer the page
 * @param agent the player
 * @param at the moment that it is explained for, ISO 8601
 * @param id of the refused request; empty for a pasted address
 * @param code what the door said, or the first check that refuses; empty when nothing does
 * @param sentence the same in words
 * @param mended whether the door refused what the rules of now let in
 * @param lines every check
 * @param signature at most one
 */
public record ExplanationView(
    String stream,
    String domain,
    String door,
    String protocol,
    String address,
    String referer,
    String agent,
    String at,
    String id,
    String code,
    String sentence,
    boolean mended,
    List<Line> lines,
    List<Signature> signature) {

  /**
   * One check.
   *
   * @param check its name
   * @param result of it, in small letters
   * @param kind how its badge looks
   * @param code why it refuses; may be empty
   * @param detail what it found; may be empty
   * @param decides whether it is the first that refuses
   */
  public record Line(
      String check, String result, String kind, String code, String detail, boolean decides) {}

  /**
   * How a signature was verified.
   *
   * @param type its form
   * @param text what is signed, the key masked
   * @param received the hash in the address
   * @param trials the hash under each key
   * @param from from when it is good, ISO 8601; empty when it does not say
   * @param until until when, ISO 8601; empty when that cannot be read
   * @param early whether its time has not begun
   * @param late whether its time is over
   * @param distance from its time to the moment of the request, such as {@code 2 h 5 min}
   */
  public record Signature(
      String type,
      String text,
      String received,
      List<SignatureAnatomy.Trial> trials,
      String from,
      String until,
      boolean early,
      boolean late,
      String distance) {}

  static ExplanationView of(Explanation made) {
    Optional<Explanation.Line> decides = made.decides();
    Optional<FaultCode> code =
        made.told().map(Explanation.Told::code).or(() -> decides.flatMap(Explanation.Line::code));
    return new ExplanationView(
        made.asked().app() + "/" + made.asked().stream(),
        made.domain().value(),
        made.door().name().toLowerCase(Locale.ROOT),
        made.asked().protocol(),
        made.from().address(),
        made.from().referer(),
        made.from().agent(),
        made.at().toString(),
        made.told().map(Explanation.Told::id).orElse(""),
        code.map(FaultCode::name).orElse(""),
        code.map(FaultCode::sentence).orElse(""),
        made.told().isPresent() && decides.isEmpty(),
        made.lines().stream().map(line -> line(line, decides)).toList(),
        made
            .signature()
            .filter(anatomy -> anatomy.type().isPresent())
            .map(anatomy -> signature(anatomy, made.at()))
            .stream()
            .toList());
  }

  private static Line line(Explanation.Line line, Optional<Explanation.Line> decides) {
    return new Line(
        line.check(),
        line.result().name().toLowerCase(Locale.ROOT),
        switch (line.result()) {
          case PASSED -> "good";
          case REFUSED -> "bad";
          case SKIPPED, UNKNOWN -> "";
        },
        line.code().map(FaultCode::name).orElse(""),
        line.detail(),
        decides.filter(line::equals).isPresent());
  }

  private static Signature signature(SignatureAnatomy anatomy, Instant at) {
    Optional<Instant> from = anatomy.validFrom();
    Optional<Instant> until = anatomy.validUntil();
    boolean early = from.filter(at::isBefore).isPresent();
    boolean late = until.filter(at::isAfter).isPresent();
    Instant edge = early ? from.orElse(at) : until.orElse(at);
    return new Signature(
        anatomy.type().map(Enum::name).orElse(""),
        anatomy.stringToSign(),
        anatomy.received(),
        anatomy.trials(),
        from.map(Instant::toString).orElse(""),
        until.map(Instant::toString).orElse(""),
        early,
        late,
        words(Duration.between(at, edge).abs()));
  }

  private static String words(Duration distance) {
    if (distance.toDays() > 0) {
      return distance.toDays() + " d " + distance.toHoursPart() + " h";
    }
    if (distance.toHours() > 0) {
      return distance.toHours() + " h " + distance.toMinutesPart() + " min";
    }
    return distance.toMinutes() + " min " + distance.toSecondsPart() + " s";
  }
}
