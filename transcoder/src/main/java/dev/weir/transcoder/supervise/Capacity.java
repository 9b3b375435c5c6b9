package dev.weir.transcoder.supervise;

/** How many pictures this node may encode at once, and how many it does. Thread-safe. */
final class Capacity {

  private final int most;
  private int taken;

  Capacity(int most) {
    this.most = most;
  }

  /** Takes as many as are left of those that are wanted; to be given back. */
  synchronized int take(int wanted) {
    int granted = Math.min(wanted, most - taken);
    taken += granted;
    return granted;
  }

  synchronized void giveBack(int granted) {
    taken -= granted;
  }

  synchronized int taken() {
    return taken;
  }
}
