package dev.weir.portal.account;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.web.Tokens;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Passwords as argon2id hashes in PHC form (t=2, m=19,456 KiB, p=1). A hash costs tens of
 * milliseconds and 19 MiB on purpose, so only a few are computed at a time, on threads of their
 * own, and a crowd is turned away. Methods wait: they are for virtual threads.
 */
public final class Passwords {

  /** Hashes computed at the same time. */
  public static final int AT_ONCE = 4;

  /** Callers that wait for a turn; the next is refused with {@code TOO_MANY_REQUESTS}. */
  public static final int WAITING = 32;

  /** Most characters of a password that is looked at. */
  public static final int MAX_LENGTH = 256;

  private static final int MEMORY_KIB = 19_456;
  private static final int ITERATIONS = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int LONGEST_S = 30;
  private static final Argon2Function ARGON2ID =
      Argon2Function.getInstance(MEMORY_KIB, ITERATIONS, LANES, HASH_BYTES, Argon2.ID);

  private final WorkerExecutor pool;
  private final Semaphore places;
  private final String nobodys = compute(Tokens.random(Tokens.SESSION_BITS));

  /** Hashes on a pool that ends with {@code vertx}. */
  public Passwords(Vertx vertx) {
    this(vertx, WAITING);
  }

  Passwords(Vertx vertx, int waiting) {
    this.pool =
        vertx.createSharedWorkerExecutor("weir-passwords", AT_ONCE, LONGEST_S, TimeUnit.SECONDS);
    this.places = new Semaphore(AT_ONCE + waiting);
  }

  /** Hashes a new password. */
  public String hash(String password) {
    return atTurn(() -> compute(password));
  }

  /** The hash of a password that nobody knows: what a stranger's attempt is verified against. */
  String nobodys() {
    return nobodys;
  }

  /** Whether {@code password} is the one that {@code hash} was made of. */
  public boolean verify(String password, String hash) {
    return atTurn(
        () -> Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash)));
  }

  private static String compute(String password) {
    return Password.hash(password).addRandomSalt(SALT_BYTES).with(ARGON2ID).getResult();
  }

  private <T> T atTurn(Callable<T> work) {
    if (!places.tryAcquire()) {
      throw new WeirFault(FaultCode.TOO_MANY_REQUESTS, "too many password hashes at once");
    }
    try {
      return pool.executeBlocking(work, false).await();
    } finally {
      places.release();
    }
  }
}
