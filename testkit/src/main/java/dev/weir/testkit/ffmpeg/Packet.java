package dev.weir.testkit.ffmpeg;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A coded frame as ffprobe sees it.
 *
 * @param kind {@code video} or {@code audio}
 * @param stream index of the stream
 * @param ptsUs presentation time, microseconds
 * @param dtsUs decode time, microseconds
 * @param key whether decoding can start here
 * @param sizeBytes bytes of the payload
 * @param hash SHA-256 of the payload, as ffprobe prints it
 */
public record Packet(
    String kind, int stream, long ptsUs, long dtsUs, boolean key, int sizeBytes, String hash) {

  private static final String ENTRIES =
      "packet=codec_type,stream_index,pts_time,dts_time,flags,size,data_hash";

  /**
   * Reads all packets of a file or URL.
   *
   * @param source what ffprobe opens
   * @param options options before it, such as {@code -f}
   */
  public static List<Packet> read(String source, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-show_entries", ENTRIES, "-show_data_hash", "sha256"));
    arguments.addAll(List.of("-of", "compact=print_section=0", "-i", source));
    Finished finished = Ffmpeg.probe(Ffmpeg.DEADLINE, arguments).expectSuccess();
    return finished.lines().stream().filter(line -> line.contains("=")).map(Packet::parse).toList();
  }

  /** The packets of one kind. */
  public static List<Packet> only(String kind, List<Packet> packets) {
    return packets.stream().filter(packet -> packet.kind().equals(kind)).toList();
  }

  private static Packet parse(String line) {
    Map<String, String> fields = new HashMap<>();
    for (String field : line.split("\\|", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(field.substring(0, equals), field.substring(equals + 1));
      }
    }
    return new Packet(
        fields.getOrDefault("codec_type", ""),
        Integer.parseInt(fields.getOrDefault("stream_index", "-1")),
        microseconds(fields.getOrDefault("pts_time", "N/A")),
        microseconds(fields.getOrDefault("dts_time", "N/A")),
        fields.getOrDefault("flags", "").startsWith("K"),
        Integer.parseInt(fields.getOrDefault("size", "0")),
        fields.getOrDefault("data_hash", ""));
  }

  /** Seconds with six decimals; {@code Long.MIN_VALUE} when there is no time. */
  private static long microseconds(String seconds) {
    return seconds.equals("N/A")
        ? Long.MIN_VALUE
        : Math.round(Double.parseDouble(seconds) * 1_000_000);
  }
}
