package dev.weir.gateway.answer;

/** What a {@code Range} header asks of a file (RFC 9110, section 14). */
public sealed interface ByteRange {

  /** No range that is understood: the whole file is the answer. */
  record Whole() implements ByteRange {}

  /**
   * One stretch of the file.
   *
   * @param first offset of the first byte
   * @param length bytes; at least one
   */
  record Stretch(long first, long length) implements ByteRange {}

  /** Nothing of the file is in the range. */
  record Outside() implements ByteRange {}
}
