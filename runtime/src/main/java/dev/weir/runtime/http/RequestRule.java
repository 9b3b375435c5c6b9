package dev.weir.runtime.http;

import dev.weir.contract.fault.FaultCode;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request's header may look like before anybody acts on it (RFC 9112, sections 3.2 and 6.1):
 * one {@code Host}; an absolute target that names the same host; no {@code Transfer-Encoding} but
 * {@code chunked}; no body larger than allowed; no expectation but {@code 100-continue}. One pass
 * over the header, without regular expressions and without copies. One instance judges one request.
 */
final class RequestRule {

  private final HttpLimits limits;
  private final Set<HttpMethod> methods;

  private int fields;
  private int hosts;
  private int encodings;
  private int lengths;
  private @Nullable String host;
  private @Nullable String encoding;
  private @Nullable String length;
  private @Nullable String expectation;

  RequestRule(HttpLimits limits, Set<HttpMethod> methods) {
    this.limits = limits;
    this.methods = methods;
  }

  /** Why the request is refused; null when it may pass. */
  @Nullable FaultCode judge(HttpServerRequest request) {
    gather(request);
    if (fields > limits.headerFields()) {
      return FaultCode.HEADERS_TOO_LARGE;
    }
    boolean multiplexed = request.version() == HttpVersion.HTTP_2;
    if (!(multiplexed ? hostOfHttp2(request) : hosts == 1 && plausibleHost(host))
        || !plausibleFraming(multiplexed)) {
      return FaultCode.REQUEST_MALFORMED;
    }
    if (!methods.contains(request.method())) {
      return FaultCode.METHOD_NOT_ALLOWED;
    }
    FaultCode target = judgeTarget(request, multiplexed);
    return target != null ? target : judgeBody();
  }

  /** Whether the request waits for leave to send its body. */
  boolean awaitsContinue() {
    return expectation != null;
  }

  private void gather(HttpServerRequest request) {
    for (Map.Entry<String, String> field : request.headers()) {
      fields++;
      String name = field.getKey();
      switch (name.length()) {
        case 4 -> {
          if (name.equalsIgnoreCase("host")) {
            hosts++;
            host = field.getValue();
          }
        }
        case 6 -> {
          if (name.equalsIgnoreCase("expect")) {
            expectation = field.getValue();
          }
        }
        case 14 -> {
          if (name.equalsIgnoreCase("content-length")) {
            lengths++;
            length = field.getValue();
          }
        }
        case 17 -> {
          if (name.equalsIgnoreCase("transfer-encoding")) {
            encodings++;
            encoding = field.getValue();
          }
        }
        default -> {}
      }
    }
  }

  /** RFC 9113, section 8.3.1; the library has compared {@code :authority} with {@code host}. */
  private boolean hostOfHttp2(HttpServerRequest request) {
    return hosts <= 1
        && request.authority() != null
        && (hosts == 0 || plausibleHost(host))
        && plausibleHost(request.authority().toString());
  }

  private boolean plausibleFraming(boolean multiplexed) {
    if (encodings > 0) {
      return !multiplexed
          && encodings == 1
          && lengths == 0
          && encoding != null
          && encoding.equalsIgnoreCase("chunked");
    }
    return lengths <= 1;
  }

  private @Nullable FaultCode judgeTarget(HttpServerRequest request, boolean multiplexed) {
    String target = request.uri();
    if (target.equals("*") && request.method().equals(HttpMethod.OPTIONS)) {
      return null;
    }
    int start = 0;
    if (!multiplexed && target.charAt(0) != '/') {
      start = pathOfAbsoluteForm(target);
      if (start < 0) {
        return FaultCode.REQUEST_MALFORMED;
      }
    }
    return TargetRule.accepts(target, start) ? null : FaultCode.PATH_MALFORMED;
  }

  /** RFC 9112, section 3.2.2, stricter: the authority must be that of {@code Host}. */
  private int pathOfAbsoluteForm(String target) {
    int authority = schemeLength(target);
    String expected = host;
    if (authority < 0 || expected == null) {
      return -1;
    }
    int path = authority + expected.length();
    boolean same = target.regionMatches(true, authority, expected, 0, expected.length());
    return same && path < target.length() && target.charAt(path) == '/' ? path : -1;
  }

  private static int schemeLength(String target) {
    if (target.regionMatches(true, 0, "http://", 0, 7)) {
      return 7;
    }
    return target.regionMatches(true, 0, "https://", 0, 8) ? 8 : -1;
  }

  private @Nullable FaultCode judgeBody() {
    if (expectation != null
        && !expectation.toLowerCase(Locale.ROOT).strip().equals("100-continue")) {
      return FaultCode.EXPECTATION_FAILED;
    }
    if (length == null) {
      return null;
    }
    try {
      long bytes = Long.parseLong(length);
      if (bytes < 0) {
        return FaultCode.REQUEST_MALFORMED;
      }
      return bytes > limits.bodyBytes() ? FaultCode.BODY_TOO_LARGE : null;
    } catch (NumberFormatException malformed) {
      return FaultCode.REQUEST_MALFORMED;
    }
  }

  /**
   * Characters that a host with or without a port can have; whether it is served is asked later.
   */
  private static boolean plausibleHost(@Nullable String value) {
    if (value == null || value.isEmpty()) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean plausible =
          c >= 'a' && c <= 'z'
              || c >= '0' && c <= '9'
              || c >= 'A' && c <= 'Z'
              || c == '.'
              || c == '-'
              || c == '_'
              || c == ':'
              || c == '['
              || c == ']';
      if (!plausible) {
        return false;
      }
    }
    return true;
  }
}
