package dev.slipway.runner.job;

import dev.slipway.core.job.Publication.Program;
import java.util.Optional;

/// What a deployment gets ready with.
///
/// @param code of the reason why it is ready
/// @param program what the output is of, if it is no site
record Result(Output output, String code, Optional<Program> program) {

  static Result site(Output output, String code) {
    return new Result(output, code, Optional.empty());
  }
}
