package dev.weir.portal.domain.proof;

/** No name server said anything about a name, not even that it does not exist. */
final class ResolverSilentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ResolverSilentException(String name, Throwable cause) {
    super(name + ": " + cause.getMessage(), null, false, false);
  }
}
