package dev.slipway.runner.checkout;

import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.runner.checkout.git.CheckoutException;
import java.io.EOFException;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.RemoteRepositoryException;
import org.eclipse.jgit.errors.TransportException;

/// What is said to the user about a checkout that came to nothing.
final class Refusals {

  private static final int DEEPEST_CAUSE = 20;
  private static final int SHOWN = 300;
  private static final long FULL = 1L << 20;

  private Refusals() {}

  static DeploymentFailure localNotAllowed(RepositoryUrl url) {
    return new DeploymentFailure(
        "local-folder-not-allowed",
        "The repository is the folder %s, and this platform may not clone from folders."
            .formatted(url.value().getPath()),
        "Use an https URL, or allow local folders in the platform's configuration.");
  }

  static DeploymentFailure noFolder(RepositoryUrl url) {
    return new DeploymentFailure(
        "repository-not-found",
        "There is no folder %s on the platform's machine.".formatted(url.value().getPath()),
        "Check the repository's path.");
  }

  static DeploymentFailure notARepository(RepositoryUrl url) {
    return new DeploymentFailure(
        "not-a-repository",
        "The folder %s is not a Git repository.".formatted(url.value().getPath()),
        "Give the folder in which `.git` is, or a bare repository.");
  }

  static DeploymentFailure branchNotFound(BranchName branch, List<String> others) {
    if (others.isEmpty()) {
      return empty();
    }
    return new DeploymentFailure(
        "branch-not-found",
        "The repository has no branch \"%s\".".formatted(branch),
        "It has: %s. Push the branch, or change the project's branch."
            .formatted(String.join(", ", others)));
  }

  static DeploymentFailure commitNotFound(String commit, BranchName branch) {
    return new DeploymentFailure(
        "commit-not-found",
        "The repository no longer has the commit %s, or does not give it out.".formatted(commit),
        "Branch \"%s\" was probably force-pushed or deleted since. Deploy its newest commit."
            .formatted(branch));
  }

  static DeploymentFailure tookTooLong(Duration limit) {
    return new DeploymentFailure(
        "checkout-timeout",
        "Fetching the commit took longer than %d seconds.".formatted(limit.toSeconds()),
        "If the Git host was slow, deploy again; if the repository is very large, move large files"
            + " out of it.");
  }

  static DeploymentFailure tooLarge(long limit) {
    return new DeploymentFailure(
        "repository-too-large",
        "The commit takes more than %,d MiB to fetch.".formatted(limit >> 20),
        "Move large files out of the repository, for example to Git LFS or a download during the"
            + " build.");
  }

  /// Returns the failure that already has a name among the causes of `thrown`.
  static Optional<DeploymentFailure> failureIn(Throwable thrown) {
    return causes(thrown)
        .filter(DeploymentFailure.class::isInstance)
        .map(DeploymentFailure.class::cast)
        .findFirst();
  }

  /// Returns what it means that asking the host of `url` ended with `thrown`.
  static RuntimeException meaning(Throwable thrown, RepositoryUrl url) {
    var named = failureIn(thrown);
    if (named.isPresent()) {
      return named.get();
    }
    var failure = theirs(thrown);
    if (failure.isPresent()) {
      failure.get().initCause(thrown);
      return failure.get();
    }
    return new CheckoutException("could not ask for the branches of " + url, thrown);
  }

  static DeploymentFailure silent(RepositoryUrl url, Duration limit) {
    return new DeploymentFailure(
        "host-silent",
        "%s did not say within %d seconds which branches it has.".formatted(url, limit.toSeconds()),
        "Try again when the Git host works again.");
  }

  static DeploymentFailure noDefaultBranch(RepositoryUrl url, List<String> branches) {
    return new DeploymentFailure(
        "no-default-branch",
        "The default branch of %s is one that is not there.".formatted(url),
        "It has: %s. Make one of them the default branch in the settings of the Git host."
            .formatted(String.join(", ", branches)));
  }

  static DeploymentFailure onNoBranch(RepositoryUrl url) {
    return new DeploymentFailure(
        "no-default-branch",
        "What %s calls its HEAD is the tip of no branch.".formatted(url),
        "Set its default branch in the settings of the Git host.");
  }

  static DeploymentFailure empty() {
    return new DeploymentFailure(
        "repository-empty",
        "The repository has no branch.",
        "Commit something to a branch and push it.");
  }

  /// Returns what it means that a checkout ended with `thrown`.
  static RuntimeException meaning(Throwable thrown, RepositoryUrl url, Path folder) {
    var named = failureIn(thrown);
    if (named.isPresent()) {
      return named.get();
    }
    var failure = theirs(thrown);
    if (failure.isPresent() && !isFull(folder.toFile())) {
      failure.get().initCause(thrown);
      return failure.get();
    }
    var why = isFull(folder.toFile()) ? ": its disk is full, make room" : "";
    return new CheckoutException("could not check out " + url + " into " + folder + why, thrown);
  }

  private static Optional<DeploymentFailure> theirs(Throwable thrown) {
    if (causes(thrown).anyMatch(OutOfMemoryError.class::isInstance)) {
      return Optional.of(
          new DeploymentFailure(
              "repository-too-large",
              "A single object of the repository needs more memory than there is.",
              "Look for a very large file or folder in the commit, and move it out of the"
                  + " repository."));
    }
    if (causes(thrown).anyMatch(Refusals::isDamage)) {
      return Optional.of(
          new DeploymentFailure(
              "repository-damaged",
              "The repository is damaged or incomplete: %s.".formatted(innermost(thrown)),
              "Run `git fsck` on a clone of it to see what is wrong."));
    }
    boolean ofTheProtocol =
        causes(thrown).allMatch(cause -> cause instanceof TransportException)
            || causes(thrown).anyMatch(Refusals::isOfTheProtocol);
    return ofTheProtocol
        ? Optional.of(
            new DeploymentFailure(
                "host-failed",
                "The other side did not answer as Git does: %s.".formatted(innermost(thrown)),
                "Deploy again; if it stays, try `git clone` of the same URL."))
        : Optional.empty();
  }

  private static boolean isDamage(Throwable cause) {
    return cause instanceof CorruptObjectException
        || cause instanceof MissingObjectException
        || cause instanceof IncorrectObjectTypeException;
  }

  private static boolean isOfTheProtocol(Throwable cause) {
    return cause instanceof PackProtocolException
        || cause instanceof RemoteRepositoryException
        || cause instanceof EOFException;
  }

  private static boolean isFull(File folder) {
    return folder.exists() && folder.getUsableSpace() < FULL;
  }

  private static String innermost(Throwable thrown) {
    var causes = causes(thrown).toList();
    var message = String.valueOf(causes.getLast().getMessage()).replaceAll("\\p{C}", " ").strip();
    return message.length() > SHOWN ? message.substring(0, SHOWN) + "…" : message;
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause).limit(DEEPEST_CAUSE);
  }
}
