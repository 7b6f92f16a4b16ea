package dev.slipway.artifact.rules.netlify;

import dev.slipway.artifact.rules.model.RedirectRule;
import dev.slipway.artifact.rules.source.RuleFault;
import dev.slipway.artifact.rules.source.RuleFile;
import dev.slipway.artifact.rules.source.RuleNotes;
import dev.slipway.artifact.rules.source.TargetText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads `_redirects`: lines of `from [parameter=value …] [to] [status[!]] [Condition=value …]`.
public final class NetlifyRedirects {

  private static final Pattern STATUS = Pattern.compile("([0-9]{1,3})(!*)");

  private NetlifyRedirects() {}

  /// Returns the rules of `file` in order.
  public static List<RedirectRule> read(RuleFile file, RuleNotes notes) {
    var rules = new ArrayList<RedirectRule>();
    for (var line : file.lines(notes)) {
      notes.noting(line.origin(), () -> rules.add(parse(line.words(1)).compiled(line.origin())));
    }
    return rules;
  }

  private static NetlifyRedirect parse(List<String> words) {
    var rest = words.subList(1, words.size());
    var query = new LinkedHashMap<String, String>();
    var next = 0;
    while (next < rest.size() && !isTarget(rest.get(next)) && !isStatus(rest.get(next))) {
      var pair = pair(rest.get(next), "A parameter of the query");
      if (query.put(pair.getKey(), pair.getValue()) != null) {
        throw new RuleFault("The parameter %s is there twice.".formatted(pair.getKey()));
      }
      next++;
    }
    Optional<String> to =
        next < rest.size() && isTarget(rest.get(next))
            ? Optional.of(rest.get(next++))
            : Optional.empty();
    var status = STATUS.matcher(next < rest.size() ? rest.get(next++) : defaultStatus(to));
    if (!status.matches()) {
      throw new RuleFault(
          "`%s` stands where the status should; a rule is `from to 301` or `from to 301!`, and what follows is a condition."
              .formatted(rest.get(next - 1)));
    }
    return new NetlifyRedirect(
        words.getFirst(),
        query,
        to,
        Integer.parseInt(status.group(1)),
        !status.group(2).isEmpty(),
        conditions(rest.subList(next, rest.size())));
  }

  private static String defaultStatus(Optional<String> to) {
    if (to.isEmpty()) {
      throw new RuleFault("There is no target; a rule is `from to status`.");
    }
    return Integer.toString(NetlifyRedirect.USUAL_STATUS);
  }

  private static boolean isTarget(String word) {
    return word.startsWith("/") || TargetText.isUrl(word);
  }

  private static boolean isStatus(String word) {
    return STATUS.matcher(word).matches();
  }

  private static List<Map.Entry<String, List<String>>> conditions(List<String> words) {
    var conditions = new ArrayList<Map.Entry<String, List<String>>>();
    for (var word : words) {
      var pair = pair(word, "A condition");
      var values =
          List.of(pair.getValue().split(",", -1)).stream().filter(each -> !each.isEmpty()).toList();
      if (pair.getKey().equals("Language")
          && conditions.stream().anyMatch(each -> each.getKey().equals("Language"))) {
        throw new RuleFault("Nobody likes two languages best; write Language=en,de for either.");
      }
      conditions.add(Map.entry(pair.getKey(), values));
    }
    return conditions;
  }

  private static Map.Entry<String, String> pair(String word, String what) {
    var equals = word.indexOf('=');
    if (equals < 1) {
      throw new RuleFault("%s is `name=value`, which `%s` is not.".formatted(what, word));
    }
    return Map.entry(word.substring(0, equals), word.substring(equals + 1));
  }
}
