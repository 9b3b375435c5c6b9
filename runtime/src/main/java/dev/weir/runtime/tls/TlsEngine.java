package dev.weir.runtime.tls;

import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.SSLEngineOptions;

/**
 * What listeners speak TLS with: BoringSSL where its native library is on the class path and runs
 * here, the JDK elsewhere. Either way the costly steps of a handshake run on worker threads, so
 * that a crowd that arrives at once does not hold up those who watch already.
 */
public final class TlsEngine {

  private TlsEngine() {}

  /** The engine of a listener. */
  public static SSLEngineOptions ofListener() {
    SSLEngineOptions engine = isNative() ? new OpenSSLEngineOptions() : new JdkSSLEngineOptions();
    return engine.setUseWorkerThread(true);
  }

  /** Whether the native library is there. */
  public static boolean isNative() {
    return OpenSSLEngineOptions.isAvailable() && OpenSSLEngineOptions.isAlpnAvailable();
  }
}
