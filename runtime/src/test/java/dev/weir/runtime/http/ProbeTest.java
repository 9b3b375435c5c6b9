package dev.weir.runtime.http;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProbeTest {
  @Test
  void probe() {
    try (FrontUnderTest front = new FrontUnderTest(HttpLimits.DEFAULTS, FrontUnderTest::echo)) {
      String next = "GET /second HTTP/1.1\r\nHost: a\r\n\r\n";
      String[] all = {
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + next,
        "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n" + next,
        "GET / HTTP/1.1\r\n\r\n" + next,
        "GET / HTTP/1.0\r\n\r\n" + next,
        "GET / HTTP/1.0\r\nHost: a\r\n\r\n" + next,
        "GET http://b/x HTTP/1.1\r\nHost: a\r\n\r\n" + next,
        "GET http://a/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + next,
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
            + next,
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n x\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
            + next,
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: x\r\n chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
            + next,
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n" + next,
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, xchunked\r\n\r\n0\r\n\r\n"
            + next,
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            + next,
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + next,
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"
            + next,
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello" + next,
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello" + next,
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\nhello" + next,
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nhello" + next,
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\nhello" + next,
        "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\nHost: a\n\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n" + next,
        "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n" + next,
        "CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n" + next,
        "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n" + next,
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0",
        "GET /a%00b HTTP/1.1\r\nHost: a\r\n\r\n" + next,
        "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 10737418240\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello",
        "POST / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nContent-Length: 5\r\n\r\nhello" + next,
        "GET /" + "a".repeat(5000) + " HTTP/1.1\r\nHost: a\r\n\r\n" + next,
        "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(9000) + "\r\n\r\n" + next,
        "GET / HTTP/1.1\r\nHost: a\r\n" + "X: 1\r\n".repeat(101) + "\r\n" + next,
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n" + "a".repeat(100000),
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            + ("10000\r\n" + "a".repeat(65536) + "\r\n").repeat(20),
        "GET /\r\n\r\n",
        "hello\r\n\r\n" + next,
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n" + "GET /%2f HTTP/1.1\r\nHost: a\r\n\r\n" + next,
        "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /ws HTTP/3.0\r\nHost: a\r\n\r\n" + next,
      };
      for (String one : all) {
        front.reached.clear();
        try (RawClient client = front.connect()) {
          long start = System.nanoTime();
          client.send(one);
          String got = client.readToEnd(Duration.ofMillis(600));
          System.out.println(
              "=== "
                  + (one.length() > 160 ? one.substring(0, 160) : one).replace("\r\n", "|")
                  + "\n  -> "
                  + got.replace("\r\n", "|")
                  + " reached "
                  + front.reached
                  + " "
                  + (System.nanoTime() - start) / 1000000
                  + "ms");
        }
      }
    }
  }
}
