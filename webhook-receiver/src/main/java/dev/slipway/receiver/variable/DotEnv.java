package dev.slipway.receiver.variable;

import dev.slipway.core.secret.Secret;
import dev.slipway.core.variable.VariableKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What a `.env` file says.
///
/// @param values the variables, in the order of the file
/// @param notes what its owner may not have meant, as sentences that name the line
record DotEnv(SequencedMap<VariableKey, Secret> values, List<String> notes) {

  /// How many bytes such a file may have.
  static final int LONGEST = 64 * 1024;

  DotEnv {
    values = new LinkedHashMap<>(values);
    notes = List.copyOf(notes);
  }
}
