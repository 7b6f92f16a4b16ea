package dev.slipway.site;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Which version an alias had to show when. Thread-safe.
final class History {

  /// A move, which may be seen when it has begun, and must be when it has returned and the delay is
  /// over.
  private record Move(int version, long began, OptionalLong returned) {}

  private final Duration delay;
  private final List<Move> moves = new ArrayList<>();

  /// Lets a move take `delay` after it has returned until everybody sees it.
  History(Duration delay) {
    this.delay = delay;
  }

  /// Does `move`, which makes the alias show `version`.
  void move(int version, Runnable move) {
    int index;
    synchronized (this) {
      index = moves.size();
      moves.add(new Move(version, System.nanoTime(), OptionalLong.empty()));
    }
    move.run();
    synchronized (this) {
      var begun = moves.get(index);
      var returned = OptionalLong.of(System.nanoTime());
      moves.set(index, new Move(version, begun.began(), returned));
    }
  }

  /// Tells whether `version` may be the answer to a question that was asked at `asked` and answered
  /// at `answered`.
  synchronized boolean allows(int version, long asked, long answered) {
    for (int i = 0; i < moves.size(); i++) {
      boolean begun = moves.get(i).began() - answered <= 0;
      boolean over = i + 1 < moves.size() && isSeenBy(asked, moves.get(i + 1));
      if (moves.get(i).version() == version && begun && !over) {
        return true;
      }
    }
    return false;
  }

  private boolean isSeenBy(long asked, Move move) {
    return move.returned().isPresent() && move.returned().getAsLong() + delay.toNanos() - asked < 0;
  }

  /// Returns how many moves there have been since the last one to `version`.
  synchronized int movesSince(int version) {
    return moves.reversed().stream().map(Move::version).toList().indexOf(version);
  }
}
