package dev.weir.runtime.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;

/**
 * What speaks TLS: BoringSSL where its native library is on the class path and runs here, the JDK
 * elsewhere.
 */
public final class TlsEngine {

  private TlsEngine() {}

  /** Whether the native library is there. */
  public static boolean isNative() {
    return OpenSsl.isAvailable() && SslProvider.isAlpnSupported(SslProvider.OPENSSL);
  }

  static SslProvider provider() {
    return isNative() ? SslProvider.OPENSSL : SslProvider.JDK;
  }
}
