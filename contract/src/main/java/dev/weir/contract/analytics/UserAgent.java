package dev.weir.contract.analytics;

import dev.weir.contract.analytics.Client.Device;
import java.util.List;
import java.util.Locale;

/**
 * Reads {@code User-Agent} (RFC 9110, section 10.1.5), and what RTMP players call themselves. It is
 * no more than a hint: many say that they are another. Families alone are read, by marks that have
 * been the same for years; the order is that the more special mark comes first.
 */
public final class UserAgent {

  /** Most characters that are looked at. */
  public static final int MAX_LENGTH = 512;

  private static final List<Mark> BROWSERS =
      List.of(
          new Mark("edg", "Edge"),
          new Mark("opr/", "Opera"),
          new Mark("opt/", "Opera"),
          new Mark("samsungbrowser/", "Samsung Internet"),
          new Mark("micromessenger/", "WeChat"),
          new Mark("ucbrowser/", "UC Browser"),
          new Mark("yabrowser/", "Yandex Browser"),
          new Mark("firefox/", "Firefox"),
          new Mark("fxios/", "Firefox"),
          new Mark("vlc", "VLC"),
          new Mark("libvlc", "VLC"),
          new Mark("exoplayer", "ExoPlayer"),
          new Mark("androidxmedia3", "ExoPlayer"),
          new Mark("applecoremedia", "Apple player"),
          new Mark("obs/", "OBS"),
          new Mark("obs-", "OBS"),
          new Mark("lavf/", "FFmpeg"),
          new Mark("ffmpeg", "FFmpeg"),
          new Mark("lmc ", "FFmpeg"),
          new Mark("mpv", "mpv"),
          new Mark("gstreamer", "GStreamer"),
          new Mark("k6/", "k6"),
          new Mark("curl/", "curl"),
          new Mark("wget/", "wget"),
          new Mark("python", "Python"),
          new Mark("go-http-client", "Go"),
          new Mark("okhttp/", "OkHttp"),
          new Mark("java", "Java"),
          new Mark("headlesschrome/", "Chrome"),
          new Mark("chromium/", "Chrome"),
          new Mark("crios/", "Chrome"),
          new Mark("chrome/", "Chrome"),
          new Mark("version/", "Safari"),
          new Mark("applewebkit/", "Safari"));

  private static final List<Mark> SYSTEMS =
      List.of(
          new Mark("tizen", "Tizen"),
          new Mark("web0s", "webOS"),
          new Mark("webos", "webOS"),
          new Mark("roku", "Roku OS"),
          new Mark("playstation", "PlayStation"),
          new Mark("xbox", "Xbox"),
          new Mark("apple tv", "tvOS"),
          new Mark("appletv", "tvOS"),
          new Mark("windows", "Windows"),
          new Mark("iphone", "iOS"),
          new Mark("ipad", "iOS"),
          new Mark("ipod", "iOS"),
          new Mark("android", "Android"),
          new Mark("harmonyos", "HarmonyOS"),
          new Mark("openharmony", "HarmonyOS"),
          new Mark("cros ", "ChromeOS"),
          new Mark("mac os x", "macOS"),
          new Mark("macintosh", "macOS"),
          new Mark("linux", "Linux"),
          new Mark("x11", "Linux"));

  /** Programs that people watch with are not among them. */
  private static final List<String> PROGRAMS =
      List.of("FFmpeg", "GStreamer", "OBS", "k6", "curl", "wget", "Python", "Go", "Java");

  private static final List<String> TELEVISIONS =
      List.of("smarttv", "smart-tv", "googletv", "android tv", "bravia", "hbbtv", "crkey", " aft");

  private UserAgent() {}

  private record Mark(String sign, String family) {}

  /** Who calls itself so. Any text is read; costs a few microseconds. */
  public static Client client(String agent) {
    if (agent.isBlank()) {
      return Client.UNKNOWN;
    }
    String text = agent.substring(0, Math.min(agent.length(), MAX_LENGTH)).toLowerCase(Locale.ROOT);
    String browser = find(BROWSERS, text);
    String system = find(SYSTEMS, text);
    return new Client(browser, system, device(text, browser, system));
  }

  private static Device device(String text, String browser, String system) {
    if (TELEVISIONS.stream().anyMatch(text::contains)) {
      return Device.TELEVISION;
    }
    return switch (system) {
      case "Tizen", "webOS", "Roku OS", "PlayStation", "Xbox", "tvOS" -> Device.TELEVISION;
      case "iOS" -> text.contains("ipad") ? Device.TABLET : Device.PHONE;
      case "Android", "HarmonyOS" ->
          text.contains("mobile") || !text.contains("mozilla/") ? Device.PHONE : Device.TABLET;
      default -> {
        if (PROGRAMS.contains(browser)) {
          yield Device.PROGRAM;
        }
        yield system.isEmpty() ? Device.UNKNOWN : Device.COMPUTER;
      }
    };
  }

  /** Empty where no mark is found. A mark counts at the beginning of a word alone. */
  private static String find(List<Mark> marks, String text) {
    for (Mark mark : marks) {
      int at = text.indexOf(mark.sign());
      while (at >= 0) {
        if (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1))) {
          return mark.family();
        }
        at = text.indexOf(mark.sign(), at + 1);
      }
    }
    return "";
  }
}
