package dev.slipway.core.deployment;

import java.util.regex.Pattern;

/// Why a deployment is in the state that it is in, for the person whose deployment it is.
///
/// @param code a fixed word for programs, such as `no-build-script`
/// @param what what happened, as a sentence
/// @param whatToDo what to do about it, as a sentence; empty if there is nothing to do
public record Reason(String code, String what, String whatToDo) {

  private static final Pattern CODE = Pattern.compile("[a-z]+(-[a-z]+)*");

  public Reason {
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException("reason code must be words of a-z and hyphens: " + code);
    }
  }

  /// Returns a reason about which there is nothing to do.
  public static Reason of(String code, String what) {
    return new Reason(code, what, "");
  }

  /// Returns what happened and what to do, as one text.
  public String text() {
    return whatToDo.isEmpty() ? what : what + " " + whatToDo;
  }
}
