package dev.weir.portal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PasswordsTest {

  private static final Vertx VERTX = Vertx.vertx();

  private final Passwords passwords = new Passwords(VERTX);

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void hashesAreArgon2idWithTheParametersThatWePromise() {
    assertThat(passwords.hash("a long enough password"))
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.nobodys()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  @Test
  void aHashKnowsItsPasswordAndNoOther() {
    String hash = passwords.hash("a long enough password");
    assertThat(passwords.verify("a long enough password", hash)).isTrue();
    assertThat(passwords.verify("A long enough password", hash)).isFalse();
    assertThat(passwords.verify("", hash)).isFalse();
    assertThat(passwords.hash("a long enough password")).isNotEqualTo(hash);
  }

  /** More callers at once than may wait: some are turned away, nobody else is harmed. */
  @Test
  void aCrowdIsTurnedAway() throws Exception {
    Passwords few = new Passwords(VERTX, 0);
    List<Future<String>> attempts = new ArrayList<>();
    try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 3 * Passwords.AT_ONCE; i++) {
        attempts.add(crowd.submit(() -> few.hash("a long enough password")));
      }
    }
    assertThat(attempts).anyMatch(attempt -> attempt.state() == Future.State.SUCCESS);
    Future<String> refused =
        attempts.stream().filter(a -> a.state() == Future.State.FAILED).findFirst().orElseThrow();
    assertThatThrownBy(refused::get)
        .cause()
        .isInstanceOfSatisfying(
            WeirFault.class,
            fault -> assertThat(fault.code()).isEqualTo(FaultCode.TOO_MANY_REQUESTS));
    assertThat(few.hash("and then it works again")).isNotEmpty();
  }
}
