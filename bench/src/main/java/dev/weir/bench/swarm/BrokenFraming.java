package dev.weir.bench.swarm;

/** A server sent what its protocol does not allow; the message is the kind of error. */
final class BrokenFraming extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BrokenFraming(String kind) {
    super(kind);
  }
}
