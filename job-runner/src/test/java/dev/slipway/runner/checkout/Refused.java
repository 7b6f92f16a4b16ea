package dev.slipway.runner.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.deployment.DeploymentFailure;
import java.util.List;
import java.util.function.Consumer;

/// What a test expects of a refusal.
public final class Refused {

  private Refused() {}

  /// Expects a deployment failure with `code`, help, and `words` in its text.
  public static Consumer<Throwable> refusedWith(String code, String... words) {
    return thrown -> {
      assertThat(thrown).isInstanceOf(DeploymentFailure.class);
      var reason = ((DeploymentFailure) thrown).reason();
      assertThat(reason.code()).isEqualTo(code);
      assertThat(reason.whatToDo()).isNotBlank();
      assertThat(List.of(words)).allSatisfy(word -> assertThat(reason.text()).contains(word));
    };
  }
}
