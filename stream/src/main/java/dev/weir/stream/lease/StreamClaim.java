package dev.weir.stream.lease;

/** The right to publish a name now, from its grant until the publisher is in, or is not. */
@FunctionalInterface
public interface StreamClaim extends AutoCloseable {

  /** The publisher is in, or will not be. To be called once, and soon. */
  @Override
  void close();
}
