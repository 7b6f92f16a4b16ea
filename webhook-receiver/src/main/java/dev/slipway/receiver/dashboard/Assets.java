package dev.slipway.receiver.dashboard;

import dev.slipway.receiver.route.Endpoint;
import java.util.List;

/// The style, the script and the icon. Their paths change with their content, so they may be cached
/// for ever.
public final class Assets {

  private final Asset style = Asset.load("dashboard", "css", "text/css; charset=utf-8");
  private final Asset script = Asset.load("dashboard", "js", "text/javascript; charset=utf-8");
  private final Asset icon = Asset.load("icon", "svg", "image/svg+xml");

  Assets() {}

  public String style() {
    return style.path();
  }

  public String script() {
    return script.path();
  }

  public String icon() {
    return icon.path();
  }

  List<Endpoint> endpoints() {
    return List.of(style.endpoint(), script.endpoint(), icon.endpoint());
  }
}
