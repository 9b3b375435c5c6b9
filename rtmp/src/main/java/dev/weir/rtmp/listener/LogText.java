package dev.weir.rtmp.listener;

/** Text from a peer, made harmless for a log line: short, one line, without quotes. */
final class LogText {

  private static final int MAX_LENGTH = 200;

  private LogText() {}

  static String of(String text) {
    int length = Math.min(MAX_LENGTH, text.length());
    StringBuilder clean = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      clean.append(Character.isISOControl(c) || c == '"' || c == '\\' ? '?' : c);
    }
    return clean.toString();
  }
}
