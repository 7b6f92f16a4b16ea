package dev.slipway.artifact.hint;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;

/// The `<link rel="preload">`, `modulepreload` and `preconnect` of one page, as the value of one
/// `Link` field.
///
/// A hint that a browser would understand otherwise in a field than in the page is left out: a
/// wrong one costs a download for nothing, a missing one a moment.
public final class LinkHints {

  /// The length of the longest value.
  public static final int LONGEST = 1024;

  private static final int MOST = 10;
  private static final Set<String> DESTINATIONS =
      Set.of("fetch", "font", "image", "script", "style", "track");
  private static final Pattern TYPE = Pattern.compile("[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}");
  private static final Pattern QUOTABLE = Pattern.compile("[ -~&&[^\"\\\\]]{1,200}");

  private final LinkedHashSet<String> hints = new LinkedHashSet<>();
  private final URI base;
  private int length;

  private LinkHints(URI base) {
    this.base = base;
  }

  /// Returns the value for the page at `path` of a site, whose text is `html`; empty if it asks for
  /// nothing.
  public static String of(String path, Reader html) throws IOException {
    try (var parser = new StreamParser(Parser.htmlParser()).parse(html, "")) {
      var head = parser.selectFirst("head");
      return head == null ? "" : of(path, head);
    }
  }

  private static String of(String path, Element head) {
    return base(path, head)
        .map(base -> {
          var hints = new LinkHints(base);
          childrenOf(head, "link").forEach(hints::add);
          return String.join(", ", hints.hints);
        })
        .orElse("");
  }

  /// Returns what relative addresses in a page start from; empty if that can't be told.
  private static Optional<URI> base(String path, Element head) {
    var own = HintTarget.base(path);
    var elements = childrenOf(head, "base");
    elements.removeIf(element -> !element.hasAttr("href"));
    return elements.isEmpty()
        ? Optional.of(own)
        : HintTarget.base(elements.getFirst().attr("href"), own);
  }

  private static List<Element> childrenOf(Element head, String name) {
    var children = new ArrayList<>(head.children());
    children.removeIf(child -> !child.normalName().equals(name));
    return children;
  }

  private void add(Element link) {
    hint(link)
        .filter(hint -> hints.size() < MOST && length + hint.length() <= LONGEST)
        .filter(hints::add)
        .ifPresent(hint -> length += hint.length() + ", ".length());
  }

  private Optional<String> hint(Element link) {
    var rel = List.of(link.attr("rel").toLowerCase(Locale.ROOT).strip().split("\\s+", -1));
    if (link.hasAttr("disabled") || link.hasAttr("imagesrcset")) {
      return Optional.empty();
    }
    if (rel.contains("modulepreload")) {
      return HintTarget.of(link.attr("href"), base)
          .flatMap(target -> with(link, "<" + target.url() + ">; rel=modulepreload"));
    }
    if (rel.contains("preload") && DESTINATIONS.contains(token(link, "as"))) {
      return HintTarget.of(link.attr("href"), base)
          .flatMap(
              target -> with(link, "<" + target.url() + ">; rel=preload; as=" + token(link, "as")));
    }
    return rel.contains("preconnect")
        ? HintTarget.origin(link.attr("href"), base)
            .map(target -> "<" + target.url() + ">; rel=preconnect" + crossOrigin(link))
        : Optional.empty();
  }

  /// Returns `hint` with what else decides whether and how the target is fetched; empty if that
  /// can't be said in a field.
  private static Optional<String> with(Element link, String hint) {
    var media = link.attr("media").strip();
    var integrity = link.attr("integrity").strip();
    var type = token(link, "type");
    var unspeakable =
        !(media.isEmpty() || QUOTABLE.matcher(media).matches())
            || !(integrity.isEmpty() || QUOTABLE.matcher(integrity).matches())
            || !(type.isEmpty() || TYPE.matcher(type).matches());
    return unspeakable
        ? Optional.empty()
        : Optional.of(
            hint
                + quoted("type", type)
                + crossOrigin(link)
                + quoted("media", media)
                + quoted("integrity", integrity)
                + priority(link));
  }

  private static String quoted(String name, String value) {
    return value.isEmpty() ? "" : "; %s=\"%s\"".formatted(name, value);
  }

  private static String crossOrigin(Element link) {
    if (!link.hasAttr("crossorigin")) {
      return "";
    }
    return token(link, "crossorigin").equals("use-credentials")
        ? "; crossorigin=use-credentials"
        : "; crossorigin";
  }

  private static String priority(Element link) {
    var priority = token(link, "fetchpriority");
    return priority.equals("high") || priority.equals("low") ? "; fetchpriority=" + priority : "";
  }

  private static String token(Element link, String attribute) {
    return link.attr(attribute).strip().toLowerCase(Locale.ROOT);
  }
}
