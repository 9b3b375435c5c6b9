package dev.weir.recorder.take;

import dev.weir.contract.event.RecordingId;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.keeping.NameTemplate;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.storage.StoreId;
import dev.weir.runtime.disk.PrivateFile;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What is known of a take when it begins; kept beside its media, so that the node knows it after a
 * crash.
 *
 * @param address the stream
 * @param files what is to be made of it, each a recording of its own
 * @param name what the files are called
 * @param sequence counts the takes of a stream while it is recorded, from 0
 * @param startedAt when its media begins
 * @param store the tenant's store that the files go to; empty for the operator's
 */
public record TakeFacts(
    StreamAddress address,
    Map<RecordingFormat, RecordingId> files,
    NameTemplate name,
    long sequence,
    Instant startedAt,
    Optional<StoreId> store) {

  private static final String FILE = "take.properties";

  /** Makes the map immutable. */
  public TakeFacts {
    files = Map.copyOf(files);
  }

  /** Of a take whose files go to the operator's store. */
  public TakeFacts(
      StreamAddress address,
      Map<RecordingFormat, RecordingId> files,
      NameTemplate name,
      long sequence,
      Instant startedAt) {
    this(address, files, name, sequence, startedAt, Optional.empty());
  }

  static boolean isIn(Path directory) {
    return Files.exists(directory.resolve(FILE));
  }

  void write(Path directory) throws IOException {
    Properties texts = new Properties();
    texts.setProperty("tenant", address.tenant().toString());
    texts.setProperty("domain", address.pushDomain().toString());
    texts.setProperty("app", address.app().value());
    texts.setProperty("stream", address.stream().value());
    texts.setProperty("name", name.text());
    texts.setProperty("sequence", Long.toString(sequence));
    texts.setProperty("started", startedAt.toString());
    store.ifPresent(id -> texts.setProperty("store", id.value()));
    files.forEach((format, id) -> texts.setProperty("file." + format, id.toString()));
    StringWriter text = new StringWriter();
    texts.store(text, null);
    PrivateFile.replace(directory.resolve(FILE), text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Reads what {@link #write} wrote; fails with an {@link IOException} for anything else. */
  static TakeFacts read(Path directory) throws IOException {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(directory.resolve(FILE))) {
      texts.load(reader);
      Map<RecordingFormat, RecordingId> files = new EnumMap<>(RecordingFormat.class);
      for (RecordingFormat format : RecordingFormat.values()) {
        String id = texts.getProperty("file." + format, "");
        if (!id.isEmpty()) {
          files.put(format, RecordingId.parse(id));
        }
      }
      return new TakeFacts(
          new StreamAddress(
              TenantId.parse(texts.getProperty("tenant", "")),
              new DomainName(texts.getProperty("domain", "")),
              new AppName(texts.getProperty("app", "")),
              new StreamName(texts.getProperty("stream", ""))),
          files,
          new NameTemplate(texts.getProperty("name", "")),
          Long.parseLong(texts.getProperty("sequence", "")),
          Instant.parse(texts.getProperty("started", "")),
          Optional.ofNullable(texts.getProperty("store")).map(StoreId::new));
    } catch (IllegalArgumentException | DateTimeException unreadable) {
      throw new IOException("not the facts of a take: " + directory, unreadable);
    }
  }
}
