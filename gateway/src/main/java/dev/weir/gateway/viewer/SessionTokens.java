package dev.weir.gateway.viewer;

import dev.weir.contract.access.AddressLiteral;
import dev.weir.contract.access.Cidr;
import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.ViewerId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * Begins viewers' sessions, and issues and verifies the token that a session travels in. It
 * verifies itself: no gateway needs a look-up, and a restart forgets nobody. 64 characters of
 * base64url over 48 bytes:
 *
 * <pre>
 *  0         1        2                14          18            21         23      24               32          48
 *  +---------+--------+----------------+-----------+-------------+----------+-------+----------------+-----------+
 *  | version | key id | viewer id (12) | expiry, s | lifetime, s | key mark | bound | scope hash (8) | HMAC (16) |
 *  +---------+--------+----------------+-----------+-------------+----------+-------+----------------+-----------+
 * </pre>
 *
 * The viewer id begins with the mark of the user whom the session's proof named, and is random
 * otherwise: so every gateway can tell whose session it is. Expiry less lifetime is when the
 * session began. The {@link KeyMark} tells by whose proof. {@code bound} is 0 for a session that
 * goes on from anywhere, otherwise one more than the bits that its network has: whoever verifies
 * takes so many of the viewer's own address. The scope hash is the beginning of SHA-256 over {@link
 * SessionScope} and that network, the last field the beginning of the HMAC-SHA-256 over everything
 * before it. Thread-safe: each thread has its own digests.
 */
public final class SessionTokens {

  /** Length of a token in characters. */
  public static final int LENGTH = 64;

  private static final byte VERSION = 3;
  private static final int VIEWER_AT = 2;
  private static final int EXPIRY_AT = VIEWER_AT + ViewerId.BYTES;
  private static final int LIFETIME_AT = EXPIRY_AT + Integer.BYTES;

  /** Enough for half a year; no session lasts longer than a week. */
  private static final int LIFETIME_BYTES = 3;

  private static final int KEY_MARK_AT = LIFETIME_AT + LIFETIME_BYTES;
  private static final int BOUND_AT = KEY_MARK_AT + Short.BYTES;
  private static final int SCOPE_AT = BOUND_AT + 1;
  private static final int SCOPE_BYTES = 8;
  private static final int MAC_AT = SCOPE_AT + SCOPE_BYTES;
  private static final int MAC_BYTES = 16;
  private static final int BYTES = MAC_AT + MAC_BYTES;
  private static final int MAX_KEYS = 2;

  /** Scopes whose hash a thread keeps. */
  private static final int MAX_SCOPES = 1_000;

  private final List<SessionKey> keys;
  private final Users users;
  private final SecureRandom random = new SecureRandom();
  private final ThreadLocal<Digests> digests = ThreadLocal.withInitial(Digests::new);

  /**
   * Takes the keys that are valid now.
   *
   * @param keys the one that new tokens get, and during a rotation the one before it
   * @param users whom sessions belong to
   */
  public SessionTokens(List<SessionKey> keys, Users users) {
    if (keys.isEmpty() || keys.size() > MAX_KEYS) {
      throw new IllegalArgumentException("one or two session keys");
    }
    this.keys = List.copyOf(keys);
    this.users = users;
  }

  /**
   * A new session.
   *
   * @param pushDomain whose streams are watched
   * @param proof that begins it: by which key, whose it is, and from where alone it goes on
   */
  public ViewerSession begin(
      DomainName pushDomain, SignatureCheck.Valid proof, Duration lifetime, Instant now) {
    String user = proof.limits().user();
    ViewerId viewer =
        user.isEmpty()
            ? ViewerId.random(random)
            : ViewerId.of(users.meet(pushDomain, user), random);
    return new ViewerSession(
        viewer, now, now.plus(lifetime), KeyMark.of(proof.keyId()), proof.limits().network());
  }

