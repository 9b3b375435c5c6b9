package dev.weir.stream.origin;

import dev.weir.media.bytes.ByteSlice;

/**
 * Whoever takes the long answer of another node. Called on the context on which it was asked for;
 * the last call is {@link #finished} or {@link #failed}, unless the answer was let go.
 */
public interface AnswerSink {

  /** The other node has the stream, and its answer begins. */
  void begun();

  /** The next bytes. */
  void piece(ByteSlice bytes);

  /** The answer came to its end: the stream is over there. */
  void finished();

  /** There is no answer, or no more of it. */
  void failed(AnswerFailure why);
}
