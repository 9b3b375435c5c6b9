package dev.weir.rtmp.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.rtmp.session.ClientAction;
import dev.weir.rtmp.session.ClientGoal;
import dev.weir.testkit.bytes.Hex;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS in front of RTMP, ING-12. */
class RtmpsTest {

  private static OpenDoor door;

  @BeforeAll
  static void open() throws Exception {
    door = OpenDoor.standard();
  }

  @AfterAll
  static void close() {
    door.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void publishesOverTls(String protocol) throws Exception {
    SSLSocket socket = socket();
    socket.setEnabledProtocols(new String[] {protocol});
    try (SocketClient client = new SocketClient(socket)) {
      client.begin(ClientGoal.publish(door.url(protocol)));
      client.expect(ClientAction.Started.class);
      client.send(new VideoTag(0, new byte[100_000]));
      RecordingPublisher stream = door.memory.stream(protocol);
      Await.until("the tag", OpenDoor.SOON, () -> stream.tags.size() == 1);
      assertThat(stream.peer.isEncrypted()).isTrue();
      assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, localhost",
    "push.tenant.example, push.tenant.example",
    "somebody.else.example, localhost",
    "'', localhost"
  })
  void choosesTheCertificateByTheNameAskedFor(String asked, String given) throws Exception {
    try (SSLSocket socket = socket()) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(asked.isEmpty() ? List.of() : List.of(new SNIHostName(asked)));
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=" + given);
    }
  }

  @ParameterizedTest
  @CsvSource({"push.tenant.example, push.tenant.example", "'', ''"})
  void tellsTheDesksTheNameThatWasAskedFor(String asked, String told) throws Exception {
    SSLSocket socket = socket();
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setServerNames(asked.isEmpty() ? List.of() : List.of(new SNIHostName(asked)));
    socket.setSSLParameters(parameters);
    try (SocketClient client = new SocketClient(socket)) {
      client.begin(ClientGoal.publish(door.url("named" + asked.length())));
      client.expect(ClientAction.Started.class);
      RecordingPublisher stream = door.memory.stream("named" + asked.length());
      assertThat(stream.peer.tlsServerName()).isEqualTo(told);
    }
  }

  @Test
  void refusesOlderVersions() throws Exception {
    long before = door.faults.total(FaultCode.TLS_HANDSHAKE_FAILED);
    // A client hello that ends at TLS 1.1, record and all.
    byte[] hello =
        Hex.bytes("1603010031 0100002d 0302" + "00".repeat(32) + "00 0006 c014c0130035 0100");
    try (SocketClient client = SocketClient.silent(door.verticle.tlsPort())) {
      client.send(hello);
      client.awaitClose();
    }
    door.awaitFault(FaultCode.TLS_HANDSHAKE_FAILED, before + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "160301", "1603010031 0100002d 0303"})
  void closesAHandshakeThatIsNotFinishedInTime(String beginning) throws Exception {
    long before = door.faults.total(FaultCode.TLS_HANDSHAKE_FAILED);
    try (SocketClient client = SocketClient.silent(door.verticle.tlsPort())) {
      client.send(Hex.bytes(beginning));
      assertThat(client.awaitClose()).isBetween(300L, 5_000L);
    }
    door.awaitFault(FaultCode.TLS_HANDSHAKE_FAILED, before + 1);
    Await.until("its seat is free", OpenDoor.SOON, () -> door.waitingRoom.size() == 0);
    assertThat(door.faults.total(FaultCode.TLS_HANDSHAKE_FAILED)).isEqualTo(before + 1);
  }

  @Test
  void closesWhatIsNotTls() throws Exception {
    long before = door.faults.total(FaultCode.TLS_HANDSHAKE_FAILED);
    try (SocketClient client = SocketClient.silent(door.verticle.tlsPort())) {
      client.send(Hex.bytes("03" + "00".repeat(1536)));
      client.awaitClose();
    }
    door.awaitFault(FaultCode.TLS_HANDSHAKE_FAILED, before + 1);
  }

  @Test
  void aClientThatHangsUpAmidTheHandshakeIsCounted() throws Exception {
    long before = door.faults.total(FaultCode.TLS_HANDSHAKE_FAILED);
    try (SocketClient client = SocketClient.silent(door.verticle.tlsPort())) {
      client.send(Hex.bytes("160301"));
    }
    door.awaitFault(FaultCode.TLS_HANDSHAKE_FAILED, before + 1);
  }

  @Test
  void plainRtmpDoesNotPassForTls() {
    assertThatThrownBy(
            () -> {
              try (SSLSocket socket =
                  (SSLSocket)
                      TlsClient.trustingAnybody()
                          .getSocketFactory()
                          .createSocket("localhost", door.port())) {
                socket.startHandshake();
              }
            })
        .isInstanceOf(IOException.class);
  }

  private static SSLSocket socket() throws Exception {
    return (SSLSocket)
        TlsClient.trustingAnybody()
            .getSocketFactory()
            .createSocket("127.0.0.1", door.verticle.tlsPort());
  }
}
