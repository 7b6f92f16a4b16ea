package dev.slipway.receiver.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.project.BranchName;
import dev.slipway.receiver.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushTest {

  private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

  @Test
  void deploysTheCommitThatABranchPointsAtNow() {
    var intent =
        push(
            """
            {"ref": "refs/heads/feature/a", "after": "%s", "deleted": false, "commits": [{"id": {}}],
             "head_commit": {"id": "x", "message": "Say hello\\n\\nAt length", "author": {"name": "Ada"}}}
            """
                .formatted(SHA));

    assertThat(intent)
        .isEqualTo(
            new Intent.Deploy(
                new BranchName("feature/a"),
                Optional.of(new Commit(new CommitSha(SHA), "Say hello", "Ada"))));
  }

  @Test
  void needsNothingButTheRefAndTheCommit() {
    var intent = push("{\"after\": \"%s\", \"ref\": \"refs/heads/main\"}".formatted(SHA));

    assertThat(intent)
        .isEqualTo(
            new Intent.Deploy(
                new BranchName("main"), Optional.of(new Commit(new CommitSha(SHA), "", ""))));
  }

  @Test
  void takesTheHeadCommitWhereNothingSaysWhatCameAfter() {
    var intent =
        push("{\"ref\": \"refs/heads/main\", \"head_commit\": {\"id\": \"%s\"}}".formatted(SHA));

    assertThat(intent).isInstanceOf(Intent.Deploy.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[skip ci]",
        "[ci skip]",
        "[no ci]",
        "[skip actions]",
        "[actions skip]",
        "[skip slipway]",
        "[Slipway Skip]",
        "[SKIP CI]",
        "[skip deploy]"
      })
  void skipsWhatAsksForIt(String words) {
    var intent = pushed("main", "Fix a typo\\n\\n" + words);

    assertThat(intent).isEqualTo(new Intent.Nothing("The commit's message says " + words + "."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"skip ci", "[skip]", "[skip cider]", "[skip  ci"})
  void deploysWhatOnlyLooksLikeIt(String words) {
    assertThat(pushed("main", words)).isInstanceOf(Intent.Deploy.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ref\": \"refs/heads/a/b\", \"deleted\": true, \"head_commit\": null}",
        "{\"ref\": \"refs/heads/a/b\", \"after\": \"0000000000000000000000000000000000000000\"}",
        "{\"ref\": \"refs/heads/a/b\", \"deleted\": true, \"before\": \"no commit\"}"
      })
  void takesADeletedBranchAway(String json) {
    assertThat(push(json)).isEqualTo(new Intent.Remove(new BranchName("a/b"), Optional.empty()));
  }

  @Test
  void saysWhereADeletedBranchWas() {
    var json =
        """
        {"ref": "refs/heads/a", "before": "%s", "deleted": true,
         "after": "0000000000000000000000000000000000000000"}
        """
            .formatted(SHA);

    assertThat(push(json))
        .isEqualTo(new Intent.Remove(new BranchName("a"), Optional.of(new CommitSha(SHA))));
  }

  @Test
  void doesNothingAboutADeletedTag() {
    assertThat(push("{\"ref\": \"refs/tags/v1\", \"deleted\": true}"))
        .isEqualTo(new Intent.Nothing("refs/tags/v1 was deleted."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"refs/tags/v1", "refs/pull/1/head", "refs/notes/commits", "main", ""})
  void deploysBranchesOnly(String ref) {
    var intent = push("{\"ref\": \"%s\", \"after\": \"%s\"}".formatted(ref, SHA));

    assertThat(intent).isInstanceOf(Intent.Nothing.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-rf", "a..b", "a b", "a\\u0000b", "a/.git", "a.lock", "@"})
  void ignoresWhatGitWouldNotCallABranch(String branch) {
    assertThat(pushed(branch, "Go"))
        .isEqualTo(new Intent.Nothing("Git would not allow this name of a branch."));
  }

  @Test
  void doesNotRepeatAnEndlessRef() {
    assertThat(pushed("a".repeat(1_000_000), "Go"))
        .isEqualTo(new Intent.Nothing("Git would not allow a ref of 1000011 characters."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"ref\": null}",
        "{\"ref\": 7}",
        "{\"ref\": \"refs/heads/main\"}",
        "{\"ref\": \"refs/heads/main\", \"after\": \"0123\"}",
        "{\"ref\": \"refs/heads/main\", \"after\": {}}"
      })
  void refusesAPushWithoutABranchOrACommit(String json) {
    assertThatThrownBy(() -> push(json)).isInstanceOf(ProblemException.class);
  }

  @Test
  void saysOfEveryOtherEventThatItDoesNothing() {
    assertThat(Push.intent("issues", payload("{}")))
        .isEqualTo(new Intent.Nothing("Slipway does nothing on the event issues, only on push."));
  }

  private static Intent pushed(String branch, String message) {
    return push(
        "{\"ref\": \"refs/heads/%s\", \"after\": \"%s\", \"head_commit\": {\"message\": \"%s\"}}"
            .formatted(branch, SHA, message));
  }

  private static Intent push(String json) {
    return Push.intent("push", payload(json));
  }

  private static Payload payload(String json) {
    return Payload.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}
