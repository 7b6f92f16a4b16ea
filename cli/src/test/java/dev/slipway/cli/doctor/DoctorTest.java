package dev.slipway.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DoctorTest {

  private static final Check GOOD = new Check.Good("disk", "2g free");

  @Test
  void rendersEachKindAsALine() {
    assertThat(GOOD.line()).isEqualTo("✓ disk: 2g free");
    assertThat(new Check.Doubtful("Redis", "no bound", "set one").line())
        .isEqualTo("! Redis: no bound — set one");
    assertThat(new Check.Bad("Java", "too old", "get another").line())
        .isEqualTo("✗ Java: too old — get another");
  }

  @Test
  void answersInTheOrderOfTheQuestions() throws InterruptedException {
    var second = new CountDownLatch(1);
    var questions =
        List.of(
            new Question(
                "first",
                () -> {
                  second.await();
                  return new Check.Good("first", "1");
                }),
            new Question(
                "second",
                () -> {
                  second.countDown();
                  return new Check.Good("second", "2");
                }));

    var checks = new Doctor(Duration.ofSeconds(20)).ask(questions);

    assertThat(checks).extracting(Check::what).containsExactly("first", "second");
  }

  @Test
  void hidesNothingBehindWhatFailsOrHangs() throws InterruptedException {
    var never = new CountDownLatch(1);
    var questions =
        List.of(
            new Question(
                "broken",
                () -> {
                  throw new IOException("it\n  broke");
                }),
            new Question(
                "silent",
                () -> {
                  throw new IllegalStateException();
                }),
            new Question("disk", () -> GOOD),
            new Question(
                "hung",
                () -> {
                  never.await();
                  return GOOD;
                }));

    var checks = new Doctor(Duration.ofMillis(300)).ask(questions);

    assertThat(checks).hasSize(4);
    assertThat(checks.get(0).line()).startsWith("✗ broken: it broke — ");
    assertThat(checks.get(1).line()).startsWith("✗ silent: java.lang.IllegalStateException — ");
    assertThat(checks.get(2)).isEqualTo(GOOD);
    assertThat(checks.get(3).line()).startsWith("✗ hung: no answer within 300 ms — ");
  }
}
