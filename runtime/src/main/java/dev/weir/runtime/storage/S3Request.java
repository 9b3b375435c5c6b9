package dev.weir.runtime.storage;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is asked of a bucket.
 *
 * @param method of HTTP
 * @param key of the object; empty for the bucket
 * @param query its parameters
 * @param headers beyond those that every request has, names in lowercase
 * @param body what is sent; may be empty
 */
record S3Request(
    String method,
    String key,
    SortedMap<String, String> query,
    Map<String, String> headers,
    byte[] body) {

  private static final byte[] NOTHING = {};

  S3Request {
    query = new TreeMap<>(query);
    headers = Map.copyOf(headers);
  }

  static S3Request of(String method, String key) {
    return new S3Request(method, key, new TreeMap<>(), Map.of(), NOTHING);
  }

  S3Request with(String parameter, Object value) {
    SortedMap<String, String> more = new TreeMap<>(query);
    more.put(parameter, value.toString());
    return new S3Request(method, key, more, headers, body);
  }

  S3Request header(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new S3Request(method, key, query, more, body);
  }

  S3Request body(byte[] bytes) {
    return new S3Request(method, key, query, headers, bytes);
  }
}
