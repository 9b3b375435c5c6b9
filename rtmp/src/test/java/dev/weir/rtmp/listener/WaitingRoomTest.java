package dev.weir.rtmp.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {

  @Test
  void seatsSoManyFromOneAddress() throws Exception {
    WaitingRoom room = new WaitingRoom(2, 10);
    InetAddress address = InetAddress.getByName("192.0.2.1");
    Optional<WaitingRoom.Seat> first = room.enter(address);
    assertThat(first).isPresent();
    assertThat(room.enter(address)).isPresent();
    assertThat(room.enter(address)).isEmpty();
    assertThat(room.enter(InetAddress.getByName("192.0.2.2"))).isPresent();
    first.orElseThrow().leave();
    first.orElseThrow().leave();
    assertThat(room.size()).as("a seat is given back once").isEqualTo(2);
    assertThat(room.enter(address)).isPresent();
    assertThat(room.enter(address)).isEmpty();
  }

  @Test
  void seatsSoManyInAll() throws Exception {
    WaitingRoom room = new WaitingRoom(2, 3);
    for (int i = 1; i <= 3; i++) {
      assertThat(room.enter(InetAddress.getByName("192.0.2." + i))).isPresent();
    }
    assertThat(room.enter(InetAddress.getByName("192.0.2.4"))).isEmpty();
    assertThat(room.size()).isEqualTo(3);
  }

  @Test
  void takesANetworkOfIpv6ForOneAddress() throws Exception {
    WaitingRoom room = new WaitingRoom(1, 10);
    assertThat(room.enter(InetAddress.getByName("2001:db8:0:1::1"))).isPresent();
    assertThat(room.enter(InetAddress.getByName("2001:db8:0:1:ffff::2"))).isEmpty();
    assertThat(room.enter(InetAddress.getByName("2001:db8:0:2::1"))).isPresent();
  }
}
