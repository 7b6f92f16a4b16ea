package dev.slipway.serving.file;

import dev.slipway.artifact.rules.Origin;
import dev.slipway.serving.trace.Trace;
import java.util.function.Supplier;

/// A trace that hears which file answers, and nothing else.
record FilesHeard(StringBuilder heard) implements Trace {

  @Override
  public void step(Topic topic, Supplier<String> what) {
    if (topic == Topic.FILE) {
      heard.append(what.get());
    }
  }

  @Override
  public void rule(Origin origin, Supplier<String> what) {}

  @Override
  public void aside(Runnable telling) {}

  @Override
  public void field(String name, String why) {}

  @Override
  public void field(String name, Origin origin) {}
}
