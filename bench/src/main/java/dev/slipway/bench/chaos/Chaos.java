package dev.slipway.bench.chaos;

import dev.slipway.bench.chaos.check.Checker;
import dev.slipway.bench.chaos.check.HistoryFile;
import dev.slipway.bench.chaos.check.Verdict;
import dev.slipway.bench.server.Folders;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;

/// One run, from an empty folder to the verdict, and back to an empty machine.
final class Chaos {

  private static final String HISTORY = "history.json";

  private final Plan plan;
  private final PrintStream out;

  Chaos(Plan plan, PrintStream out) {
    this.plan = plan;
    this.out = out;
  }

  /// Runs it. The history and all logs are kept if a promise was broken, and if it broke off.
  Verdict run() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("slipway-chaos");
    // PostgreSQL's own user has to get through to what is its own.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    var keep = new AtomicBoolean();
    try (var cleanup = new Cleanup()) {
      cleanup.add(() -> remove(folder, keep.get()));
      var verdict = run(folder, cleanup);
      keep.set(!verdict.isGood());
      return verdict;
    } catch (IOException | RuntimeException e) {
      keep.set(true);
      throw e;
    }
  }

  private void remove(Path folder, boolean keep) throws IOException {
    if (keep) {
      out.println("The history and all logs are in " + folder);
    } else {
      Folders.remove(folder);
    }
  }

  private Verdict run(Path folder, Cleanup cleanup) throws IOException, InterruptedException {
    var instance = folder.getFileName().toString();
    var things = new EngineThings(instance);
    cleanup.add(things::removeAll);
    var server = ServerProfile.start(folder, instance, cleanup);
    var history = new Scene(plan, server, things, out).play(cleanup);
    HistoryFile.write(history, folder.resolve(HISTORY));
    var verdict = Checker.check(history);
    verdict.violations().forEach(out::println);
    return verdict;
  }
}
