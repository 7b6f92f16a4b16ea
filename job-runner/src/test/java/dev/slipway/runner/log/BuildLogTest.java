package dev.slipway.runner.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.log.LogWriter;
import dev.slipway.runner.secret.Masking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BuildLogTest {

  private static final long LIMIT = 1 << 20;

  private final RecordingLog written = new RecordingLog();

  @Test
  void writesALineAtOnceWhenItWasQuiet() {
    var delays = new ArrayList<Duration>();
    try (var log = new BuildLog(written, LIMIT)) {
      for (int i = 1; i <= 5; i++) {
        await().pollDelay(LogQueue.PATIENCE.multipliedBy(2)).until(() -> true);
        int lines = i;
        long begin = System.nanoTime();

        log.out(bytes("hello\n"));

        await().pollInterval(Duration.ofMillis(1)).until(() -> written.lines().size() == lines);
        delays.add(Duration.ofNanos(System.nanoTime() - begin));
      }
    }

    assertThat(Collections.min(delays)).isLessThan(LogQueue.PATIENCE);
  }

  @Test
  void writesManyLinesTogetherWhenTheyComeFast() {
    try (var log = new BuildLog(written, LIMIT)) {
      IntStream.range(0, 20_000).forEach(i -> log.out(bytes(i + "\n")));
    }

    assertThat(written.lines()).hasSize(20_000);
    assertThat(written.writes()).isLessThan(200);
  }

  @Test
  void keepsTheLinesOfTwoStreamsAndOfItsOwnWhole() throws InterruptedException {
    try (var log = new BuildLog(written, 10 * LIMIT)) {
      var err =
          Thread.ofVirtual()
              .start(() -> IntStream.range(0, 5000).forEach(i -> inPieces(log::err, "err-" + i)));
      var out =
          Thread.ofVirtual()
              .start(() -> IntStream.range(0, 5000).forEach(i -> inPieces(log::out, "out-" + i)));
      log.say("meanwhile");
      err.join();
      out.join();
    }

    assertThat(lines("out-")).isEqualTo(numbered("out-"));
    assertThat(lines("err-")).isEqualTo(numbered("err-"));
    assertThat(written.lines()).hasSize(10_001).contains("==> meanwhile");
  }

  @Test
  void endsTheLastLine() {
    try (var log = new BuildLog(written, LIMIT)) {
      log.err(bytes("no newline"));
    }

    assertThat(written.text()).isEqualTo("no newline\n");
    assertThat(written.isClosed()).isTrue();
  }

  @Test
  void writesTheBytesAsTheyAre() {
    var notText = new byte[] {(byte) 0xC3, 'x', (byte) 0xFF, '\n'};

    try (var log = new BuildLog(written, LIMIT)) {
      log.out(notText.clone());
    }

    assertThat(written.raw()).isEqualTo(notText);
  }

  @Test
  void ringsOnceAndWritesNoMoreOfTheBuildBehindTheLimit() {
    var rings = new AtomicInteger();
    try (var log = new BuildLog(written, 10)) {
      log.onAlarm(rings::incrementAndGet);

      log.out(bytes("0123456789\n"));
      log.out(bytes("more\n"));
      log.say("stopped");

      assertThat(log.isFull()).isTrue();
    }
    assertThat(rings).hasValue(1);
    assertThat(written.text()).isEqualTo("0123456789\n==> stopped\n");
  }

  @Test
  void masksSecretsInAllThatItWritesRemembersAndIsAskedFor() {
    try (var log = new BuildLog(written, LIMIT)) {
      log.say("s3cr3t before it is known");
      log.mask(Masking.of(List.of("s3cr3t")));

      for (byte value : bytes("out s3cr3t\nand \u001B[1ms3\u001B[0mcr3t\n")) {
        log.out(new byte[] {value});
      }
      log.err(bytes("err s3cr3t s3"));
      log.err(bytes("cr3t"));
      log.say("own s3cr3t");
      log.out(bytes("\u001E==> curl s3cr3t\n"));
      log.flush();

      assertThat(log.tail()).containsExactly("out ***", "and ***", "==> curl ***", "err *** ***");
      assertThat(log.masked("reason s3cr3t")).isEqualTo("reason ***");
    }
    assertThat(written.lines())
        .containsExactly(
            "==> s3cr3t before it is known",
            "out ***",
            "and \u001B[1m***",
            "==> own ***",
            "==> curl ***",
            "err *** ***");
  }

  @Test
  void leavesControlCharactersOutOfWhatItSaysOfARepository() {
    try (var log = new BuildLog(written, LIMIT)) {
      log.say("a\u001B[2Jb\u009Bc\u0000\td\u007F");
    }

    assertThat(written.text()).isEqualTo("==> a[2Jbc\td\n");
  }

  @Test
  void keepsNoMoreNotesThanAScriptWrites() {
    try (var log = new BuildLog(written, LIMIT)) {
      log.out(bytes("\u001E\u001Ex\n".repeat(100_000)));

      assertThat(log.takeNotes()).hasSizeBetween(1_000, 10_000);
    }
  }

  @Test
  void masksASecretThatALineIsTooLongFor() {
    for (int before = LineSplitter.MAX_LINE - 8; before <= LineSplitter.MAX_LINE; before++) {
      var log = new RecordingLog();
      try (var build = new BuildLog(log, LIMIT)) {
        build.mask(Masking.of(List.of("s3cr3t")));

        build.out(bytes("x".repeat(before) + "s3cr3t" + "y".repeat(100) + "\n"));
      }

      assertThat(String.join("", log.lines()))
          .isEqualTo("x".repeat(before) + "***" + "y".repeat(100));
    }
  }

  @Test
  void remembersTheLastLinesAsPlainText() {
    try (var log = new BuildLog(written, LIMIT)) {
      IntStream.range(0, 100).forEach(i -> log.out(bytes(i + "\n")));
      log.err(bytes("\u001B[31mError:\u001B[0m it broke\n\n"));

      assertThat(log.tail()).hasSize(40).endsWith("99", "Error: it broke");
    }
  }

  @Test
  void ringsAndSaysWhyWhenTheStoreFails() {
    var rings = new AtomicInteger();
    var failing = new Failing();
    var log = new BuildLog(failing, LIMIT);
    log.onAlarm(rings::incrementAndGet);

    log.out(bytes("x\n"));

    await().until(() -> rings.get() == 1);
    assertThatThrownBy(log::check).hasRootCauseMessage("disk full");
    assertThatThrownBy(log::close).hasRootCauseMessage("disk full");
  }

  @Test
  void takesMegabytesWhileTheStoreIsSlow() {
    var slow = new Slow(written);
    try (var log = new BuildLog(slow, 10 * LIMIT)) {
      IntStream.range(0, 3000).forEach(i -> log.out(bytes("x".repeat(1000) + "\n")));

      assertThat(written.text()).isEmpty();
      slow.go.countDown();
    }
    assertThat(written.lines()).hasSize(3000);
  }

  @Test
  void hasWrittenEverythingWhenItIsFlushed() {
    try (var log = new BuildLog(written, LIMIT)) {
      for (int i = 0; i < 50; i++) {
        log.say("line " + i);
        log.err(bytes("part " + i));

        log.flush();

        assertThat(written.text()).endsWith("==> line " + i + "\npart " + i + "\n");
      }
    }
  }

  @Test
  void isNotHeldUpByAFlushWhenTheStoreFails() {
    var log = new BuildLog(new Failing(), LIMIT);
    log.say("x");

    log.flush();

    assertThatThrownBy(log::check).hasMessageContaining("disk full");
  }

  @Test
  void writesEverythingAlsoWhenTheThreadIsInterrupted() {
    var slow = new Slow(written);
    var log = new BuildLog(slow, LIMIT);
    log.say("last words");
    Thread.ofVirtual()
        .start(() -> await().pollDelay(Duration.ofMillis(100)).untilAsserted(slow.go::countDown));
    Thread.currentThread().interrupt();

    log.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(written.text()).isEqualTo("==> last words\n");
    assertThat(written.isClosed()).isTrue();
  }

  private List<String> lines(String prefix) {
    return written.lines().stream().filter(line -> line.startsWith(prefix)).toList();
  }

  private static List<String> numbered(String prefix) {
    return IntStream.range(0, 5000).mapToObj(i -> prefix + i).toList();
  }

  private static void inPieces(Consumer<byte[]> stream, String line) {
    stream.accept(bytes(line.substring(0, 2)));
    stream.accept(bytes(line.substring(2) + "\n"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static final class Failing implements LogWriter {
    @Override
    public void write(byte[] buffer, int offset, int length) {
      throw new IllegalStateException("disk full");
    }

    @Override
    public void close() {}
  }

  private record Slow(LogWriter writer, CountDownLatch go) implements LogWriter {

    Slow(LogWriter writer) {
      this(writer, new CountDownLatch(1));
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
      try {
        if (!go.await(20, TimeUnit.SECONDS)) {
          throw new IllegalStateException("nobody let the store go on");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      writer.write(buffer, offset, length);
    }

    @Override
    public void close() {
      writer.close();
    }
  }
}
