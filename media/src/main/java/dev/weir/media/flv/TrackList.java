package dev.weir.media.flv;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.frame.Codec;
import java.util.ArrayList;
import java.util.List;

/**
 * How an enhanced tag says which codec and which tracks follow; the same for audio and video.
 *
 * <pre>
 * ENHANCED                 FourCC payload
 * ONE_TRACK                type FourCC track payload
 * MANY_TRACKS              type FourCC (track size24 payload)*
 * MANY_TRACKS_MANY_CODECS  type (FourCC track size24 payload)*
 * </pre>
 *
 * <p>where {@code type} is a byte: four bits of multitrack type, four bits of packet type.
 *
 * @param form which of these
 * @param packetType the packet type of every track
 * @param fourCc the codec of every track; 0 where each says its own
 */
record TrackList(TagForm form, int packetType, int fourCc) {

  /** Tracks in one tag. */
  static final int MAX_TRACKS = 16;

  /** Reads what stands before the first track. */
  static TrackList read(ByteCursor cursor, int packetType, int multitrackPacketType) {
    if (packetType != multitrackPacketType) {
      return new TrackList(TagForm.ENHANCED, packetType, cursor.i32());
    }
    int types = cursor.u8();
    TagForm form =
        switch (types >> 4) {
          case 0 -> TagForm.ONE_TRACK;
          case 1 -> TagForm.MANY_TRACKS;
          case 2 -> TagForm.MANY_TRACKS_MANY_CODECS;
          default -> throw new MalformedMediaException("multitrack type " + (types >> 4));
        };
    int inner = types & 0x0F;
    if (inner == multitrackPacketType || inner == ModEx.PACKET_TYPE) {
      throw new MalformedMediaException("packet type " + inner + " within multitrack");
    }
    return new TrackList(form, inner, form == TagForm.MANY_TRACKS_MANY_CODECS ? 0 : cursor.i32());
  }

  /** Writes what stands before the first track, behind the first byte of the tag. */
  void writeHead(ByteSink sink) {
    switch (form) {
      case LEGACY -> throw new IllegalStateException("a legacy tag lists no tracks");
      case ENHANCED -> sink.u32(fourCc);
      case ONE_TRACK -> sink.u8(packetType).u32(fourCc);
      case MANY_TRACKS -> sink.u8(1 << 4 | packetType).u32(fourCc);
      case MANY_TRACKS_MANY_CODECS -> sink.u8(2 << 4 | packetType);
    }
  }

  /** Number of the first track, without reading further. */
  int firstTrack(ByteCursor cursor) {
    return switch (form) {
      case LEGACY, ENHANCED -> 0;
      case ONE_TRACK, MANY_TRACKS -> cursor.u8();
      case MANY_TRACKS_MANY_CODECS -> {
        cursor.skip(4);
        yield cursor.u8();
      }
    };
  }

  /** Reads every track with {@code reader}. */
  <T> List<T> readTracks(ByteCursor cursor, PacketReader<T> reader) {
    return switch (form) {
      case LEGACY, ENHANCED -> List.of(reader.read(0, fourCc, cursor));
      case ONE_TRACK -> List.of(reader.read(cursor.u8(), fourCc, cursor));
      case MANY_TRACKS, MANY_TRACKS_MANY_CODECS -> {
        List<T> packets = new ArrayList<>();
        do {
          if (packets.size() == MAX_TRACKS) {
            throw new MalformedMediaException("more than " + MAX_TRACKS + " tracks in one tag");
          }
          int trackFourCc = form == TagForm.MANY_TRACKS ? fourCc : cursor.i32();
          int track = cursor.u8();
          packets.add(reader.read(track, trackFourCc, cursor.slice(cursor.u24()).cursor()));
        } while (cursor.hasRemaining());
        yield packets;
      }
    };
  }

  /** Writes one track. */
  void writeTrack(ByteSink sink, int track, Codec codec, ByteSink payload) {
    switch (form) {
      case LEGACY, ENHANCED -> {}
      case ONE_TRACK -> sink.u8(track);
      case MANY_TRACKS -> sink.u8(track).u24(payload.size());
      case MANY_TRACKS_MANY_CODECS -> sink.u32(FourCc.of(codec)).u8(track).u24(payload.size());
    }
    sink.bytes(payload.toSlice());
  }

  /** Reads the packet of one track from a cursor that ends with it. */
  interface PacketReader<T> {
    T read(int track, int fourCc, ByteCursor cursor);
  }
}
