package dev.weir.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ProcFilesTest {

  @Test
  void readsAProcessWhoseNameHasParenthesesAndSpaces() {
    ProcStat.Entry entry =
        ProcStat.parse(
            "42 (a (b) c) S 7 42 42 0 -1 4194560 100 0 0 0 250 130 4 6 20 0 1 0 12345 1 2 3\n");

    assertThat(entry).isEqualTo(new ProcStat.Entry("a (b) c", 7, 250 + 130, 250 + 130 + 4 + 6));
  }

  @Test
  void followsAFamilyOfProcesses() {
    ProcStat stat =
        new ProcStat(
            Map.of(
                1L, new ProcStat.Entry("init", 0, 1, 1),
                2L, new ProcStat.Entry("server", 1, 100, 100),
                3L, new ProcStat.Entry("worker", 2, 30, 30),
                4L, new ProcStat.Entry("helper", 3, 20, 20),
                5L, new ProcStat.Entry("stranger", 1, 1000, 1000)));

    assertThat(stat.tree(2)).containsExactlyInAnyOrder(2L, 3L, 4L);
    assertThat(stat.seconds(stat.tree(2))).isEqualTo(1.5);
    assertThat(stat.seconds(Set.of(99L))).isZero();
  }

  @Test
  void saysHowBusyACoreWas() {
    CoreStat before = CoreStat.parse(" 100 0 50 800 50 0 0 0 0 0");
    CoreStat after = CoreStat.parse(" 160 0 80 805 55 0 0 0 20 0");

    assertThat(after.busySince(before)).isCloseTo(0.9, within(0.001));
    assertThat(after.workSecondsSince(before)).isCloseTo(0.9, within(0.001));
  }

  @Test
  void knowsWhoListens() {
    String line =
        "   1: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 77 1";

    assertThat(Listener.isListening(line, 8080)).isTrue();
    assertThat(Listener.isListening(line, 8081)).isFalse();
    assertThat(Listener.isListening(line.replace(" 0A ", " 01 "), 8080)).isFalse();
    assertThat(Listener.isListening("  sl  local_address rem_address   st", 8080)).isFalse();
  }

  @Test
  void findsItselfByAPortOfItsOwn() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Listener.on(socket.getLocalPort())).isEqualTo(ProcessHandle.current().pid());
    }
  }

  @Test
  void addsUpTheGenerationsOfAHeap() {
    String serial =
        """
        1234:
        DefNew     total 61440K, used 1001K [0x1, 0x2, 0x2)
         eden space 54656K,  80% used [0x1, 0x2, 0x3)
        Tenured    total 136576K, used 2002K [0x1, 0x2, 0x3)
         the  space 136576K,   0% used [0x1, 0x2, 0x3)
        Metaspace       used 30000K, committed 30720K, reserved 1114112K
        """;

    assertThat(JavaHeap.used(serial)).isEqualTo(3003 * 1024);
    assertThat(JavaHeap.used("garbage-first heap   total 391168K, used 5555K [0x1, 0x2)"))
        .isEqualTo(5555 * 1024);
    assertThat(JavaHeap.used("ZHeap            used 34M, capacity 200M")).isEqualTo(34 << 20);
  }
}
