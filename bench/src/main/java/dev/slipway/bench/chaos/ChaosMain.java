package dev.slipway.bench.chaos;

import dev.slipway.bench.chaos.check.Checker;
import dev.slipway.bench.chaos.check.HistoryFile;
import dev.slipway.bench.chaos.check.Verdict;
import dev.slipway.process.log.LogSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Plays chaos, or checks the history of one again. Ends with its line of figures; exit code 1 if a
/// promise was broken, 64 when it was called wrongly.
public final class ChaosMain {

  private static final int BROKEN = 1;
  private static final int WRONG_ARGUMENTS = 64;
  private static final int PUSHES = 200;
  private static final int PROJECTS = 8;
  private static final String CHECK = "--check";
  private static final Set<String> OPTIONS = Set.of("--pushes", "--projects", "--seed", CHECK);
  private static final String USAGE =
      "usage: ./dev chaos [--pushes N] [--projects M] [--seed S], or ./dev chaos --check HISTORY";

  private ChaosMain() {}

  /// Runs it from the command line.
  @SuppressWarnings("SystemOut") // what it prints is what it is for
  public static void main(String[] arguments) throws IOException, InterruptedException {
    LogSettings.toStandardError();
    System.exit(run(List.of(arguments), System.out));
  }

  /// Runs it with `arguments`, and returns its exit code.
  public static int run(List<String> arguments, PrintStream out)
      throws IOException, InterruptedException {
    try {
      var options = options(arguments);
      return options.containsKey(CHECK)
          ? told(again(Path.of(options.getOrDefault(CHECK, "")), out), 0, out)
          : play(plan(options), out);
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      out.println(USAGE);
      return WRONG_ARGUMENTS;
    }
  }

  private static int play(Plan plan, PrintStream out) throws IOException, InterruptedException {
    out.printf(
        "Chaos: %d pushes to %d projects, %d faults, seed %d%n",
        plan.pushes(), plan.projects(), plan.faults(), plan.seed());
    return told(new Chaos(plan, out).run(), plan.seed(), out);
  }

  private static Verdict again(Path history, PrintStream out) throws IOException {
    var verdict = Checker.check(HistoryFile.read(history));
    verdict.violations().forEach(out::println);
    return verdict;
  }

  private static int told(Verdict verdict, long seed, PrintStream out) {
    out.println(verdict.line(seed));
    return verdict.isGood() ? 0 : BROKEN;
  }

  private static Plan plan(Map<String, String> options) {
    return new Plan(
        (int) number(options, "--pushes", PUSHES),
        (int) number(options, "--projects", PROJECTS),
        number(options, "--seed", System.nanoTime() & Integer.MAX_VALUE));
  }

  private static long number(Map<String, String> options, String name, long usual) {
    var text = options.getOrDefault(name, Long.toString(usual));
    if (!text.matches("[0-9]{1,15}")) {
      throw new IllegalArgumentException(name + " must be a whole number, not " + text);
    }
    return Long.parseLong(text);
  }

  private static Map<String, String> options(List<String> arguments) {
    var options = new HashMap<String, String>();
    for (int i = 0; i < arguments.size(); i += 2) {
      if (!OPTIONS.contains(arguments.get(i)) || i + 1 == arguments.size()) {
        throw new IllegalArgumentException("Not understood: " + arguments.get(i));
      }
      options.put(arguments.get(i), arguments.get(i + 1));
    }
    return options;
  }
}
