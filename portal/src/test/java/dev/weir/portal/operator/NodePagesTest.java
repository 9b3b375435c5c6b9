package dev.weir.portal.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.NodeReport;
import dev.weir.contract.live.NodeReport.Machine;
import dev.weir.contract.live.NodeReport.Traffic;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Role;
import dev.weir.runtime.node.NodeSighting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The nodes and their load, as the platform's staff sees them. */
@Timeout(60)
class NodePagesTest {

  private static final int PATIENCE_MS = 25_000;

  private PortalHouse house;
  private Browser staff;

  @BeforeEach
  void open() {
    house = PortalHouse.open();
    TenantId home = house.tenant("staff@example.org", "a long password", "a.example.org");
    staff = house.signedInAsStaff(home, Role.VIEWER);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void aNodeStandsThereWithWhatItCarriesAndTakes() {
    house.nodes(List.of(sighting("edge-1", Set.of("ingest", "gateway"), Duration.ofSeconds(1))));
    assertThat(staff.get("/operator/nodes").body())
        .contains("edge-1", "machine-1", "Ingest", "Gateway", "Reports")
        .contains("7 HLS, 2 RTMP", "3 publishing", "25 %", "of 2 cores", "1.5 ms", "12.00 Mbit/s")
        .doesNotContain("Silent", "Gone", "last heard of");
  }

  @Test
  void anOldReportIsCalledOldAndCountsForNothing() {
    house.nodes(
        List.of(
            sighting("edge-1", Set.of("gateway"), Duration.ofSeconds(20)),
            sighting("edge-2", Set.of("portal"), Duration.ofMinutes(5))));
    String page = staff.get("/operator/nodes").body();
    assertThat(page)
        .contains("Silent", "last heard of 20 s ago", "Gone", "last heard of 5 min ago")
        .contains("<dt>Viewers</dt><dd>0</dd>");
  }

  @Test
  void withoutRedisThePageSaysThatNobodyKnows() {
    house.boardIsAway(true);
    assertThat(staff.get("/operator/nodes").body()).contains("Redis does not answer");
  }

  @Test
  void anOpenPageLearnsOfANodeThatComes() throws IOException {
    house.nodes(List.of(sighting("edge-1", Set.of("gateway"), Duration.ZERO)));
    try (Socket socket = follow()) {
      BufferedReader events =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      assertThat(until(events, "edge-1")).contains("text/event-stream");
      house.nodes(List.of(sighting("edge-2", Set.of("gateway"), Duration.ZERO)));
      assertThat(until(events, "edge-2")).contains("data: ");
    }
  }

  @Test
  void anOpenPageEndsWhenItsReaderIsStaffNoMore() throws IOException {
    try (Socket socket = follow()) {
      BufferedReader events =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      until(events, "data: ");
      house.sql("DELETE FROM platform_staff");
      house.time().advance(Duration.ofSeconds(10));
      assertThat(until(events, "event: ended")).contains("event: ended");
    }
  }

  private Socket follow() throws IOException {
    Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), staff.uri("/operator/nodes").getPort());
    socket.setSoTimeout(PATIENCE_MS);
    String cookie = "weir-session=" + staff.cookies().get("weir-session");
    socket
        .getOutputStream()
        .write(
            "GET /operator/nodes/events HTTP/1.1\r\nHost: localhost\r\nCookie: %s\r\n\r\n"
                .formatted(cookie)
                .getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  private static String until(BufferedReader events, String text) throws IOException {
    StringBuilder read = new StringBuilder();
    for (String line = events.readLine(); line != null; line = events.readLine()) {
      read.append(line).append('\n');
      if (line.contains(text)) {
        return read.toString();
      }
    }
    throw new AssertionError("ended before " + text + ": " + read);
  }

  private static NodeSighting sighting(String node, Set<String> roles, Duration age) {
    return new NodeSighting(
        new NodeReport(
            new NodeId(node),
            new BootId("b1"),
            "machine-1",
            "1.0",
            roles,
            PortalHouse.START,
            new Traffic(4, 3, Map.of(PlayProtocol.HLS, 7, PlayProtocol.RTMP, 2), 12_000_000),
            new Machine(
                2,
                0.25,
                300_000_000,
                80_000_000,
                500_000_000,
                Optional.of(Duration.ofNanos(1_500_000)))),
        age);
  }
}
