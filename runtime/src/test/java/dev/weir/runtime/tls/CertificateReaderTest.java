package dev.weir.runtime.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.testkit.tls.Issued;
import dev.weir.testkit.tls.Pem;
import dev.weir.testkit.tls.TestAuthority;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.util.List;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.junit.jupiter.api.Test;

class CertificateReaderTest {

  private static final TestAuthority AUTHORITY = TestAuthority.named("Test authority");
  private static final Issued GOOD = AUTHORITY.issue("a.example");

  @Test
  void readsAChainAndItsKey() throws FlawedCertificateException {
    KeyedCertificate read = CertificateReader.read(GOOD.chain(), GOOD.keyPem());
    assertThat(read.chain()).containsExactly(GOOD.certificate(), AUTHORITY.certificate());
    assertThat(read.key()).isEqualTo(GOOD.key());
    assertThat(read).hasToString("KeyedCertificate[CN=a.example]");
  }

  @Test
  void readsWhatOtherProgramsWrite() throws Exception {
    String windows = ("Bag Attributes\n" + GOOD.chain()).replace("\n", "\r\n");
    assertThat(CertificateReader.read(windows, GOOD.keyPem()).chain()).hasSize(2);
    String parameters = Pem.of("EC PARAMETERS", SECObjectIdentifiers.secp256r1.getEncoded());
    BigInteger number = ((ECPrivateKey) GOOD.key()).getS();
    String sec1 =
        parameters
            + Pem.of(
                "EC PRIVATE KEY",
                new org.bouncycastle.asn1.sec.ECPrivateKey(
                        256, number, SECObjectIdentifiers.secp256r1)
                    .getEncoded());
    assertThat(CertificateReader.read(GOOD.chain(), sec1).key())
        .isInstanceOfSatisfying(
            ECPrivateKey.class, read -> assertThat(read.getS()).isEqualTo(number));
    Issued rsa = AUTHORITY.issue(TestAuthority.rsa(2_048), "b");
    assertThat(traditional(rsa.key())).contains("BEGIN RSA PRIVATE KEY");
    assertThat(CertificateReader.read(rsa.chain(), traditional(rsa.key())).key())
        .isEqualTo(rsa.key());
  }

  @Test
  void namesWhatIsWrongWithAChain() {
    Issued other = AUTHORITY.issue("b.example");
    String leaf = Pem.of(GOOD.certificate());
    assertFlaw(CertificateFlaw.CHAIN_MISSING, "", GOOD.keyPem());
    assertFlaw(CertificateFlaw.CHAIN_MISSING, "hello", GOOD.keyPem());
    assertFlaw(CertificateFlaw.CHAIN_UNREADABLE, leaf.replace("MII", "AAA"), GOOD.keyPem());
    assertFlaw(CertificateFlaw.CHAIN_UNREADABLE, cutShort(leaf), GOOD.keyPem());
    assertFlaw(CertificateFlaw.CHAIN_TOO_LONG, leaf.repeat(9), GOOD.keyPem());
    assertFlaw(CertificateFlaw.CHAIN_TOO_LONG, " ".repeat(40_000), GOOD.keyPem());
    assertFlaw(
        CertificateFlaw.CHAIN_OUT_OF_ORDER, leaf + Pem.of(other.certificate()), GOOD.keyPem());
    assertFlaw(
        CertificateFlaw.CHAIN_OUT_OF_ORDER,
        leaf + Pem.of(TestAuthority.named("Test authority").certificate()),
        GOOD.keyPem());
  }

  @Test
  void namesWhatIsWrongWithAKey() {
    String key = GOOD.keyPem();
    assertFlaw(CertificateFlaw.KEY_MISSING, GOOD.chain(), GOOD.chain());
    assertFlaw(CertificateFlaw.KEY_MISSING, GOOD.chain(), key + key);
    assertFlaw(CertificateFlaw.KEY_UNREADABLE, GOOD.chain(), cutShort(key));
    assertFlaw(CertificateFlaw.KEY_MISMATCH, GOOD.chain(), AUTHORITY.issue("a.example").keyPem());
    Issued weak = AUTHORITY.issue(TestAuthority.rsa(1_024), "a");
    assertFlaw(CertificateFlaw.KEY_UNFIT, weak.chain(), weak.keyPem());
    Issued rare = AUTHORITY.issue(TestAuthority.elliptic("secp521r1"), "a");
    assertFlaw(CertificateFlaw.KEY_UNFIT, rare.chain(), rare.keyPem());
    assertFlaw(CertificateFlaw.KEY_MISMATCH, GOOD.chain(), rsaKey());
  }

  @Test
  void refusesEncryptedKeysAsWhatTheyAre() throws IOException {
    assertFlaw(
        CertificateFlaw.KEY_ENCRYPTED,
        GOOD.chain(),
        Pem.of("ENCRYPTED PRIVATE KEY", encryptedKey()));
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(
          new JcaMiscPEMGenerator(
              GOOD.key(),
              new JcePEMEncryptorBuilder("AES-128-CBC")
                  .setProvider(new BouncyCastleProvider())
                  .setSecureRandom(new SecureRandom())
                  .build("secret".toCharArray())));
    }
    assertThat(text.toString()).contains("Proc-Type: 4,ENCRYPTED");
    assertFlaw(CertificateFlaw.KEY_ENCRYPTED, GOOD.chain(), text.toString());
  }

  @Test
  void anyTextIsReadOrRefusedByName() {
    String both = GOOD.chain() + GOOD.keyPem();
    int refused = 0;
    for (int cut = 0; cut < both.length(); cut += 31) {
      for (String text : List.of(both.substring(0, cut), both.substring(cut), flipped(both, cut))) {
        try {
          CertificateReader.read(text, text);
        } catch (FlawedCertificateException flawed) {
          refused++;
        }
      }
    }
    assertThat(refused).isPositive();
  }

  private static void assertFlaw(CertificateFlaw flaw, String chain, String key) {
    assertThatThrownBy(() -> CertificateReader.read(chain, key))
        .isInstanceOfSatisfying(
            FlawedCertificateException.class, flawed -> assertThat(flawed.flaw()).isEqualTo(flaw));
  }

  private static String rsaKey() {
    return Pem.of("PRIVATE KEY", TestAuthority.rsa(2_048).getPrivate().getEncoded());
  }

  /** As OpenSSL wrote keys before PKCS #8. */
  private static String traditional(PrivateKey key) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(key);
    }
    return text.toString();
  }

  /** The shortest {@code EncryptedPrivateKeyInfo} (RFC 5958): PBES2, and nothing encrypted. */
  private static byte[] encryptedKey() {
    return new byte[] {
      0x30,
      0x12,
      0x30,
      0x0d,
      0x06,
      0x09,
      0x2a,
      (byte) 0x86,
      0x48,
      (byte) 0x86,
      (byte) 0xf7,
      0x0d,
      0x01,
      0x05,
      0x0d,
      0x05,
      0x00,
      0x04,
      0x01,
      0x00
    };
  }

  private static String cutShort(String pem) {
    String[] lines = pem.split("\n", -1);
    return String.join("\n", lines[0], lines[1], lines[lines.length - 2], "");
  }

  private static String flipped(String text, int at) {
    return text.substring(0, at) + (char) (text.charAt(at) ^ 1) + text.substring(at + 1);
  }
}
