package dev.weir.contract.check;

/** Who stands at the door, as far as that can be seen or was said. */
public interface Visitor {

  /** The network address as text, behind any trusted proxy; empty when it is not known. */
  String address();

  /** Host of the page that the player stands in ({@link PageHost}); empty when none was named. */
  String referer();

  /** What the player or encoder calls itself; empty when it says nothing. */
  String agent();
}
