package dev.slipway.runner.build;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A container that runs one of our scripts to its end, beside builds, for what it prints.
///
/// @param labels by which it is known if whoever made it dies
/// @param user in whose name it runs, as `uid:gid`
/// @param host what it may
record Aside(
    String name,
    Map<String, String> labels,
    BuilderImage image,
    String user,
    Script script,
    List<String> arguments,
    HostConfig host) {

  /// What came of one.
  ///
  /// @param whole whether it came to its end
  record Said(String text, boolean whole) {}

  /// Runs it in `engine`, `limit` at most, and removes it.
  Said run(Engine engine, Duration limit) throws InterruptedException {
    var text = new ByteArrayOutputStream();
    try (var cleanup = new Cleanup()) {
      cleanup.add(() -> engine.removeContainer(name));
      create(engine);
      var output =
          new Following<Frame>(frame -> text.writeBytes(frame.getPayload()), failure -> {});
      engine.client().attachContainerCmd(name).withStdOut(true).withFollowStream(true).exec(output);
      output.awaitBegin(Engine.SHORT, "read from the container " + name);
      engine.run(
          Engine.LONG,
          "start the container " + name,
          () -> engine.client().startContainerCmd(name).exec());
      boolean whole = output.awaitEnd(limit);
      return new Said(text.toString(US_ASCII), whole);
    }
  }

  private void create(Engine engine) {
    engine.call(
        Engine.LONG,
        "create the container " + name,
        () ->
            engine
                .client()
                .createContainerCmd(image.id())
                .withName(name)
                .withLabels(labels)
                .withUser(user)
                .withEntrypoint("sh", "-c", script.text(), script.name())
                .withCmd(arguments)
                .withHostConfig(host)
                .exec());
  }
}
