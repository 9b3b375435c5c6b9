package dev.weir.gateway.remote;

/** What an endpoint said. */
enum Answer {
  /** The viewer may watch. */
  ADMITTED,
  /** The viewer may not. */
  REFUSED
}
