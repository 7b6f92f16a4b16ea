package dev.slipway.store.s3;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The objects that one log is made of, and where in them each of its bytes is.
/* A piece is named by the offset where it begins and by the epoch of its writer: each writer that
 * opens a log is of a new one, the next after the newest that it finds. From where the pieces of an
 * epoch begin, nothing of earlier epochs counts: so what a writer adds that was overtaken, a runner
 * that lost its job, is never seen. Within an epoch pieces may overlap, with the same bytes: a piece
 * grows by being written anew, and when the log is closed one piece takes the place of all.
 */
record LogPieces(List<Piece> pieces) {

  private static final Pattern NAME = Pattern.compile("([0-9]{19})-([0-9]{9})");

  /// One object.
  record Piece(long begin, int epoch, long length) {

    String name() {
      return "%019d-%09d".formatted(begin, epoch);
    }

    long end() {
      return begin + length;
    }
  }

  /// Bytes of one object.
  ///
  /// @param offset where in the object they begin
  record Slice(Piece piece, long offset, long length) {}

  LogPieces {
    pieces = List.copyOf(pieces);
  }

  /// Returns the piece that an object is which is called `name`.
  static Optional<Piece> parse(String name, long length) {
    var match = NAME.matcher(name);
    return match.matches()
        ? Optional.of(
            new Piece(Long.parseLong(match.group(1)), Integer.parseInt(match.group(2)), length))
        : Optional.empty();
  }

  /// Returns the epoch of the next writer.
  int nextEpoch() {
    return pieces.stream().mapToInt(Piece::epoch).max().orElse(0) + 1;
  }

  /// Returns how long the log is.
  long end() {
    var newest = epochs();
    return newest.isEmpty()
        ? 0
        : newest.lastEntry().getValue().stream().mapToLong(Piece::end).max().orElse(0);
  }

  /// Returns the longest slice that begins at `offset` of the log, up to `limit` bytes; empty if
  /// there is nothing.
  Optional<Slice> at(long offset, long limit) {
    long until = Long.MAX_VALUE;
    for (var epoch : epochs().descendingMap().values()) {
      long begin = epoch.stream().mapToLong(Piece::begin).min().orElse(0);
      if (begin <= offset) {
        long bound = until;
        return epoch.stream()
            .filter(piece -> piece.begin() <= offset && offset < Math.min(piece.end(), bound))
            .max(Comparator.comparingLong(Piece::end))
            .map(piece -> slice(piece, offset, Math.min(limit, bound - offset)));
      }
      until = Math.min(until, begin);
    }
    return Optional.empty();
  }

  /// Returns the pieces that are of no use beside `whole`, which has all of the log.
  List<Piece> coveredBy(Piece whole) {
    return pieces.stream()
        .filter(piece -> piece.epoch() <= whole.epoch())
        .filter(piece -> !piece.name().equals(whole.name()))
        .toList();
  }

  private static Slice slice(Piece piece, long offset, long limit) {
    return new Slice(piece, offset - piece.begin(), Math.min(limit, piece.end() - offset));
  }

  private TreeMap<Integer, List<Piece>> epochs() {
    return pieces.stream()
        .collect(groupingBy(Piece::epoch, TreeMap::new, mapping(piece -> piece, toList())));
  }
}
