package dev.slipway.serving.page;

/// A form for a password.
///
/// @param action the path that it is posted to
/// @param next where to go afterwards
/// @param problem what was wrong with the last one; empty for nothing
record PasswordForm(String action, String next, String problem) {

  String html() {
    return """
    <form method="post" action="%s">
    <input type="hidden" name="next" value="%s">
    <label for="password">Password</label>
    %s<input id="password" name="password" type="password" autocomplete="current-password" required autofocus>
    <button type="submit">Open</button>
    </form>
    """
        .formatted(
            Html.escaped(action),
            Html.escaped(next),
            problem.isEmpty()
                ? ""
                : "<p class=\"problem\" role=\"alert\">" + Html.escaped(problem) + "</p>\n");
  }
}
