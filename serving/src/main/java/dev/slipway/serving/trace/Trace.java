package dev.slipway.serving.trace;

import dev.slipway.artifact.rules.Origin;
import java.util.function.Supplier;

/// What hears how one answer comes about: each decision, and the reason for each field of its
/// header. Whatever takes effort to say is supplied, so that nobody makes it who isn't heard.
public interface Trace {

  /// Hears nothing.
  Trace NONE = new Silence();

  /// What a step is about.
  enum Topic {
    /// What is asked.
    REQUEST,
    /// Whose the host is.
    HOST,
    /// What the host shows.
    ALIAS,
    /// What is shown.
    DEPLOYMENT,
    /// Who may see it.
    ACCESS,
    /// What the path means.
    PATH,
    /// What a rule of the site asks for.
    RULE,
    /// Which file answers.
    FILE,
    /// In which form.
    FORM
  }

  /// Says that `what` was decided.
  void step(Topic topic, Supplier<String> what);

  /// Says that `what` became of the rule at `origin`.
  void rule(Origin origin, Supplier<String> what);

  /// Says what would have been; run only where it is heard.
  void aside(Runnable telling);

  /// Says why the field `name` has the value that it has from now on.
  void field(String name, String why);

  /// Says that the rule at `origin` gave the field `name` the value that it has from now on, or
  /// took it away.
  void field(String name, Origin origin);
}
