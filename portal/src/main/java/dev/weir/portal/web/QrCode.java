package dev.weir.portal.web;

import io.nayuki.qrcodegen.DataTooLongException;
import io.nayuki.qrcodegen.QrCode.Ecc;

/** A text as a QR code, drawn as SVG: for the telephone in front of the screen. */
public final class QrCode {

  private static final int QUIET_MODULES = 2;

  private QrCode() {}

  /** An {@code <svg>} element; empty when the text is too long for any code. */
  public static String svg(String text, String label) {
    io.nayuki.qrcodegen.QrCode code;
    try {
      code = io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.LOW);
    } catch (DataTooLongException tooLong) {
      return "";
    }
    int side = code.size + 2 * QUIET_MODULES;
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      row(code, y, path);
    }
    return "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\" shape-rendering=\"crispEdges\"><path d=\"%s\"/></svg>"
        .formatted(side, side, label, path);
  }

  /** One sub-path for each run of dark modules. */
  private static void row(io.nayuki.qrcodegen.QrCode code, int y, StringBuilder path) {
    int x = 0;
    while (x < code.size) {
      int run = 0;
      while (x + run < code.size && code.getModule(x + run, y)) {
        run++;
      }
      if (run > 0) {
        path.append('M').append(x + QUIET_MODULES).append(' ').append(y + QUIET_MODULES);
        path.append('h').append(run).append("v1h-").append(run).append('z');
      }
      x += Math.max(1, run);
    }
  }
}
