package dev.freehold.api.leak;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Something that a visitor asks. In it {@code §} stands for what is hidden from him.
 *
 * @param hidden what stands there; null: nothing does
 * @param absent what to put there for comparison: something that does not exist at all
 * @param worlds whether the answer must not depend on what is hidden, either
 * @param valid whether an administrator gets an answer without errors: else it proves nothing
 */
record Probe(
    String document,
    Map<String, Object> variables,
    String hidden,
    String absent,
    boolean worlds,
    boolean valid) {
  private static final String PLACE = "§";

  /** A question that names what is hidden, to be compared with one that names what is absent. */
  static Probe pair(String document, String hidden, String absent) {
    return new Probe(document, Map.of(), hidden, absent, true, true);
  }

  /** A question that names nothing hidden. */
  static Probe plain(String document) {
    return new Probe(document, Map.of(), null, null, true, true);
  }

  Probe reworded(UnaryOperator<String> rewording) {
    return new Probe(rewording.apply(document), variables, hidden, absent, worlds, valid);
  }

  Probe with(Map<String, Object> values) {
    return new Probe(document, values, hidden, absent, worlds, valid);
  }

  /** One that tells by agreement that a value is taken. */
  Probe withoutWorlds() {
    return new Probe(document, variables, hidden, absent, false, valid);
  }

  /** One that is not compared with what is absent: the database itself refuses a taken key. */
  Probe untwinned() {
    return new Probe(real().document(), real().variables(), null, null, worlds, valid);
  }

  /** One that is wrong for an administrator, too. */
  Probe invalid() {
    return new Probe(document, variables, hidden, absent, worlds, false);
  }

  boolean paired() {
    return absent != null;
  }

  boolean writes() {
    return document.startsWith("mutation");
  }

  boolean subscribes() {
    return document.startsWith("subscription");
  }

  /** Whether the tables are others afterwards. */
  boolean stirs() {
    return writes() || subscribes();
  }

  /** Whether the visitor writes the word himself. */
  boolean says(String word) {
    return real().toString().contains(word);
  }

  Question real() {
    return hidden == null ? new Question(document, variables) : question(hidden);
  }

  Question twin() {
    return question(absent);
  }

  private Question question(String word) {
    return new Question(document.replace(PLACE, word), replaced(word));
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> replaced(String word) {
    return (Map<String, Object>) replaced(variables, word);
  }

  private static Object replaced(Object value, String word) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<Object, Object> copy = new LinkedHashMap<>();
        map.forEach((key, one) -> copy.put(replaced(key, word), replaced(one, word)));
        yield copy;
      }
      case List<?> list -> list.stream().map(one -> replaced(one, word)).toList();
      case String text -> text.replace(PLACE, word);
      default -> value;
    };
  }

  /** What is sent. */
  record Question(String document, Map<String, Object> variables) {}
}
