package dev.weir.gateway.route;

import dev.weir.contract.access.PathSignature;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.gateway.hls.HlsNames;
import dev.weir.gateway.route.Target.Ending;
import dev.weir.gateway.shift.ShiftResource;
import dev.weir.gateway.vod.VodResource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Reads paths. A path is percent-decoded once; what is not plain afterwards is refused. Signature,
 * route and look-up all use the decoded form, so that no two of them can differ.
 */
final class TargetParser {

  private static final String PLAYER = "~player";
  private static final String TIMELINE_QUERY = "/openapi/timeline/query";
  private static final String PAGE = ".html";

  private static final Map<String, Ending> SIGNED =
      Map.of(
          "flv", Ending.FLV,
          "m3u8", Ending.PLAYLIST,
          "html", Ending.PAGE,
          "jpg", Ending.JPEG,
          "webp", Ending.WEBP);

  private static final Map<String, Ending> IN_SESSION =
      Map.of(
          "flv", Ending.FLV,
          "m3u8", Ending.PLAYLIST,
          "json", Ending.STATUS,
          "jpg", Ending.JPEG,
          "webp", Ending.WEBP);

  private TargetParser() {}

  /** What a path leads to; throws {@code PATH_MALFORMED}. */
  static Target parse(String rawPath) {
    String path = plain(decode(rawPath));
    String[] steps = path.substring(1).split("/", -1);
    if (steps.length == 2) {
      return signed(path, "", steps[0], steps[1]);
    }
    if (steps.length == 3 && steps[0].equals(PLAYER)) {
      return new Target.PlayerFile(steps[1], steps[2]);
    }
    if (steps.length > 2 && steps[1].startsWith("~")) {
      String token = steps[1].substring(1);
      return switch (steps.length) {
        case 3 -> inSession(token, steps[0], steps[2]);
        case 4 -> file(token, steps);
        case 5 -> belowStream(path, token, steps);
        default -> recording(path, token, steps[0], from(steps, 2));
      };
    }
    if (path.equals(TIMELINE_QUERY)) {
      return new Target.TimelineQuery(path, "", "");
    }
    if (steps.length > 3 && PathSignature.read(path).isPresent()) {
      // A relative name would lead below the signature, where nothing is.
      return steps.length == 4
          ? signed(path, "/" + steps[2] + "/", steps[2], steps[3])
          : recording(path, "", steps[2], from(steps, 3));
    }
    return recording(path, "", steps[0], from(steps, 1));
  }

  private static String[] from(String[] steps, int first) {
    return Arrays.copyOfRange(steps, first, steps.length);
  }

  /** The stream's name is the first of these steps; what is asked for is behind the second. */
  private static Target recording(String path, String token, String app, String[] steps) {
    if (steps.length < 3 || steps.length > 4 || !steps[1].equals(VodResource.STEP)) {
      return new Target.Nothing();
    }
    String file = steps[2];
    if (steps.length == 3 && token.isEmpty() && file.endsWith(PAGE)) {
      return VodResource.id(file.substring(0, file.length() - PAGE.length()))
          .<Target>map(id -> new Target.Replay(path, app, steps[0], id))
          .orElseGet(Target.Nothing::new);
    }
    // What a playlist leads to is known by the session that it was opened in.
    Optional<VodResource> resource =
        steps.length == 3
            ? VodResource.named(file)
            : token.isEmpty() ? Optional.empty() : VodResource.below(file, steps[3]);
    return resource
        .<Target>map(found -> new Target.Recording(path, token, app, steps[0], found))
        .orElseGet(Target.Nothing::new);
  }

  private static Target signed(String path, String folder, String app, String file) {
    int dot = file.lastIndexOf('.');
    Ending ending = dot > 0 ? SIGNED.get(file.substring(dot + 1)) : null;
    return ending == null
        ? new Target.Nothing()
        : new Target.Signed(path, folder, app, file.substring(0, dot), ending);
  }

  private static Target inSession(String token, String app, String file) {
    int dot = file.lastIndexOf('.');
    Ending ending = dot > 0 ? IN_SESSION.get(file.substring(dot + 1)) : null;
    return ending == null
        ? new Target.Nothing()
        : new Target.InSession(token, app, file.substring(0, dot), ending);
  }

  private static Target file(String token, String[] steps) {
    if (steps[3].equals(Target.Beacon.STEP)) {
      return new Target.Beacon(token, steps[0], steps[2]);
    }
    return HlsNames.parse(steps[3])
        .<Target>map(resource -> new Target.HlsFile(token, steps[0], steps[2], resource))
        .orElseGet(Target.Nothing::new);
  }

  /** What is not live any more: the past of a live stream, or a recording. */
  private static Target belowStream(String path, String token, String[] steps) {
    return steps[3].equals(ShiftResource.STEP)
        ? past(token, steps)
        : recording(path, token, steps[0], from(steps, 2));
  }

  private static Target past(String token, String[] steps) {
    return ShiftResource.named(steps[4])
        .<Target>map(resource -> new Target.Past(token, steps[0], steps[2], resource))
        .orElseGet(Target.Nothing::new);
  }

  /** Decodes percent-encoded bytes, once. */
  private static String decode(String path) {
    if (path.indexOf('%') < 0) {
      return path;
    }
    StringBuilder decoded = new StringBuilder(path.length());
    int i = 0;
    while (i < path.length()) {
      char c = path.charAt(i);
      if (c != '%') {
        decoded.append(c);
        i++;
        continue;
      }
      decoded.append(encoded(path, i + 1));
      i += 3;
    }
    return decoded.toString();
  }

  /** The character behind a percent sign; one that would divide steps is none of a name. */
  private static char encoded(String path, int at) {
    boolean digits = at + 2 <= path.length() && hex(path.charAt(at)) && hex(path.charAt(at + 1));
    char c = digits ? (char) HexFormat.fromHexDigits(path, at, at + 2) : '/';
    if (c == '/') {
      throw malformed();
    }
    return c;
  }

  /** Letters, digits and {@code -_~.}; no empty step, no step of dots. */
  private static String plain(String path) {
    boolean plain = path.startsWith("/");
    for (int i = 1; plain && i < path.length(); i++) {
      char c = path.charAt(i);
      boolean stepBegins = path.charAt(i - 1) == '/';
      plain = c == '/' ? !stepBegins : stepBegins ? c != '.' && inStep(c) : inStep(c);
    }
    if (!plain) {
      throw malformed();
    }
    return path;
  }

  private static boolean inStep(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '_'
        || c == '~'
        || c == '.';
  }

  private static boolean hex(char c) {
    return HexFormat.isHexDigit(c);
  }

  private static WeirFault malformed() {
    return new WeirFault(FaultCode.PATH_MALFORMED, "path");
  }
}
