package dev.weir.gateway.access;

import dev.weir.contract.check.Visitor;
import dev.weir.contract.live.PlayProtocol;

/**
 * What somebody asks to watch, in the words in which they asked, whatever protocol carried them.
 *
 * @param host the domain as the peer wrote it ({@code Host}, or the host of {@code tcUrl}), with or
 *     without a port
 * @param tlsServerName the name that the TLS handshake indicated; empty without TLS or name
 * @param app the app's name, unchecked
 * @param stream the stream's name, unchecked and without extension
 * @param credential what proves the right
 * @param protocol how the stream is to be delivered
 * @param asker who asks
 */
public record PlaybackRequest(
    String host,
    String tlsServerName,
    String app,
    String stream,
    Credential credential,
    PlayProtocol protocol,
    Asker asker) {

  /**
   * The other end.
   *
   * @param address the viewer's network address, behind any trusted proxy
   * @param requestId what a refusal is found by in the log
   * @param referer host of the page that the player stands in; empty when it names none
   * @param agent what the player calls itself; empty when it says nothing
   */
  public record Asker(String address, String requestId, String referer, String agent)
      implements Visitor {

    /** Somebody who says nothing of himself. */
    public Asker(String address, String requestId) {
      this(address, requestId, "", "");
    }
  }
}
