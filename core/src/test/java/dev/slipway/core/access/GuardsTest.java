package dev.slipway.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.project.Environment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardsTest {

  @ParameterizedTest
  @CsvSource({
    // production, preview, own host, deployment for, guarded
    "false, false, true, PRODUCTION, false",
    "false, false, false, PRODUCTION, false",
    "false, false, false, PREVIEW, false",
    "false, true, true, PRODUCTION, false",
    "false, true, true, PREVIEW, false",
    "false, true, false, PRODUCTION, true",
    "false, true, false, PREVIEW, true",
    "true, false, true, PRODUCTION, true",
    "true, false, true, PREVIEW, true",
    "true, false, false, PRODUCTION, true",
    "true, false, false, PREVIEW, false",
    "true, true, true, PRODUCTION, true",
    "true, true, false, PREVIEW, true"
  })
  void areDecidedByTheHostAndByWhatItShows(
      boolean production, boolean preview, boolean own, Environment made, boolean guarded) {
    assertThat(new Guards(production, preview).guard(own, made)).isEqualTo(guarded);
  }
}
