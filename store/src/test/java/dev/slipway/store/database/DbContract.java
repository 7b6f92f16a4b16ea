package dev.slipway.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.store.failure.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What must hold of the wrapper round DB Client, on every database. The pool has two connections,
/// so that a lost one is noticed.
abstract class DbContract {

  static final int POOL_SIZE = 2;
  private static final int MANY = 200;

  /// A way to fail, one for each way in which the client is known to lose connections.
  record Failure(String name, Consumer<Db> statement) {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Failure> FAILURES =
      List.of(
          new Failure("bad query", db -> db.sql("select nothing from nowhere").exists()),
          new Failure("no parameter", db -> db.sql("select 1 from thing where n = :n").exists()),
          new Failure("bad update", db -> db.sql("update nowhere set n = 1").update()),
          new Failure("duplicate", db -> insert(db, 1, "again")),
          new Failure("bad mapper", db -> db.sql("select n from thing").list(DbContract::fail)),
          new Failure("bad column", db -> db.sql("select n from thing").list(r -> r.text("m"))),
          new Failure("bad work", db -> db.transaction(tx -> fail(tx))),
          new Failure("bad query in work", db -> db.transaction(DbContract::badQuery)),
          new Failure("bad update in work", db -> db.transaction(DbContract::badUpdate)),
          new Failure("error after update in work", db -> db.transaction(DbContract::half)),
          new Failure("going on after it", db -> db.transaction(DbContract::goesOn)),
          new Failure("swallowing it", db -> db.transaction(DbContract::swallows)),
          new Failure("nested", db -> db.transaction(tx -> db.sql("select 1").exists())));

  private Db db;

  abstract Database database();

  @BeforeEach
  void makeTable() {
    db = database().db();
    db.sql("drop table if exists thing").update();
    db.sql(
            """
            create table thing (
              n integer primary key, word varchar, id uuid, at timestamp with time zone
            )
            """)
        .update();
    insert(db, 1, "one");
    insert(db, 2, "two");
  }

  @ParameterizedTest
  @FieldSource("FAILURES")
  void givesEveryConnectionBackWhateverFails(Failure failure) {
    for (int i = 0; i < MANY; i++) {
      assertThatThrownBy(() -> failure.statement().accept(db)).isInstanceOf(RuntimeException.class);
    }

    assertThat(db.sql("select word from thing order by n").list(row -> row.text("word")))
        .containsExactly("one", "two");
    assertThat(db.<Boolean>transaction(tx -> tx.sql("select n from thing").exists())).isTrue();
  }

