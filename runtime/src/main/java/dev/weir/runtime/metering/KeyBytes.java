package dev.weir.runtime.metering;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.contract.metering.MeterKey;
import dev.weir.contract.metering.MeteredStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;

/**
 * A counter's key as it stands in the counter file, in less than {@link CounterFile#KEY_BYTES}:
 *
 * <pre>
 * tenant:128 | detail | whether there is a stream:8 | domain | app | stream | rendition or empty
 * </pre>
 *
 * where a text is its length in 16 bits and its bytes.
 */
final class KeyBytes {

  private KeyBytes() {}

  static byte[] write(MeterKey key) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(key.tenant().value().getMostSignificantBits());
      out.writeLong(key.tenant().value().getLeastSignificantBits());
      out.writeUTF(key.detail().name());
      out.writeBoolean(key.stream().isPresent());
      if (key.stream().isPresent()) {
        MeteredStream stream = key.stream().get();
        out.writeUTF(stream.domain().value());
        out.writeUTF(stream.app().value());
        out.writeUTF(stream.stream().value());
        out.writeUTF(stream.rendition().map(TemplateId::value).orElse(""));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** Reads it; throws {@link IllegalArgumentException} for anything else. */
  static MeterKey read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      TenantId tenant = new TenantId(new UUID(in.readLong(), in.readLong()));
      MeterDetail detail = MeterDetail.valueOf(in.readUTF());
      Optional<MeteredStream> stream =
          in.readBoolean() ? Optional.of(stream(in)) : Optional.empty();
      return new MeterKey(tenant, stream, detail.meter(), detail);
    } catch (IOException cutShort) {
      throw new IllegalArgumentException("no key", cutShort);
    }
  }

  private static MeteredStream stream(DataInputStream in) throws IOException {
    return new MeteredStream(
        new DomainName(in.readUTF()),
        new AppName(in.readUTF()),
        new StreamName(in.readUTF()),
        Optional.of(in.readUTF()).filter(text -> !text.isEmpty()).map(TemplateId::new));
  }
}
