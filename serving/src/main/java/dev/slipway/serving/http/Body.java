package dev.slipway.serving.http;

import dev.slipway.artifact.Extent;
import java.util.List;

/// What follows the header of an answer.
public sealed interface Body {

  /// Returns how many bytes it has.
  long length();

  /// Nothing.
  record None() implements Body {
    @Override
    public long length() {
      return 0;
    }
  }

  /// Bytes that are at hand, such as a page of ours.
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way out; nobody compares bodies
  record Text(byte[] bytes) implements Body {
    @Override
    public long length() {
      return bytes.length;
    }
  }

  /// All of a stored form of a file, as one wants it again and again.
  record Whole(Extent extent) implements Body {
    @Override
    public long length() {
      return extent.length();
    }
  }

  /// Parts of a file, one after the other.
  record Parts(List<Part> parts) implements Body {

    public Parts {
      parts = List.copyOf(parts);
    }

    @Override
    public long length() {
      return parts.stream().mapToLong(part -> part.before().length + part.extent().length()).sum();
    }
  }

  /// A part of a file.
  ///
  /// @param before what stands before the part's bytes
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way out; nobody compares parts
  record Part(byte[] before, Extent extent) {}
}
