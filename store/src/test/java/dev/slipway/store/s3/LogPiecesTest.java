package dev.slipway.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.store.s3.LogPieces.Piece;
import dev.slipway.store.s3.LogPieces.Slice;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogPiecesTest {

  @Test
  void knowsItsOwnNames() {
    var piece = new Piece(300, 2, 17);

    assertThat(LogPieces.parse(piece.name(), 17)).contains(piece);
    assertThat(LogPieces.parse("0000000000000000300-2", 17)).isEmpty();
    assertThat(LogPieces.parse("notes.txt", 17)).isEmpty();
  }

  @Test
  void beginsEmpty() {
    var pieces = new LogPieces(List.of());

    assertThat(pieces.end()).isZero();
    assertThat(pieces.nextEpoch()).isEqualTo(1);
    assertThat(pieces.at(0, 10)).isEmpty();
  }

  @Test
  void findsEachByteInItsPiece() {
    var first = new Piece(0, 1, 100);
    var second = new Piece(100, 1, 50);
    var pieces = new LogPieces(List.of(second, first));

    assertThat(pieces.end()).isEqualTo(150);
    assertThat(pieces.at(0, 1000)).contains(new Slice(first, 0, 100));
    assertThat(pieces.at(90, 5)).contains(new Slice(first, 90, 5));
    assertThat(pieces.at(100, 1000)).contains(new Slice(second, 0, 50));
    assertThat(pieces.at(150, 10)).isEmpty();
  }

  @Test
  void goesOnInALaterEpochWhereThatBegins() {
    var first = new Piece(0, 1, 100);
    var second = new Piece(100, 2, 50);
    var pieces = new LogPieces(List.of(first, second));

    assertThat(pieces.at(0, 1000)).contains(new Slice(first, 0, 100));
    assertThat(pieces.at(120, 1000)).contains(new Slice(second, 20, 30));
    assertThat(pieces.nextEpoch()).isEqualTo(3);
  }

  @Test
  void countsNothingThatAnOvertakenWriterAdds() {
    var grown = new Piece(0, 1, 180);
    var late = new Piece(180, 1, 500);
    var second = new Piece(100, 2, 50);
    var pieces = new LogPieces(List.of(grown, late, second));

    assertThat(pieces.end()).isEqualTo(150);
    assertThat(pieces.at(0, 1000)).contains(new Slice(grown, 0, 100));
    assertThat(pieces.at(100, 1000)).contains(new Slice(second, 0, 50));
    assertThat(pieces.at(180, 1000)).isEmpty();
  }

  @Test
  void readsThePieceThatHasAllBesideThoseItReplaces() {
    var whole = new Piece(0, 2, 150);
    var first = new Piece(0, 1, 100);
    var second = new Piece(100, 2, 50);
    var pieces = new LogPieces(List.of(first, second, whole));

    assertThat(pieces.end()).isEqualTo(150);
    assertThat(pieces.at(0, 1000)).contains(new Slice(whole, 0, 150));
    assertThat(pieces.coveredBy(whole)).containsExactly(first, second);
  }

  @Test
  void leavesThePiecesOfLaterEpochs() {
    var whole = new Piece(0, 1, 100);
    var later = new Piece(100, 2, 5);
    var pieces = new LogPieces(List.of(new Piece(50, 1, 50), later));

    assertThat(pieces.coveredBy(whole)).containsExactly(new Piece(50, 1, 50));
  }
}
