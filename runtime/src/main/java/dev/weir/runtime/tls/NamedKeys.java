package dev.weir.runtime.tls;

import java.net.Socket;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The keys of servers, chosen by the name that the client asks for. What is known under no name
 * gets the fallback, and learns nothing about tenants from it. An alias is a name. Immutable.
 */
final class NamedKeys extends X509ExtendedKeyManager {

  /** No client can ask for it. */
  private static final String FALLBACK = "";

  private final Map<String, KeyedCertificate> byName;
  private final KeyedCertificate fallback;

  NamedKeys(Map<String, KeyedCertificate> byName, KeyedCertificate fallback) {
    this.byName = Map.copyOf(byName);
    this.fallback = fallback;
  }

  int size() {
    return byName.size() + 1;
  }

  /** In the form that TLS contexts are made from. */
  KeyManagerFactory factory() {
    return new Factory(this);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    return alias(keyType, engine.getHandshakeSession());
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return of(alias).chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return of(alias).key();
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    return alias(keyType, socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  private @Nullable String alias(String keyType, @Nullable SSLSession handshake) {
    String asked = IndicatedName.of(handshake);
    String alias = byName.containsKey(asked) ? asked : FALLBACK;
    return of(alias).key().getAlgorithm().equals(keyType) ? alias : null;
  }

  private KeyedCertificate of(String alias) {
    return byName.getOrDefault(alias, fallback);
  }

  private static final class Factory extends KeyManagerFactory {

    Factory(NamedKeys keys) {
      super(new Spi(keys), new Nobody(), "weir");
    }
  }

  private static final class Spi extends KeyManagerFactorySpi {

    private final NamedKeys keys;

    Spi(NamedKeys keys) {
      this.keys = keys;
    }

    @Override
    protected void engineInit(KeyStore store, char[] password) {}

    @Override
    protected void engineInit(ManagerFactoryParameters parameters) {}

    @Override
    protected KeyManager[] engineGetKeyManagers() {
      return new KeyManager[] {keys};
    }
  }

  /** A factory wants to be somebody's. */
  private static final class Nobody extends Provider {

    private static final long serialVersionUID = 1L;

    Nobody() {
      super("weir", "1", "keys by name");
    }
  }
}
