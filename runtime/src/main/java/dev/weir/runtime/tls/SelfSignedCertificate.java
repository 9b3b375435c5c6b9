package dev.weir.runtime.tls;

import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.disk.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that serves until a domain has its own: for {@code localhost}, the loopback
 * addresses and whatever other names the operator gives. It is made once and kept, so that whoever
 * trusted it need not do so again; made anew when it ends within a month or a name is missing.
 * Immutable.
 */
public final class SelfSignedCertificate {

  /** How long one lasts. */
  public static final Duration LIFETIME = Duration.ofDays(397);

  private static final Duration RENEWED_BEFORE = Duration.ofDays(30);
  private static final List<String> ALWAYS = List.of("localhost", "127.0.0.1", "::1");
  private static final Logger LOG = LoggerFactory.getLogger(SelfSignedCertificate.class);

  private final KeyedCertificate keyed;

  private SelfSignedCertificate(KeyedCertificate keyed) {
    this.keyed = keyed;
  }

  /**
   * Reads {@code self-signed.pem} from the directory, or makes it, mode 0600: key and certificate
   * in one file, so that they always belong together.
   *
   * @param names host names and addresses besides those of loopback; an IPv6 address may stand in
   *     brackets
   */
  public static SelfSignedCertificate loadOrCreate(
      Path directory, Set<String> names, TimeSource time) throws IOException {
    Set<String> wanted = new LinkedHashSet<>(ALWAYS);
    names.forEach(name -> wanted.add(withoutBrackets(name)));
    Path file = directory.resolve("self-signed.pem");
    Instant now = time.now();
    try {
      if (Files.exists(file)) {
        SelfSignedCertificate kept = read(Files.readString(file, StandardCharsets.US_ASCII));
        if (kept.serves(wanted, now)) {
          return kept;
        }
      }
    } catch (GeneralSecurityException | FlawedCertificateException unreadable) {
      LOG.warn("event=tls.certificate-unreadable file={}", file, unreadable);
    }
    try {
      String pem = CertificateMaker.make(wanted, now, now.plus(LIFETIME));
      PrivateFile.replace(file, pem.getBytes(StandardCharsets.US_ASCII));
      LOG.info("event=tls.certificate-made names={} file={}", wanted, file);
      return read(pem);
    } catch (GeneralSecurityException | FlawedCertificateException impossible) {
      throw new IOException("no self-signed certificate could be made", impossible);
    }
  }

  /** For listeners: presented under every name that has no other. */
  public ServerTls tls() {
    return ServerTls.of(keyed);
  }

  /** The certificate, for clients that shall trust it. */
  public X509Certificate certificate() {
    return keyed.leaf();
  }

  /** SHA-256 of the certificate, as browsers show it but without colons. */
  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  private static String withoutBrackets(String name) {
    return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
  }

  private boolean serves(Set<String> wanted, Instant now) throws GeneralSecurityException {
    Set<String> named = new HashSet<>();
    certificate().getSubjectAlternativeNames().forEach(name -> named.add(name.get(1).toString()));
    return named.equals(CertificateMaker.canonical(wanted))
        && now.plus(RENEWED_BEFORE).isBefore(certificate().getNotAfter().toInstant())
        && now.isAfter(certificate().getNotBefore().toInstant());
  }

  private static SelfSignedCertificate read(String pem) throws FlawedCertificateException {
    return new SelfSignedCertificate(CertificateReader.read(pem, pem));
  }
}
