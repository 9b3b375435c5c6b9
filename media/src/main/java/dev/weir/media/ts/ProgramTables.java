package dev.weir.media.ts;

import dev.weir.media.bytes.ByteSink;
import java.util.List;

/**
 * The program association table (ISO/IEC 13818-1, 2.4.4.3) and the program map table (2.4.4.8) of a
 * stream with one program.
 *
 * <pre>
 * table_id | 1011 length:12 | id:16 | 11 version:5 current:1 | section | last section | … | CRC:32
 * </pre>
 */
final class ProgramTables {

  static final int ASSOCIATION_PID = 0;
  static final int MAP_PID = 0x1000;

  private static final int ASSOCIATION_TABLE = 0;
  private static final int MAP_TABLE = 2;
  private static final int STREAM_ID = 1;
  private static final int PROGRAM_NUMBER = 1;
  private static final int REGISTRATION = 5;
  private static final int CRC_BYTES = 4;

  private ProgramTables() {}

  static byte[] association() {
    ByteSink body = new ByteSink(16).u16(PROGRAM_NUMBER).u16(0xE000 | MAP_PID);
    return section(ASSOCIATION_TABLE, STREAM_ID, 0, body);
  }

  /**
   * The map.
   *
   * @param version 0 to 31, another one when the streams change
   * @param clockPid which packets carry the clock reference
   */
  static byte[] map(List<ElementaryStream> streams, int version, int clockPid) {
    ByteSink body = new ByteSink(64).u16(0xE000 | clockPid).u16(0xF000);
    for (int i = 0; i < streams.size(); i++) {
      ElementaryStream stream = streams.get(i);
      String registration = stream.registration();
      body.u8(stream.streamType()).u16(0xE000 | TsProgram.FIRST_PID + i);
      if (registration.isEmpty()) {
        body.u16(0xF000);
      } else {
        body.u16(0xF000 | registration.length() + 2);
        body.u8(REGISTRATION).u8(registration.length()).ascii(registration);
      }
    }
    return section(MAP_TABLE, PROGRAM_NUMBER, version, body);
  }

  private static byte[] section(int table, int id, int version, ByteSink body) {
    ByteSink sink = new ByteSink(64);
    sink.u8(table).u16(0xB000 | 5 + body.size() + CRC_BYTES).u16(id);
    sink.u8(0xC1 | version << 1).u8(0).u8(0).bytes(body.toSlice());
    return sink.u32(crc(sink.toByteArray())).toByteArray();
  }

  /** CRC-32 of annex A: polynomial 0x04C11DB7, most significant bit first, all ones at first. */
  static int crc(byte[] bytes) {
    int crc = 0xFFFF_FFFF;
    for (byte b : bytes) {
      crc ^= b << 24;
      for (int i = 0; i < 8; i++) {
        crc = crc < 0 ? crc << 1 ^ 0x04C1_1DB7 : crc << 1;
      }
    }
    return crc;
  }
}
