package dev.freehold.api.platform;

/**
 * News that a row changed, as the database's triggers tell it.
 *
 * @param kind {@code user}, {@code identity}, {@code session}, {@code issued}, {@code roles},
 *     {@code profiles} and more: subscribers pass over what they do not know
 * @param key which one; empty when the kind is changed as a whole
 */
public record Change(String kind, String key) {
  static Change of(String payload) {
    int space = payload.indexOf(' ');
    return space < 0
        ? new Change(payload, "")
        : new Change(payload.substring(0, space), payload.substring(space + 1));
  }
}
