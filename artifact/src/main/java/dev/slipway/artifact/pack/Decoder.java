package dev.slipway.artifact.pack;

import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.github.luben.zstd.ZstdInputStream;
import dev.slipway.artifact.Encoding;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// Reads what somebody else has compressed. What comes out has no bound: who reads must have one.
public final class Decoder {

  private Decoder() {}

  /// Returns in what a file is compressed by its name, if that is something that can be read here.
  public static Optional<Encoding> encoding(String path) {
    return Arrays.stream(Encoding.values())
        .filter(encoding -> path.endsWith(encoding.suffix()))
        .filter(
            encoding -> Coder.AVAILABLE.stream().anyMatch(coder -> coder.encoding() == encoding))
        .findFirst();
  }

  /// Begins to read `in`.
  ///
  /// @throws IOException if it is not compressed in `encoding`, which may also come to light later
  public static InputStream open(Encoding encoding, InputStream in) throws IOException {
    return switch (encoding) {
      case BROTLI -> new BrotliInputStream(in);
      case ZSTD -> new ZstdInputStream(in);
      case GZIP -> new GZIPInputStream(in);
    };
  }
}
