package dev.slipway.store.tables;

import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.RunnerName;
import dev.slipway.core.secret.Secret;
import dev.slipway.store.database.Database;
import dev.slipway.store.database.DatabaseSettings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;

/// Claims and ends the jobs of a database one after the other, and prints the id of each.
final class ClaimingMain {

  private ClaimingMain() {}

  public static void main(String[] arguments) {
    var settings = new DatabaseSettings(arguments[0], arguments[1], new Secret(arguments[2]), 2);
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    try (var database = Database.open(settings)) {
      var queue = new DatabaseJobQueue(database.db(), Clock.systemUTC());
      out.println("ready");
      var runner = RunnerName.random();
      for (var job = queue.claim(runner, Duration.ofMinutes(1));
          job.isPresent();
          job = queue.claim(runner, Duration.ofMinutes(1))) {
        out.println(job.get().claim().job());
        queue.end(job.get().claim(), DeploymentState.FAILED, Reason.of("trial", "It was claimed."));
      }
    }
  }
}
