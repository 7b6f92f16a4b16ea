package dev.slipway.receiver;

import dev.slipway.core.job.Doorbell;
import java.util.concurrent.atomic.AtomicInteger;

/// A doorbell that counts its rings.
public final class RecordingDoorbell implements Doorbell {

  private final AtomicInteger rings = new AtomicInteger();

  int rings() {
    return rings.get();
  }

  @Override
  public void ring() {
    rings.incrementAndGet();
  }
}
