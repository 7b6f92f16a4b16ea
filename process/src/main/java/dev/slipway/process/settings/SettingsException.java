package dev.slipway.process.settings;

import java.util.List;

/// Says everything that is wrong with the settings, one line each: the key, the value, what is
/// allowed.
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public SettingsException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
