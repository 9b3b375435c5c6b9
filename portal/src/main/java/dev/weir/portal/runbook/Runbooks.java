package dev.weir.portal.runbook;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** All runbooks, as {@code docs/runbooks} has them. Immutable. */
public record Runbooks(List<Runbook> all) {

  /** Those that there are: of each kind of alarm, and what the field asks for. */
  private static final List<String> NAMES =
      List.of(
          "stream-offline",
          "bitrate-low",
          "viewers-high",
          "bandwidth-high",
          "traffic-unusual",
          "certificate",
          "budget",
          "encoder-restart",
          "dns-verification",
          "key-rotation");

  /** Copies the list. */
  public Runbooks {
    all = List.copyOf(all);
  }

  /** Reads them from where the build put them. */
  public static Runbooks load() {
    return new Runbooks(NAMES.stream().map(name -> Runbook.read(name, text(name))).toList());
  }

  /** One of them; throws {@code WeirFault NOT_FOUND}. */
  Runbook find(String name) {
    return all.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "runbook"));
  }

  private static String text(String name) {
    try (InputStream file = Runbooks.class.getResourceAsStream("book/" + name + ".md")) {
      if (file == null) {
        throw new IllegalStateException("no runbook " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }
}
