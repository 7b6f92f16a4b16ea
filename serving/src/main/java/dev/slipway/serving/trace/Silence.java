package dev.slipway.serving.trace;

import dev.slipway.artifact.rules.Origin;
import java.util.function.Supplier;

/// The trace that nobody hears.
final class Silence implements Trace {

  @Override
  public void step(Topic topic, Supplier<String> what) {}

  @Override
  public void rule(Origin origin, Supplier<String> what) {}

  @Override
  public void aside(Runnable telling) {}

  @Override
  public void field(String name, String why) {}

  @Override
  public void field(String name, Origin origin) {}
}
