package dev.weir.runtime.storage;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.SortedMap;

/** Carries requests to a store that speaks S3 and brings the answers. Thread-safe; blocks. */
interface S3Wire extends AutoCloseable {

  /**
   * A request that is signed.
   *
   * @param method of HTTP
   * @param address with the query
   * @param headers names in lowercase; {@code host} among them
   * @param body may be empty
   */
  record Call(String method, URI address, SortedMap<String, String> headers, byte[] body) {}

  /**
   * An answer.
   *
   * @param body whoever asked closes it
   */
  record Reply(int status, HttpHeaders headers, InputStream body) {}

  /** Asks once. */
  Reply carry(Call call) throws IOException, InterruptedException;

  /** Lets go of connections that are its own. */
  @Override
  void close();
}
