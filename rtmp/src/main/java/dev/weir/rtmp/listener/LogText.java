package dev.weir.rtmp.listener;

/** Text from a peer, cut to what a log line can bear. */
final class LogText {

  private static final int MAX_LENGTH = 200;

  private LogText() {}

  static String of(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
  }
}
