package dev.slipway.serving.page;

import dev.slipway.serving.http.Answer;
import dev.slipway.serving.page.StatusPage.Tone;
import java.util.Map;

/// The pages in front of a guarded host. They tell nothing of what is behind them, not even whether
/// there is anything.
public final class AccessPages {

  /// The path on a guarded host that a password is posted to.
  public static final String ACTION = "/.slipway/access";

  /// 401 has to name a scheme; this one makes no browser ask for a name and a password.
  private static final Map<String, String> CHALLENGE = Map.of("WWW-Authenticate", "Slipway");

  private static final String GUARDED = "Guarded";
  private static final String HEADLINE = "This site is not for everybody";
  private static final String ASK = "If you have none, ask whoever gave you the address.";

  private AccessPages() {}

  /// Returns what a visitor sees who has shown nothing yet, on a host with a password.
  ///
  /// @param next where to go afterwards: a path of the same host
  public static Answer password(String next) {
    return password(next, "");
  }

  /// Returns the same after a wrong password.
  public static Answer wrongPassword(String next) {
    return password(next, "That is not the password.");
  }

  private static Answer password(String next, String problem) {
    return StatusPage.plain(
            401, Tone.CALM, GUARDED, HEADLINE, "Enter the password to see it. " + ASK)
        .asking(new PasswordForm(ACTION, next, problem))
        .answer()
        .with(CHALLENGE);
  }

  /// Returns what a visitor sees who has shown nothing, on a host without a password.
  public static Answer noPassword() {
    return StatusPage.plain(
            401, Tone.CALM, GUARDED, HEADLINE, "It takes a share link to see it. " + ASK)
        .answer()
        .with(CHALLENGE);
  }

  /// Returns what a share link shows that holds no longer, or never did.
  public static Answer deadLink() {
    return dead().answer().with(CHALLENGE);
  }

  /// Returns the same on a host with a password.
  ///
  /// @param next where to go after that
  public static Answer deadLink(String next) {
    return dead().asking(new PasswordForm(ACTION, next, "")).answer().with(CHALLENGE);
  }

  private static StatusPage dead() {
    return StatusPage.plain(
            401,
            Tone.CALM,
            "Expired",
            "This link does not open the site any more",
            "Share links hold for a while and for one address. This one has expired, was ended, or"
                + " was not copied whole.")
        .advising("Ask whoever gave it to you for a new one.");
  }

  /// Returns the answer to too many passwords.
  ///
  /// @param seconds after how many to try again
  public static Answer tooMany(long seconds) {
    return StatusPage.plain(
            429,
            Tone.BAD,
            "Too many tries",
            "Too many passwords were tried",
            "Wait a little, then go back and try again.")
        .answer()
        .with(Map.of("Retry-After", String.valueOf(seconds)));
  }

  /// Returns the answer to a password that came from elsewhere than the form.
  public static Answer foreignForm() {
    return StatusPage.plain(
            403,
            Tone.BAD,
            "Refused",
            "This did not come from the form of this site",
            "A password is taken from this site’s own page alone.")
        .advising("Open the address again, and enter the password there.")
        .answer();
  }

  /// Returns the answer to a form that can't be read.
  public static Answer unreadableForm() {
    return StatusPage.plain(
            400,
            Tone.CALM,
            "Bad request",
            "The form did not arrive",
            "It is too long, or not whole.")
        .advising("Open the address again, and enter the password there.")
        .answer();
  }
}
