package dev.weir.portal.stream;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.web.Messages;
import dev.weir.portal.web.QrCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A stream's page: its addresses, valid for as long as was chosen. Public for the template.
 *
 * @param path the portal's page of it
 * @param domain push domain
 * @param app first path segment
 * @param name name within the app
 * @param validities how long addresses may be valid, one of them chosen
 * @param transports plain or TLS, one of them chosen
 * @param until end of their validity, ISO 8601
 * @param untilWords the same for people
 * @param push where it is pushed to
 * @param ffmpeg a command that pushes a test picture
 * @param play where it is played from; empty without a play domain
 */
public record StreamView(
    String path,
    String domain,
    String app,
    String name,
    List<Choice> validities,
    List<Choice> transports,
    String until,
    String untilWords,
    PushAddresses push,
    String ffmpeg,
    List<PlayView> play) {

  private static final String BUNDLE = "stream/page";

  /**
   * How long the page's own player may start; its session holds from there. It starts at once, and
   * whoever may not sign reads this address in the page's source: it shall be of no use afterwards.
   */
  static final Duration PLAYER_VALIDITY = Duration.ofMinutes(2);

  /**
   * One of a few.
   *
   * @param href page with this choice made
   */
  public record Choice(String title, String href, boolean current) {}

  /**
   * What viewers get.
   *
   * @param urls the addresses
   * @param player address of the page's own player
   * @param snippet HTML that embeds the player elsewhere
   * @param qr the watch page as an SVG element
   */
  public record PlayView(PlayAddresses urls, String player, String snippet, String qr) {}

  /**
   * What was asked for.
   *
   * @param secure whether play addresses use TLS
   */
  record Wish(Validity validity, boolean secure) {}

  static StreamView of(
      DomainPolicy push,
      Optional<DomainPolicy> play,
      StreamPath stream,
      PublicPorts ports,
      Wish wish,
      Instant now) {
    String path =
        StreamPages.path(
            new StreamAddress(push.tenant(), push.domain(), stream.app(), stream.stream()));
    Instant until = now.plus(wish.validity().duration());
    PushAddresses pushAddresses = PushAddresses.of(push, ports, stream, until);
    return new StreamView(
        path,
        push.domain().value(),
        stream.app().value(),
        stream.stream().value(),
        validities(path, wish),
        transports(path, wish),
        until.toString(),
        Wording.minute(until),
        pushAddresses,
        ffmpeg(pushAddresses.url()),
        play.map(domain -> playView(domain, ports, stream, wish, now)).stream().toList());
  }

  private static PlayView playView(
      DomainPolicy domain, PublicPorts ports, StreamPath stream, Wish wish, Instant now) {
    PlayAddresses urls =
        PlayAddresses.of(
            domain, ports, stream, now.plus(wish.validity().duration()), wish.secure());
    String player =
        PlayAddresses.of(domain, ports, stream, now.plus(PLAYER_VALIDITY), wish.secure()).embed();
    return new PlayView(
        urls, player, snippet(urls.embed()), QrCode.svg(urls.watch(), Messages.text(BUNDLE, "qr")));
  }

  private static List<Choice> validities(String path, Wish wish) {
    return Arrays.stream(Validity.values())
        .map(validity ->
            new Choice(
                validity.title(),
                href(path, new Wish(validity, wish.secure())),
                validity == wish.validity()))
        .toList();
  }

  private static List<Choice> transports(String path, Wish wish) {
    return List.of(
        new Choice(
            Messages.text(BUNDLE, "transport.plain"),
            href(path, new Wish(wish.validity(), false)),
            !wish.secure()),
        new Choice(
            Messages.text(BUNDLE, "transport.tls"),
            href(path, new Wish(wish.validity(), true)),
            wish.secure()));
  }

  private static String href(String path, Wish wish) {
    return path
        + "?valid="
        + URLEncoder.encode(wish.validity().text(), StandardCharsets.UTF_8)
        + "&tls="
        + (wish.secure() ? "1" : "0");
  }

  private static String snippet(String url) {
    return """
    <iframe src="%s" width="960" height="540" allow="autoplay; fullscreen; picture-in-picture" \
    loading="lazy" style="border:0;max-width:100%%"></iframe>\
    """
        .formatted(url.replace("&", "&amp;"));
  }

  private static String ffmpeg(String url) {
    return """
    ffmpeg -re -f lavfi -i testsrc2=size=1280x720:rate=30 -f lavfi -i sine=frequency=440:sample_rate=48000 \
    -c:v libx264 -preset veryfast -pix_fmt yuv420p -b:v 2500k -g 60 -c:a aac -b:a 128k -f flv '%s'\
    """
        .formatted(url);
  }
}
