package dev.weir.contract.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.analytics.Client.Device;
import org.junit.jupiter.api.Test;

/** Families that players are taken for, by what they call themselves. */
class UserAgentTest {

  private static void reads(String agent, String browser, String system, Device device) {
    assertThat(UserAgent.client(agent)).isEqualTo(new Client(browser, system, device));
  }

  @Test
  void browsersAreToldByTheirMoreSpecialMark() {
    reads(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            + "Chrome/141.0.0.0 Safari/537.36",
        "Chrome",
        "Windows",
        Device.COMPUTER);
    reads(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            + "Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
        "Edge",
        "Windows",
        Device.COMPUTER);
    reads(
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            + "Version/18.1 Safari/605.1.15",
        "Safari",
        "macOS",
        Device.COMPUTER);
    reads(
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Firefox",
        "Linux",
        Device.COMPUTER);
  }

  @Test
  void phonesTabletsAndTelevisionsAreToldApart() {
    reads(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
            + "Gecko) CriOS/141.0 Mobile/15E148 Safari/604.1",
        "Chrome",
        "iOS",
        Device.PHONE);
    reads(
        "AppleCoreMedia/1.0.0.22B83 (iPad; U; CPU OS 18_1 like Mac OS X; en_us)",
        "Apple player",
        "iOS",
        Device.TABLET);
    reads(
        "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) "
            + "Chrome/141.0.0.0 Mobile Safari/537.36",
        "Chrome",
        "Android",
        Device.PHONE);
    reads(
        "Mozilla/5.0 (Linux; Android 14; SM-X710) AppleWebKit/537.36 (KHTML, like Gecko) "
            + "SamsungBrowser/27.0 Chrome/125.0.0.0 Safari/537.36",
        "Samsung Internet",
        "Android",
        Device.TABLET);
    reads(
        "Mozilla/5.0 (SMART-TV; LINUX; Tizen 8.0) AppleWebKit/537.36 (KHTML, like Gecko) "
            + "108.0.5359.1/8.0 TV Safari/537.36",
        "Safari",
        "Tizen",
        Device.TELEVISION);
  }

  @Test
  void playersAndProgramsCallThemselvesByName() {
    reads("VLC/3.0.21 LibVLC/3.0.21", "VLC", "", Device.UNKNOWN);
    reads("Lavf/61.7.100", "FFmpeg", "", Device.PROGRAM);
    reads("LMC 1 flash", "FFmpeg", "", Device.PROGRAM);
    reads("curl/8.11.0", "curl", "", Device.PROGRAM);
    reads("k6/1.4.0 (https://k6.io/)", "k6", "", Device.PROGRAM);
    reads(
        "ExoPlayerDemo/1.5 (Linux; Android 15) AndroidXMedia3/1.5.0",
        "ExoPlayer",
        "Android",
        Device.PHONE);
  }

  @Test
  void anythingElseIsUnknown() {
    assertThat(UserAgent.client("")).isEqualTo(Client.UNKNOWN);
    assertThat(UserAgent.client("   ")).isEqualTo(Client.UNKNOWN);
    reads("jobserver", "", "", Device.UNKNOWN);
    reads("x".repeat(10_000) + "Chrome/1", "", "", Device.UNKNOWN);
    reads("\0\r\n<script>", "", "", Device.UNKNOWN);
  }
}
