package dev.weir.portal.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.LiveTelling;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.apikey.ApiKeyStore;
import dev.weir.portal.domain.DomainsConfig;
import dev.weir.portal.domain.proof.ProofConfig;
import dev.weir.portal.identity.Permission;
import dev.weir.testkit.dns.DnsUnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of {@code docs/api.md}, as they stand there, in one shell against a real portal. The
 * encoder alone is played by the test: a program of its name notes what it is told to push to.
 */
@Timeout(60)
class GuideTest {

  private static final Path GUIDE = Path.of("../docs/api.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
  private static final long PATIENCE_S = 40;
  private static final int NO_WEB = 9;

  @Test
  void everyCommandOfTheGuideWorks(@TempDir Path folder) throws Exception {
    try (DnsUnderTest dns = DnsUnderTest.open();
        PortalHouse house = PortalHouse.open(asking(dns))) {
      TenantId tenant = house.tenant("owner@example.org", "a long password", "a.example.org");
      String key =
          new ApiKeyStore(house.database(), house.time())
              .create(tenant, "guide", EnumSet.allOf(Permission.class))
              .text();
      new LiveTelling(house.live())
          .live(LiveTelling.stream(tenant, "a.example.org", "guide", "Lavf"));
      playEncoder(folder);

      String said = run(folder, house.browser().uri("").toString(), key);

      assertThat(said)
          .contains("\"name\": \"guide\"")
          .contains("live/guide 4820000 bit/s")
          .contains("\"encoder\": \"Lavf\"")
          .contains("[\"streams:read\"]")
          .contains("\"record\": \"_weir.live.example.net\"", "\"finding\": \"proof_missing\"")
          .contains("\"reconnectWindowSeconds\":30", "\"note\":\"wrong picture\"")
          .contains("http://localhost:8080/invitations/", "owner@example.org owner")
          .contains("/live/show-1_lhd.m3u8?auth_key=", "/live/show-1_phone.m3u8?auth_key=")
          .contains("REQUEST_INVALID", "/query/limit", "/query/colour");
      assertThat(Files.readString(folder.resolve("audit.csv")))
          .contains("MEMBER_INVITED", "MEMBER_INVITATION_REVOKED");
      assertThat(Files.readString(folder.resolve("usage.csv"))).startsWith("at,seconds,meter,");
      assertThat(Files.readString(folder.resolve("pushed")))
          .contains("rtmp://a.example.org:1935/live/guide?auth_key=");
    }
  }

  private static DomainsConfig asking(DnsUnderTest dns) {
    return new DomainsConfig(
        Optional.of(new DomainName("base.test")),
        Duration.ofDays(7),
        new ProofConfig(
            Optional.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), dns.port())),
            false,
            NO_WEB));
  }

  private static void playEncoder(Path folder) throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path ffmpeg = bin.resolve("ffmpeg");
    Files.writeString(ffmpeg, "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"$PUSHED\"\n");
    Files.setPosixFilePermissions(ffmpeg, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String run(Path folder, String portal, String key)
      throws IOException, InterruptedException {
    String commands =
        BLOCK
            .matcher(Files.readString(GUIDE))
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.joining("\n"));
    assertThat(commands).contains("curl", "ffmpeg", "Idempotency-Key");
    Path script = folder.resolve("guide.sh");
    Files.writeString(script, "set -euo pipefail\n" + commands + "\nwait\n");
    Path output = folder.resolve("output");
    ProcessBuilder shell =
        new ProcessBuilder("bash", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    shell.environment().put("PORTAL", portal);
    shell.environment().put("KEY", key);
    shell.environment().put("PUSHED", folder.resolve("pushed").toString());
    shell.environment().merge("PATH", "", (path, none) -> folder.resolve("bin") + ":" + path);
    Process running = shell.start();
    try {
      assertThat(running.waitFor(PATIENCE_S, TimeUnit.SECONDS)).as("ends in time").isTrue();
      assertThat(running.exitValue()).as(Files.readString(output)).isZero();
    } finally {
      running.destroyForcibly();
    }
    return Files.readString(output);
  }
}