  /** The token of {@code session}, good for {@code scope} alone. */
  public String issue(ViewerSession session, SessionScope scope) {
    SessionKey key = keys.getFirst();
    byte[] token = new byte[BYTES];
    token[0] = VERSION;
    token[1] = key.id();
    System.arraycopy(session.viewer().toByteArray(), 0, token, VIEWER_AT, ViewerId.BYTES);
    long expiryS = session.expiresAt().getEpochSecond();
    write(token, EXPIRY_AT, Integer.BYTES, expiryS);
    write(token, LIFETIME_AT, LIFETIME_BYTES, expiryS - session.begunAt().getEpochSecond());
    write(token, KEY_MARK_AT, Short.BYTES, session.key().bits());
    token[BOUND_AT] = session.network().map(SessionTokens::bound).orElse((byte) 0);
    Digests mine = digests.get();
    System.arraycopy(mine.scopeHash(scope, session), 0, token, SCOPE_AT, SCOPE_BYTES);
    System.arraycopy(mine.mac(key, token), 0, token, MAC_AT, MAC_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /**
   * Whether {@code text} is a token of ours that opens something at {@code now}.
   *
   * @param scopes what it may open, the likeliest first
   * @param address of the viewer who shows it
   */
  public SessionCheck verify(String text, List<SessionScope> scopes, String address, Instant now) {
    byte[] token = decode(text);
    if (token.length != BYTES || token[0] != VERSION || !authentic(token)) {
      return new SessionCheck.Refused(FaultCode.SESSION_INVALID);
    }
    ViewerSession session = read(token, address);
    SessionScope scope = opened(token, scopes, session);
    if (scope == null) {
      return new SessionCheck.Refused(FaultCode.SESSION_INVALID);
    }
    return session.expired(now)
        ? new SessionCheck.Refused(FaultCode.SESSION_EXPIRED)
        : new SessionCheck.Valid(session, scope);
  }

  /** What a token says, true or not, where somebody with this address shows it. */
  private static ViewerSession read(byte[] token, String address) {
    String viewer = HexFormat.of().formatHex(token, VIEWER_AT, EXPIRY_AT);
    long expiryS = read(token, EXPIRY_AT, Integer.BYTES);
    long begunS = expiryS - read(token, LIFETIME_AT, LIFETIME_BYTES);
    int bound = token[BOUND_AT] & 0xFF;
    return new ViewerSession(
        new ViewerId(viewer),
        Instant.ofEpochSecond(begunS),
        Instant.ofEpochSecond(expiryS),
        new KeyMark((int) read(token, KEY_MARK_AT, Short.BYTES)),
        bound == 0 ? Optional.empty() : network(address, bound - 1));
  }

  private static byte bound(Cidr network) {
    return (byte) (network.prefixBits() + 1);
  }

  /** The network of that size around an address; empty when there is none. */
  private static Optional<Cidr> network(String address, int prefixBits) {
    return AddressLiteral.ofPeer(address)
        .filter(from -> prefixBits <= from.getAddress().length * Byte.SIZE)
        .map(from -> Cidr.of(from, prefixBits));
  }

  private @Nullable SessionScope opened(
      byte[] token, List<SessionScope> scopes, ViewerSession session) {
    Digests mine = digests.get();
    for (SessionScope scope : scopes) {
      if (same(mine.scopeHash(scope, session), token, SCOPE_AT, SCOPE_BYTES)) {
        return scope;
      }
    }
    return null;
  }

  private boolean authentic(byte[] token) {
    Digests mine = digests.get();
    for (SessionKey key : keys) {
      if (key.id() == token[1] && same(mine.mac(key, token), token, MAC_AT, MAC_BYTES)) {
        return true;
      }
    }
    return false;
  }

  /** Compares without leaving early, so that time tells nothing about where bytes differ. */
  private static boolean same(byte[] expected, byte[] token, int at, int length) {
    int difference = 0;
    for (int i = 0; i < length; i++) {
      difference |= expected[i] ^ token[at + i];
    }
    return difference == 0;
  }

  private static byte[] decode(String text) {
    if (text.length() != LENGTH) {
      return new byte[0];
    }
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }

  private static void write(byte[] token, int at, int length, long value) {
    for (int i = 0; i < length; i++) {
      token[at + i] = (byte) (value >>> Byte.SIZE * (length - 1 - i));
    }
  }

  private static long read(byte[] token, int at, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = value << Byte.SIZE | token[at + i] & 0xFF;
    }
    return value;
  }

  /** What one thread computes with: looked up once, since each verification needs both. */
  private static final class Digests {

    private final MessageDigest sha256;
    private final Mac hmac;
    private final Map<SessionScope, byte[]> scopeHashes =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<SessionScope, byte[]> eldest) {
            return size() > MAX_SCOPES;
          }
        };

    Digests() {
      try {
        this.sha256 = MessageDigest.getInstance("SHA-256");
        this.hmac = Mac.getInstance("HmacSHA256");
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException("every JDK has SHA-256", impossible);
      }
    }

    /** Not to be changed: kept, since a crowd watches few streams, though from many networks. */
    byte[] scopeHash(SessionScope scope, ViewerSession session) {
      return session
          .network()
          .map(network -> hash(scope.canonical() + "\n" + network))
          .orElseGet(() -> scopeHashes.computeIfAbsent(scope, s -> hash(s.canonical())));
    }

    private byte[] hash(String text) {
      return sha256.digest(text.getBytes(StandardCharsets.US_ASCII));
    }

    byte[] mac(SessionKey key, byte[] token) {
      try {
        hmac.init(key.key());
      } catch (InvalidKeyException impossible) {
        throw new IllegalStateException("any bytes are an HMAC key", impossible);
      }
      hmac.update(token, 0, MAC_AT);
      return Arrays.copyOf(hmac.doFinal(), MAC_BYTES);
    }
  }
}