  @Test
  void undoesATransactionWhoseWorkThrows() {
    assertThatThrownBy(() ->
            db.transaction(tx -> {
              insert(tx, 3, "three");
              throw new IllegalArgumentException("no");
            }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(db.sql("select n from thing where n = 3").exists()).isFalse();
  }

  @Test
  void readsWhatItWrote() {
    var id = UUID.fromString("0fae5b34-0d44-4d4c-9fd1-8d3a3f4c2b10");
    var time = Instant.parse("2026-11-21T10:11:12.123456789Z");
    var longText = "é".repeat(5000);

    db.sql("insert into thing (n, word, id, at) values (:n, :word, cast(:id as uuid), :at)")
        .bind("n", 4)
        .bind("word", longText)
        .bind("id", id)
        .bind("at", time)
        .update();

    var row = db.sql("select * from thing where n = 4").optional(r -> r).orElseThrow();
    assertThat(row.number("n")).isEqualTo(4);
    assertThat(row.text("word")).isEqualTo(longText);
    assertThat(row.uuid("id")).isEqualTo(id);
    assertThat(row.instant("at")).isEqualTo(Instant.parse("2026-11-21T10:11:12.123456Z"));
  }

  @Test
  void readsWhatIsNotThereAsEmpty() {
    var row = db.sql("select * from thing where n = 1").optional(r -> r).orElseThrow();

    assertThat(row.optionalUuid("id")).isEmpty();
    assertThat(row.optionalInstant("at")).isEmpty();
    assertThatThrownBy(() -> row.uuid("id")).isInstanceOf(StoreException.class);
  }

  @Test
  void keepsTextThatADatabaseWouldRefuse() {
    insert(db, 5, "a\0b\uD800c");

    assertThat(db.sql("select word from thing where n = 5").optional(row -> row.text("word")))
        .hasValueSatisfying(word -> assertThat(word).startsWith("a\uFFFDb").endsWith("c"));
  }

  @Test
  void runsATransactionAgainThatLostAgainstAnother()
      throws ExecutionException, InterruptedException {
    var bothHaveOne = new CyclicBarrier(2);
    var runs = new AtomicInteger();

    inParallel(() -> crossing(1, 2, bothHaveOne, runs), () -> crossing(2, 1, bothHaveOne, runs));

    assertThat(runs.get()).isGreaterThan(2);
    assertThat(db.sql("select word from thing order by n").list(row -> row.text("word")))
        .containsExactly("one!!", "two!!");
  }

  @Test
  void runsWorkThatLooksFirstAgainWhereAnotherWasFaster()
      throws ExecutionException, InterruptedException {
    var bothHaveLooked = new CyclicBarrier(2);
    var inserted = new AtomicInteger();

    inParallel(
        () -> lookThenInsert(bothHaveLooked, inserted),
        () -> lookThenInsert(bothHaveLooked, inserted));

    assertThat(inserted).hasValue(1);
  }

  private int lookThenInsert(CyclicBarrier bothHaveLooked, AtomicInteger inserted) {
    var first = new AtomicInteger(1);
    boolean mine =
        db.transactionThatLooksFirst(tx -> {
          boolean there = tx.sql("select n from thing where n = 9").exists();
          if (first.getAndDecrement() == 1) {
            await(bothHaveLooked);
          }
          if (!there) {
            insert(tx, 9, "nine");
          }
          return !there;
        });
    return mine ? inserted.incrementAndGet() : inserted.get();
  }

  private int crossing(int first, int second, CyclicBarrier bothHaveOne, AtomicInteger runs) {
    var once = new AtomicInteger(1);
    return db.transaction(tx -> {
      runs.incrementAndGet();
      shout(tx, first);
      if (once.getAndDecrement() == 1) {
        await(bothHaveOne);
      }
      shout(tx, second);
      return second;
    });
  }

  private static void shout(Transaction tx, int n) {
    tx.sql("update thing set word = word || '!' where n = :n").bind("n", n).update();
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Work {
    int run();
  }

  private static void inParallel(Work one, Work other)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(one::run);
      var second = threads.submit(other::run);
      first.get();
      second.get();
    }
  }

  private static long insert(Sql sql, int n, String word) {
    return sql.sql("insert into thing (n, word) values (:n, :word)")
        .bind("n", n)
        .bind("word", word)
        .update();
  }

  private static <T> String fail(T unused) {
    throw new IllegalStateException("on purpose, with " + unused);
  }

  private static boolean badQuery(Transaction tx) {
    return tx.sql("select nothing from nowhere").exists();
  }

  private static long badUpdate(Transaction tx) {
    return tx.sql("update nowhere set n = 1").update();
  }

  private static String half(Transaction tx) {
    insert(tx, 7, "seven");
    return fail(tx);
  }

  private static Optional<String> goesOn(Transaction tx) {
    swallows(tx);
    return tx.sql("select word from thing where n = 8").optional(row -> row.text("word"));
  }

  /// Hides that a query has failed: one database would commit the rest then, the other not.
  private static long swallows(Transaction tx) {
    long inserted = insert(tx, 8, "eight");
    try {
      badQuery(tx);
    } catch (RuntimeException e) {
      assertThat(e).isNotNull();
    }
    return inserted;
  }
}
