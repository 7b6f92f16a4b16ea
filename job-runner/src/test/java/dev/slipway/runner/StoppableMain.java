package dev.slipway.runner;

import dev.slipway.process.log.LogSettings;
import dev.slipway.runner.job.JobTrial;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// A runner whose one job comes as far as storing its artifact, and stays there until it is told to
/// stop. With the argument `deaf` it does not listen.
final class StoppableMain {

  private StoppableMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    LogSettings.toStandardError();
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    boolean deaf = arguments.length > 1 && arguments[1].equals("deaf");
    var trial = new JobTrial(Path.of(arguments[0])).on(Map.of("index.html", "Hello"));
    trial.onRelease(why -> out.println("released: " + why));
    trial.beforePut(() -> {
      out.println("storing");
      stay(deaf);
    });
    var stopping = StopSources.watch(true);
    stopping.stops(trial.jobRun());
    try {
      trial.run();
    } finally {
      stopping.ended();
    }
  }

  private static void stay(boolean deaf) {
    boolean stay = true;
    while (stay) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        stay = deaf;
      }
    }
    throw new IllegalStateException("told to stop");
  }
}
