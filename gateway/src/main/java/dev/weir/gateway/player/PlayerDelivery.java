package dev.weir.gateway.player;

import dev.weir.contract.event.RecordingId;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.gateway.access.PlayGrant;
import dev.weir.gateway.answer.Compression;
import dev.weir.gateway.player.PlayerFiles.PlayerFile;
import dev.weir.gateway.vod.VodResource;
import dev.weir.runtime.http.FaultResponse;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers with the pages for viewers and with what they load. Any event loop. */
public final class PlayerDelivery {

  /** Where the page's files are, on every play domain; no app can have this name. */
  public static final String FILES = "/~player/";

  /** What cannot end the directive that it stands in. */
  private static final Pattern ORIGIN = Pattern.compile("[A-Za-z0-9:/.*_-]+");

  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final PlayerFiles files;

  /** Serves {@code files}. */
  public PlayerDelivery(PlayerFiles files) {
    this.files = files;
  }

  /**
   * Answers with the page for a viewer who may watch.
   *
   * @param token the viewer's session, under which the page finds the stream
   * @param window how far the viewer can go back; zero where that is not offered
   */
  public void page(HttpServerRequest request, PlayGrant grant, String token, Duration window) {
    String app = grant.app().value();
    String session = "/" + app + "/~" + token + "/" + grant.address().stream().value();
    answer(
        request,
        grant,
        frame(request, grant, files.page())
            .replace("{{window}}", Long.toString(window.toSeconds()))
            .replace("{{status}}", session + ".json")
            .replace("{{past}}", session + "/shift/timeline.json")
            .replace("{{beacon}}", session + "/beacon")
            .replace("{{hls}}", session + ".m3u8")
            .replace("{{flv}}", session + ".flv"));
  }

  /**
   * Answers with the page of a recording, likewise.
   *
   * @param token the viewer's session, under which the page finds the recording
   */
  public void replay(
      HttpServerRequest request, PlayGrant grant, String token, RecordingId recording) {
    String file =
        "/%s/~%s/%s/%s/%s"
            .formatted(grant.app(), token, grant.address().stream(), VodResource.STEP, recording);
    answer(
        request,
        grant,
        frame(request, grant, files.replay())
            .replace("{{hls}}", file + ".m3u8")
            .replace("{{mp4}}", file + ".mp4")
            .replace("{{forms}}", file + "/forms.json")
            .replace("{{poster}}", file + "/poster.jpg"));
  }

  private static void answer(HttpServerRequest request, PlayGrant grant, String text) {
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-store")
        .putHeader("Content-Security-Policy", contentSecurityPolicy(grant.policy()))
        .putHeader("Referrer-Policy", "strict-origin-when-cross-origin")
        .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    send(request, Buffer.buffer(text));
  }

  /** Answers with a file of the page. Files of another release are not kept by anyone. */
  public void file(HttpServerRequest request, String version, String name) {
    Optional<PlayerFile> found = files.find(name);
    if (found.isEmpty()) {
      FaultResponse.send(request, FaultCode.NOT_FOUND);
      return;
    }
    PlayerFile file = found.get();
    boolean gzip = Compression.isAccepted(request);
    HttpServerResponse response = request.response();
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, file.type())
        .putHeader(
            HttpHeaders.CACHE_CONTROL, version.equals(files.version()) ? FOR_EVER : "no-cache")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    if (gzip) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    send(request, gzip ? file.gzip() : file.plain());
  }

  private String frame(HttpServerRequest request, PlayGrant grant, String page) {
    return page.replace("{{assets}}", FILES + files.version())
        .replace("{{layout}}", request.params().contains("embed") ? "embed" : "watch")
        .replace("{{app}}", grant.app().value())
        .replace("{{stream}}", grant.address().stream().value());
  }

  /**
   * Everything comes from here, nothing is written into the page; who may frame it is the tenant's
   * decision. Media Source Extensions need {@code blob:}.
   */
  private static String contentSecurityPolicy(PlayPolicy policy) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        + "connect-src 'self'; media-src 'self' blob:; base-uri 'none'; form-action 'none'; "
        + ("frame-ancestors " + frameAncestors(policy));
  }

  private static String frameAncestors(PlayPolicy policy) {
    if (policy.frameAncestors().contains("*")) {
      return "*";
    }
    Stream<String> origins = policy.frameAncestors().stream().filter(ORIGIN.asMatchPredicate());
    return Stream.concat(Stream.of("'self'"), origins.sorted()).collect(Collectors.joining(" "));
  }

  private static void send(HttpServerRequest request, Buffer body) {
    HttpServerResponse response = request.response();
    response
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    if (request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      response.end(body);
    }
  }
}
