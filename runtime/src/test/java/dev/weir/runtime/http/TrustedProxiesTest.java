package dev.weir.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.access.Cidr;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests come from 127.0.0.1, which is a proxy only where it is said to be one. */
class TrustedProxiesTest {

  private static final TrustedProxies PROXIES =
      TrustedProxies.of(List.of("127.0.0.1", "10.0.0.0/8", "2001:db8::/32"));

  @Test
  void believeNobodyUnlessTold() {
    assertThat(client(TrustedProxies.none(), "X-Forwarded-For: 192.0.2.1")).isEqualTo("127.0.0.1");
    assertThat(client(TrustedProxies.of(List.of("10.0.0.0/8")), "X-Forwarded-For: 192.0.2.1"))
        .isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.1 | 192.0.2.1",
        "198.51.100.9, 192.0.2.1 | 192.0.2.1",
        "192.0.2.1, 10.1.2.3 | 192.0.2.1",
        "192.0.2.1, 2001:db8::9, 10.1.2.3 | 192.0.2.1",
        "::ffff:192.0.2.1 | 192.0.2.1",
        "::ffff:10.0.0.1 | 10.0.0.1",
        "2001:DB9::1 | 2001:db9:0:0:0:0:0:1",
        "10.0.0.2, 10.0.0.1 | 10.0.0.2",
        "192.0.2.1, unknown, 10.0.0.1 | 10.0.0.1",
        "192.0.2.1, evil.example | 127.0.0.1",
        "192.0.2.1, 10.0.0.1:1234 | 127.0.0.1",
        "192.0.2.1, | 127.0.0.1",
        "192.0.2.256 | 127.0.0.1",
      })
  void believeTheNearestHopThatIsNoProxy(String forwardedFor, String client) {
    assertThat(client(PROXIES, "X-Forwarded-For: " + forwardedFor)).isEqualTo(client);
  }

  @Test
  void readSeveralFieldsAsOne() {
    assertThat(
            client(
                PROXIES,
                "X-Forwarded-For: 192.0.2.7\r\nx-forwarded-for: 192.0.2.1\r\nX-Forwarded-For:"
                    + " 10.0.0.1"))
        .isEqualTo("192.0.2.1");
    assertThat(client(PROXIES, "X: 1")).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.128/25, 192.0.2.128, true",
    "0.0.0.0/0, 203.0.113.1, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::1, ::1, true",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "::ffff:192.0.2.0/24, 192.0.2.9, true"
  })
  void knowTheirNetworks(String network, String address, boolean inside) {
    assertThat(Cidr.parse(network).contains(InetAddress.ofLiteral(address))).isEqualTo(inside);
  }

  @Test
  void refuseWhatIsNoNetwork() {
    for (String bad :
        List.of("", "a.example", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "::/129", "1.2.3.4/x")) {
      assertThatThrownBy(() -> Cidr.parse(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static String client(TrustedProxies proxies, String header) {
    try (FrontUnderTest front =
            new FrontUnderTest(
                HttpLimits.DEFAULTS,
                request -> request.response().end("=" + proxies.clientAddress(request)));
        RawClient client = front.connect()) {
      String answer =
          client
              .send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + header + "\r\n\r\n")
              .readToEnd(Duration.ofSeconds(5));
      return answer.substring(answer.lastIndexOf('=') + 1);
    }
  }
}
