package dev.slipway.receiver.hook;

import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.project.BranchName;
import dev.slipway.receiver.problem.Problem;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a delivery asks for.
final class Push {

  private static final String BRANCHES = "refs/heads/";
  private static final String TAGS = "refs/tags/";
  private static final int MAX_REF = 300;
  private static final Pattern ZEROS = Pattern.compile("0+");

  /// The words that GitHub and its neighbours skip a commit for, and our own.
  private static final Pattern SKIP =
      Pattern.compile(
          "\\[(?:skip (?:ci|actions|slipway|deploy)|(?:ci|actions|slipway|deploy) skip|no ci)]",
          Pattern.CASE_INSENSITIVE);

  private Push() {}

  /// Returns what the `event` with `payload` asks for.
  static Intent intent(String event, Payload payload) {
    return switch (event) {
      case "push" -> pushed(payload);
      case "ping" -> nothing("This was a ping: the hook works.");
      default -> nothing("Slipway does nothing on the event " + event + ", only on push.");
    };
  }

  private static Intent pushed(Payload payload) {
    var ref =
        payload.ref().orElseThrow(() -> Problem.badField("ref", "Must be a text.").exception());
    if (ref.length() > MAX_REF) {
      return nothing("Git would not allow a ref of " + ref.length() + " characters.");
    }
    boolean deleted = payload.deleted() || payload.after().filter(Push::isZeros).isPresent();
    if (!ref.startsWith(BRANCHES)) {
      return deleted ? nothing(ref + " was deleted.") : noBranch(ref);
    }
    return BranchName.parse(ref.substring(BRANCHES.length()))
        .map(branch -> deleted ? deletion(branch, payload) : toBranch(branch, payload))
        .orElseGet(() -> nothing("Git would not allow this name of a branch."));
  }

  private static Intent noBranch(String ref) {
    return nothing(
        "Only branches are deployed, and "
            + ref
            + (ref.startsWith(TAGS) ? " is a tag." : " is none."));
  }

  private static Intent deletion(BranchName branch, Payload payload) {
    return new Intent.Remove(branch, payload.before().flatMap(CommitSha::parse));
  }

  private static Intent toBranch(BranchName branch, Payload payload) {
    var message = payload.head().map(Payload.HeadCommit::message).orElse("");
    var skip = SKIP.matcher(message);
    return skip.find()
        ? nothing("The commit's message says " + skip.group() + ".")
        : new Intent.Deploy(branch, Optional.of(commit(payload, message)));
  }

  private static Commit commit(Payload payload, String message) {
    var sha = payload.after().or(() -> payload.head().flatMap(Payload.HeadCommit::id)).orElse("");
    return CommitSha.parse(sha)
        .map(commit -> new Commit(commit, message, author(payload)))
        .orElseThrow(() ->
            Problem.badField("after", "Must be the 40 hexadecimal digits of a commit.")
                .exception());
  }

  private static String author(Payload payload) {
    return payload.head().map(Payload.HeadCommit::author).orElse("");
  }

  private static boolean isZeros(String sha) {
    return ZEROS.matcher(sha).matches();
  }

  private static Intent nothing(String reason) {
    return new Intent.Nothing(reason);
  }
}
