package dev.weir.portal.web;

/**
 * What is wrong with one field of a request of the API.
 *
 * @param pointer where (JSON Pointer, RFC 6901): into the body, or {@code /query/limit} and the
 *     like for a parameter outside of it
 * @param detail what, in words for whoever writes the program
 */
public record FieldFault(String pointer, String detail) {}
