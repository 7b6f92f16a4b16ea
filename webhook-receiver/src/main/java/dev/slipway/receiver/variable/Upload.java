package dev.slipway.receiver.variable;

import dev.slipway.core.variable.VariableKey;
import java.util.List;

/// What became of a `.env` file.
///
/// @param keys what was set
/// @param notes what its owner should know, as sentences
public record Upload(List<VariableKey> keys, List<String> notes) {

  public Upload {
    keys = List.copyOf(keys);
    notes = List.copyOf(notes);
  }
}
