package dev.freehold.api.secret;

import java.util.List;

/**
 * The sealed texts that a feature keeps. Every feature that stores what {@link SecretBox#seal} made
 * offers them as a bean: that is how a change of keys finds them, and how a start with the wrong
 * key is noticed.
 */
public interface SealedTexts {
  List<Sealed> all();

  /**
   * Stores the same secret under another key, unless somebody stored something else meanwhile.
   *
   * @return true when it was stored
   */
  boolean replace(Sealed before, String text);

  /**
   * A sealed text and its place.
   *
   * @param key what the feature finds the row by
   * @param context as it was given to {@link SecretBox#seal}
   */
  record Sealed(String key, String context, String text) {}
}
