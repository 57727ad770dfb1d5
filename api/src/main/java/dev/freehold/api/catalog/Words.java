package dev.freehold.api.catalog;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The words of a name, however it joins them: {@code order_lines}, {@code OrderLines}, {@code ORDER
 * LINES}. Accents are dropped; other letters than A to Z make no GraphQL name.
 *
 * @param hidden true when the name began with an underscore, which is kept
 * @param words in lower case, at least one
 */
record Words(boolean hidden, List<String> words) {
  private static final Pattern GRAPHQL_NAME = Pattern.compile("(?!__)[_A-Za-z][_0-9A-Za-z]*");
  private static final Pattern JOINT = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
  private static final Pattern HUMP =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9]+");
  private static final Pattern ACCENT = Pattern.compile("\\p{M}+");

  /** Empty when the name suggests none to GraphQL. */
  static Optional<Words> of(String name) {
    String plain = ACCENT.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
    List<String> words = new ArrayList<>();
    for (String part : JOINT.split(plain, -1)) {
      if (!part.isEmpty()) {
        if (!PLAIN.matcher(part).matches()) {
          return Optional.empty();
        }
        for (String word : HUMP.split(part, -1)) {
          words.add(word.toLowerCase(Locale.ROOT));
        }
      }
    }
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(new Words(name.startsWith("_"), List.copyOf(words)));
  }

  /** True for what GraphQL takes as the name of a field or type, and does not keep for itself. */
  static boolean isGraphQlName(String name) {
    return GRAPHQL_NAME.matcher(name).matches();
  }

  /** Like {@code orderLines}. */
  String camel() {
    StringBuilder name = new StringBuilder();
    for (String word : words) {
      name.append(name.isEmpty() ? word : capital(word));
    }
    boolean digit = Character.isDigit(name.charAt(0));
    return hidden || digit ? "_" + name : name.toString();
  }

  /** Like {@code order_lines}. */
  String snake() {
    return String.join("_", words);
  }

  Words withLast(String word) {
    List<String> changed = new ArrayList<>(words);
    changed.set(changed.size() - 1, word);
    return new Words(hidden, List.copyOf(changed));
  }

  String last() {
    return words.getLast();
  }

  Words followedBy(Words more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(more.words);
    return new Words(hidden, List.copyOf(all));
  }

  /** Without its last word, where it has others. */
  Words shortened() {
    return new Words(hidden, List.copyOf(words.subList(0, words.size() - 1)));
  }

  Words singular() {
    return withLast(Inflection.singular(last()));
  }

  Words plural() {
    return withLast(Inflection.plural(last()));
  }

  static String capital(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  static String small(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
