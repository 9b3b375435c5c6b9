package dev.weir.portal.web;

import io.vertx.core.buffer.Buffer;

/**
 * One static file, whole in memory.
 *
 * @param contentType its media type
 * @param plain its bytes
 * @param gzip the same, compressed
 */
record Asset(String contentType, Buffer plain, Buffer gzip) {}
