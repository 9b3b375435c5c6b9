package dev.weir.runtime.http;

import dev.weir.runtime.config.ConfigReader;
import java.time.Duration;

/**
 * Limits and deadlines of an HTTP listener.
 *
 * @param requestLineBytes longest request line
 * @param headerBytes most bytes of header fields
 * @param headerFields most header fields
 * @param bodyBytes largest request body, unless a route takes less
 * @param formFields most fields of a form
 * @param headerDeadline from the first byte of a request to the end of its header
 * @param bodyDeadline from the end of the header to the end of the body
 * @param idleKeepAlive how long a connection may wait for its next request
 * @param handshakeDeadline how long a TLS handshake may take
 * @param vanished how long a peer may leave what was sent to it unconfirmed before the kernel gives
 *     it up; where the transport is epoll
 */
public record HttpLimits(
    int requestLineBytes,
    int headerBytes,
    int headerFields,
    long bodyBytes,
    int formFields,
    Duration headerDeadline,
    Duration bodyDeadline,
    Duration idleKeepAlive,
    Duration handshakeDeadline,
    Duration vanished) {

  /** What holds unless configured otherwise. */
  public static final HttpLimits DEFAULTS =
      new HttpLimits(
          4096,
          8192,
          100,
          1 << 20,
          256,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30));

  /** Reads {@code http.*}, shared by all listeners. */
  public static HttpLimits read(ConfigReader config) {
    return new HttpLimits(
        (int) config.bytes("http.request-line", DEFAULTS.requestLineBytes),
        (int) config.bytes("http.header", DEFAULTS.headerBytes),
        config.count("http.header-fields", DEFAULTS.headerFields, 10, 1000),
        config.bytes("http.body", DEFAULTS.bodyBytes),
        config.count("http.form-fields", DEFAULTS.formFields, 1, 10_000),
        config.duration("http.header-deadline", DEFAULTS.headerDeadline),
        config.duration("http.body-deadline", DEFAULTS.bodyDeadline),
        config.duration("http.idle-keep-alive", DEFAULTS.idleKeepAlive),
        config.duration("http.handshake-deadline", DEFAULTS.handshakeDeadline),
        config.duration("http.vanished", DEFAULTS.vanished));
  }
}
