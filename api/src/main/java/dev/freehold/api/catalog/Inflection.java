package dev.freehold.api.catalog;

import java.util.Map;
import java.util.Set;
import org.atteo.evo.inflector.English;

/**
 * Singular and plural of English words in lower case. A guess: where it is wrong, an administrator
 * names the table himself.
 */
final class Inflection {
  private static final Map<String, String> IRREGULAR =
      Map.ofEntries(
          Map.entry("people", "person"),
          Map.entry("children", "child"),
          Map.entry("men", "man"),
          Map.entry("women", "woman"),
          Map.entry("feet", "foot"),
          Map.entry("teeth", "tooth"),
          Map.entry("mice", "mouse"),
          Map.entry("geese", "goose"),
          Map.entry("criteria", "criterion"),
          Map.entry("indices", "index"),
          Map.entry("matrices", "matrix"),
          Map.entry("vertices", "vertex"),
          Map.entry("analyses", "analysis"),
          Map.entry("diagnoses", "diagnosis"),
          Map.entry("hypotheses", "hypothesis"),
          Map.entry("crises", "crisis"),
          Map.entry("theses", "thesis"),
          Map.entry("aliases", "alias"),
          Map.entry("canvases", "canvas"),
          Map.entry("atlases", "atlas"),
          Map.entry("biases", "bias"),
          Map.entry("gases", "gas"),
          Map.entry("lenses", "lens"),
          Map.entry("leaves", "leaf"),
          Map.entry("lives", "life"),
          Map.entry("knives", "knife"),
          Map.entry("wives", "wife"),
          Map.entry("shelves", "shelf"),
          Map.entry("halves", "half"),
          Map.entry("wolves", "wolf"),
          Map.entry("thieves", "thief"),
          Map.entry("quizzes", "quiz"),
          Map.entry("movies", "movie"),
          Map.entry("cookies", "cookie"),
          Map.entry("ties", "tie"),
          Map.entry("calories", "calorie"),
          Map.entry("zombies", "zombie"),
          Map.entry("shoes", "shoe"),
          Map.entry("toes", "toe"),
          Map.entry("caches", "cache"),
          Map.entry("niches", "niche"),
          Map.entry("uses", "use"),
          Map.entry("fuses", "fuse"),
          Map.entry("excuses", "excuse"));

  private static final Set<String> UNCOUNTED =
      Set.of(
          "data",
          "metadata",
          "media",
          "news",
          "information",
          "equipment",
          "money",
          "software",
          "hardware",
          "feedback",
          "content",
          "series",
          "species",
          "sheep",
          "fish",
          "staff",
          "stuff",
          "chaos",
          "pajamas");

  /** Singular although they end like a plural. */
  private static final Set<String> SINGULAR =
      Set.of("alias", "canvas", "atlas", "bias", "gas", "lens");

  private Inflection() {}

  static String singular(String word) {
    String irregular = IRREGULAR.get(word);
    if (irregular != null) {
      return irregular;
    }
    if (UNCOUNTED.contains(word) || SINGULAR.contains(word) || !word.endsWith("s")) {
      return word;
    }
    if (word.matches(".*(ss|us|is)") || word.length() < 3) {
      return word;
    }
    if (word.matches(".+[^aeiou]ies")) {
      return cut(word, 3) + "y";
    }
    if (word.matches(".*(ss|sh|ch|x|zz)es|.+[^aeiou]oes|.*[^aeo]uses")) {
      return cut(word, 2);
    }
    return cut(word, 1);
  }

  /** A word that is a plural already stays. */
  static String plural(String word) {
    boolean plural = UNCOUNTED.contains(word) || !singular(word).equals(word);
    if (plural) {
      return word;
    }
    return IRREGULAR.entrySet().stream()
        .filter(entry -> entry.getValue().equals(word))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(() -> English.plural(word));
  }

  private static String cut(String word, int letters) {
    return word.substring(0, word.length() - letters);
  }
}
