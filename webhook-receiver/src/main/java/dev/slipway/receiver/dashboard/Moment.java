package dev.slipway.receiver.dashboard;

import java.time.Instant;

/// A point in time as a page shows it.
///
/// @param iso for machines
/// @param exact for who wants to know
/// @param ago as people say it
public record Moment(String iso, String exact, String ago) {

  static Moment of(Instant time, Instant now) {
    return new Moment(time.toString(), Times.exact(time), Times.ago(time, now));
  }
}
