package dev.weir.contract.ladder;

/** How much processor time an encoder spends on each picture; x264's and x265's names for it. */
public enum EncodingEffort {
  /** Least: a picture of about half again the rate. */
  ULTRAFAST,
  /** Little. */
  SUPERFAST,
  /** What live encoding usually takes. */
  VERYFAST,
  /** More. */
  FASTER,
  /** Still more. */
  FAST,
  /** Most that live encoding can afford. */
  MEDIUM
}
