package dev.slipway.artifact.image.nginx;

import java.util.Map;
import java.util.Objects;

/// Maps from addresses to pages. Not thread-safe.
///
/// An entry repeats the address that it is for, and counts only where that is exactly the one asked
/// for: `{address}\t{h|e}\t{file}\t{home}`. Nothing that is looked up has a tab.
final class Pages {

  private final Maps maps;
  private final Addresses addresses;
  private final Left left;

  Pages(Maps maps, Addresses addresses, Left left) {
    this.maps = maps;
    this.addresses = addresses;
    this.left = left;
  }

  /// Returns the variable that has the file that `asked` is the home of.
  String atHome(String asked, String name) {
    entries(asked, name);
    return part(asked, name, name + "_here", "h\\t([^\\t]*)");
  }

  /// Returns the variable that has the home of the page that `asked` is another address of; to be
  /// called after [#atHome].
  String home(String asked, String name) {
    return part(asked, name, name + "_home", "e\\t[^\\t]*\\t([^\\t]*)");
  }

  /// Returns the variable that has the file that `asked` means, at home there or not.
  String anywhere(String asked, String name) {
    entries(asked, name);
    return part(asked, name, name + "_file", "[he]\\t([^\\t]*)");
  }

  private String part(String asked, String name, String result, String expression) {
    var map = maps.add("\"" + asked + "$" + name + "\"", result, Maps.NOTHING);
    map.match("^([^\\t]*)\\t\\1\\t" + expression, false, "$2");
    return map.variable();
  }

  private void entries(String asked, String name) {
    var map = maps.add(asked, name, Maps.NOTHING);
    var meanings = addresses.meanings();
    for (var alike : Addresses.alike(meanings.keySet()).values()) {
      for (var address : alike) {
        var value = value(address, meanings);
        var expression = "^" + Spelling.expression(address) + "$";
        if (!Spelling.fits(value) || !Spelling.fits(expression)) {
          left.say("an address that is too long for nginx: " + address);
        } else if (alike.size() == 1) {
          map.put(address, value);
        } else {
          map.match(expression, false, value);
        }
      }
    }
  }

  private static String value(String address, Map<String, Addresses.Meaning> meanings) {
    var meaning = Objects.requireNonNull(meanings.get(address));
    var kind = meaning.home().isEmpty() ? "h" : "e";
    var plain = word(address) + "\\t" + kind + "\\t" + word(meaning.file()) + "\\t";
    return "\"\\t" + plain + word(meaning.home().orElse("")) + '"';
  }

  /// Returns the inside of a value's quotes.
  private static String word(String text) {
    var quoted = Spelling.value(text);
    return quoted.substring(1, quoted.length() - 1);
  }
}
