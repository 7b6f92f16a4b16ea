package dev.slipway.runner.job;

import dev.slipway.core.deployment.Reason;
import dev.slipway.runner.build.EngineException;
import dev.slipway.store.failure.StoreException;
import java.util.Locale;
import java.util.stream.Stream;

/// What is said to people about a fault of the platform. The code names what broke, where that can
/// be told; the job is tried again in any case.
final class Fault {

  private static final int MOST_CAUSES = 10;

  private Fault() {}

  /// Returns what went wrong, with its cause, and what to do about it.
  static Reason reason(Throwable fault) {
    if (fault instanceof PlatformFault named) {
      return named.reason();
    }
    if (isFullDisk(fault)) {
      return new Reason(
          "node-disk-full",
          words(fault),
          "Free disk space on the node: remove what is not needed there, or give it more.");
    }
    return switch (fault) {
      case EngineException engine ->
          new Reason("engine-failed", sentence(engine.what()), engine.whatToDo());
      case StoreException _ ->
          new Reason(
              "store-failed",
              words(fault),
              "See that the database and the folders of artifacts and logs work.");
      default -> Reason.of("platform-fault", words(fault));
    };
  }

  /// Tells whether a disk of this node is full: the kernel's words for it are all that Java passes
  /// on.
  private static boolean isFullDisk(Throwable fault) {
    return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
        .limit(MOST_CAUSES)
        .map(Fault::text)
        .map(words -> words.toLowerCase(Locale.ROOT))
        .anyMatch(words ->
            words.contains("no space left on device") || words.contains("disk quota exceeded"));
  }

  private static String words(Throwable fault) {
    var words = new StringBuilder("Something went wrong on our side: ").append(text(fault));
    var cause = fault.getCause();
    if (cause != null && words.indexOf(text(cause)) < 0) {
      words.append(": ").append(text(cause));
    }
    return sentence(words.toString());
  }

  private static String sentence(String words) {
    return words.endsWith(".") ? words : words + ".";
  }

  private static String text(Throwable fault) {
    var message = fault.getMessage();
    return message == null || message.isBlank()
        ? fault.getClass().getSimpleName()
        : message.strip();
  }
}
