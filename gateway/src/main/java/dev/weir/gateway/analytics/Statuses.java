package dev.weir.gateway.analytics;

/** The places that HTTP statuses have in a tally. Pure. */
final class Statuses {

  /** From here on an answer is a refusal or a failure. */
  static final int FIRST_FAILURE = 400;

  private static final int[] KNOWN = {
    101, 200, 204, 206, 301, 302, 304, 307, 308, 400, 401, 403, 404, 405, 409, 410, 414, 416, 421,
    426, 429, 431, 451, 500, 501, 502, 503, 504, 507, 199, 299, 399, 499, 599
  };

  /** How many places there are. */
  static final int COUNT = KNOWN.length;

  private static final int LEAST = 100;
  private static final int MOST = 599;
  private static final int CLASS = 100;
  private static final byte[] PLACES = places();

  private Statuses() {}

  /** The place of a status; one that is not known shares that of its class, which ends in 99. */
  static int place(int status) {
    return PLACES[Math.clamp(status, LEAST, MOST) - LEAST];
  }

  /** The status at a place. */
  static int at(int place) {
    return KNOWN[place];
  }

  private static byte[] places() {
    byte[] places = new byte[MOST - LEAST + 1];
    for (int status = LEAST; status <= MOST; status++) {
      places[status - LEAST] = (byte) find(status);
    }
    return places;
  }

  private static int find(int status) {
    int ofClass = status / CLASS * CLASS + CLASS - 1;
    int found = 0;
    for (int place = 0; place < KNOWN.length; place++) {
      if (KNOWN[place] == status) {
        return place;
      }
      if (KNOWN[place] == ofClass) {
        found = place;
      }
    }
    return found;
  }
}
