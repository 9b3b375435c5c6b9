package dev.weir.stream.hub;

/** Whoever wants to follow every stream. */
@FunctionalInterface
public interface StreamObserver {

  /** A stream begins; called on its loop, before its first tag. */
  StreamListener opened(LiveStream stream);
}
