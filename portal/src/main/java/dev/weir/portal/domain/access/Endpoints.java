package dev.weir.portal.domain.access;

import dev.weir.contract.policy.RemoteAuthorization;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** The ranges of remote authorization. */
public final class Endpoints {

  /** Longest address, characters. */
  public static final int MAX_LENGTH = 500;

  /** Shortest wait for an answer, milliseconds. */
  public static final int MIN_TIMEOUT_MS = 100;

  /** Longest wait for an answer, milliseconds. */
  public static final int MAX_TIMEOUT_MS =
      Math.toIntExact(RemoteAuthorization.MAX_TIMEOUT.toMillis());

  /** Wait for an answer unless somebody says otherwise, milliseconds. */
  public static final int TIMEOUT_MS = 1_000;

  /** How long an admission is remembered unless somebody says otherwise, seconds. */
  public static final int REMEMBERED_S = 60;

  /** The same of a refusal. */
  public static final int REFUSAL_REMEMBERED_S = 10;

  /** Longest time that an admission is remembered, seconds. */
  public static final int MAX_REMEMBERED_S =
      Math.toIntExact(RemoteAuthorization.MAX_REMEMBERS_ADMISSION.toSeconds());

  /** Longest time that a refusal is, of which anybody can cause many. */
  public static final int MAX_REFUSAL_REMEMBERED_S =
      Math.toIntExact(RemoteAuthorization.MAX_REMEMBERS_REFUSAL.toSeconds());

  /** This machine itself, for trying; nodes ask nothing nearer than the public network. */
  private static final Set<String> TESTING = Set.of("localhost", "127.0.0.1", "[::1]");

  private Endpoints() {}

  /** The address, if it is one that may be asked: https, with a host and nothing secret in it. */
  public static Optional<URI> find(String text) {
    if (text.length() > MAX_LENGTH || !text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      return Optional.empty();
    }
    try {
      return Optional.of(URI.create(text)).filter(Endpoints::fits);
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /** Throws {@link IllegalArgumentException} for what is out of its range. */
  static RemoteAuthorization require(RemoteAuthorization remote) {
    range("timeout", remote.timeout().toMillis(), MIN_TIMEOUT_MS, MAX_TIMEOUT_MS);
    range("admission", remote.remembersAdmission().toSeconds(), 0, MAX_REMEMBERED_S);
    range("refusal", remote.remembersRefusal().toSeconds(), 0, MAX_REFUSAL_REMEMBERED_S);
    return remote;
  }

  private static void range(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException("%s: %d to %d".formatted(what, least, most));
    }
  }

  private static boolean fits(URI uri) {
    boolean secure = "https".equals(uri.getScheme());
    boolean testing =
        "http".equals(uri.getScheme()) && uri.getHost() != null && TESTING.contains(uri.getHost());
    return (secure || testing)
        && uri.getHost() != null
        && uri.getRawUserInfo() == null
        && uri.getRawFragment() == null
        && uri.getPort() <= 65_535;
  }
}
