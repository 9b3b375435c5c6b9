package dev.weir.portal.stream;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.template.TemplateRow;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Messages;
import dev.weir.portal.web.QrCode;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
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
 * @param own the form for another length of time
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
    Form own,
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
   * @param snapshot address of the latest snapshot; empty when none are taken
   * @param renditions where each of its renditions is played from; none without a ladder
   */
  public record PlayView(
      PlayAddresses urls,
      String player,
      String snippet,
      String qr,
      String snapshot,
      List<RenditionView> renditions) {}

  /**
   * One rendition.
   *
   * @param template the end of its name, and of the ids of what shows it
   * @param words what it comes to
   */
  public record RenditionView(String name, String template, String words, PlayAddresses urls) {}

  /**
   * What was asked for.
   *
   * @param secure whether play addresses use TLS
   * @param own the form in which people type a validity of their own
   */
  public record Wish(Validity validity, boolean secure, Form own) {

    private static final FormShape OWN =
        FormShape.of(
            "own",
            Field.number("count").mandatory(),
            Field.choice("unit", Validity.UNITS).mandatory(),
            Field.hidden("tls"));

    /** A day, nothing typed. */
    public static Wish usual(boolean secure) {
      return of(Validity.DAY, secure);
    }

    /**
     * Reads the query of a request: what was chosen, {@code valid}, or what was typed, {@code
     * count} and {@code unit}. What is no length of time is a day, and is explained where it was
     * typed.
     */
    static Wish read(RoutingContext ctx, boolean otherwise) {
      String tls = ctx.request().getParam("tls");
      boolean secure = tls == null ? otherwise : tls.equals("1");
      if (ctx.queryParam("count").isEmpty()) {
        String chosen = ctx.request().getParam("valid");
        return of(Optional.ofNullable(chosen).flatMap(Validity::read).orElse(Validity.DAY), secure);
      }
      Form typed = Form.query(ctx, OWN);
      Optional<Validity> own = Validity.read(typed.text("count").strip() + typed.text("unit"));
      if (typed.valid() && own.isEmpty()) {
        typed.error("count", "own.count.wrong");
      }
      return new Wish(own.orElse(Validity.DAY), secure, typed.with("tls", flag(secure)));
    }

    /** The same of another length. */
    Wish with(Validity other) {
      return new Wish(other, secure, own);
    }

    /** The same over TLS, or plain. */
    Wish with(boolean tls) {
      return new Wish(validity, tls, own);
    }

    private static Wish of(Validity validity, boolean secure) {
      Form form = Form.blank(OWN).with("tls", flag(secure));
      boolean typable = !validity.unit().equals("y");
      return new Wish(
          validity,
          secure,
          form.with("count", typable ? validity.count() : "1")
              .with("unit", typable ? validity.unit() : "d"));
    }

    private static String flag(boolean secure) {
      return secure ? "1" : "0";
    }
  }

  /** The page of a stream on its domains. */
  public static StreamView of(
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
        wish.own(),
        transports(path, wish),
        until.toString(),
        Wording.minute(until),
        pushAddresses,
        ffmpeg(pushAddresses.url()),
        play.map(domain -> playView(push, domain, ports, stream, wish, now)).stream().toList());
  }

  private static PlayView playView(
      DomainPolicy push,
      DomainPolicy domain,
      PublicPorts ports,
      StreamPath stream,
      Wish wish,
      Instant now) {
    Instant until = now.plus(wish.validity().duration());
    PlayAddresses urls = PlayAddresses.of(domain, ports, stream, until, wish.secure());
    String player =
        PlayAddresses.of(domain, ports, stream, now.plus(PLAYER_VALIDITY), wish.secure()).embed();
    return new PlayView(
        urls,
        player,
        snippet(urls.embed()),
        QrCode.svg(urls.watch(), Messages.text(BUNDLE, "qr")),
        PlayAddresses.snapshot(push, domain, ports, stream, until, wish.secure()).orElse(""),
        Rendition.of(push, stream).stream()
            .map(one ->
                new RenditionView(
                    one.path().stream().value(),
                    one.template().id().value(),
                    TemplateRow.words(one.template()),
                    PlayAddresses.of(domain, ports, one.path(), until, wish.secure())))
            .toList());
  }

  private static List<Choice> validities(String path, Wish wish) {
    return Validity.OFFERED.stream()
        .map(validity ->
            new Choice(
                validity.title(),
                href(path, wish.with(validity)),
                validity.equals(wish.validity())))
        .toList();
  }

  private static List<Choice> transports(String path, Wish wish) {
    return List.of(
        new Choice(
            Messages.text(BUNDLE, "transport.plain"), href(path, wish.with(false)), !wish.secure()),
        new Choice(
            Messages.text(BUNDLE, "transport.tls"), href(path, wish.with(true)), wish.secure()));
  }

  private static String href(String path, Wish wish) {
    return path
        + "?valid="
        + URLEncoder.encode(wish.validity().text(), StandardCharsets.UTF_8)
        + "&tls="
        + Wish.flag(wish.secure());
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
