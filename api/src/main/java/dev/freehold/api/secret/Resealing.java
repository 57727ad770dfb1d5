package dev.freehold.api.secret;

import dev.freehold.api.secret.SealedTexts.Sealed;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A change of keys: seals with the current key what the previous one sealed. Looks at all secrets
 * at start, so that a node with the wrong key does not come up and seal more under that one.
 */
@Context
class Resealing {
  private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);

  private final SecretBox box;
  private final List<SealedTexts> places;

  Resealing(
      SecretBox box,
      List<SealedTexts> places,
      @Property(name = "freehold.encryption.key-lost", defaultValue = "") String lost) {
    this.box = box;
    this.places = places;
    Map<String, Integer> unknown = unknownKeys();
    if (unknown.remove(lost) != null) {
      LOG.warn("Secrets that were sealed with the lost key {} must be entered again", lost);
    }
    if (!unknown.isEmpty()) {
      throw UnreadableSecret.atStart(unknown);
    }
  }

  /** How many secrets were sealed anew, and how many cannot be opened. */
  record Result(int resealed, int unreadable) {}

  Result run() {
    int resealed = 0;
    int unreadable = 0;
    for (SealedTexts place : places) {
      for (Sealed sealed : place.all()) {
        if (!box.sealedWithCurrentKey(sealed.text())) {
          try {
            String plain = box.open(sealed.text(), sealed.context());
            resealed += place.replace(sealed, box.seal(plain, sealed.context())) ? 1 : 0;
          } catch (UnreadableSecret e) {
            LOG.error("Not sealed anew: {}", e.getMessage());
            unreadable++;
          }
        }
      }
    }
    LOG.info("Sealed {} secrets with the current key, {} are unreadable", resealed, unreadable);
    return new Result(resealed, unreadable);
  }

  private Map<String, Integer> unknownKeys() {
    Map<String, Integer> unknown = new TreeMap<>();
    places.stream()
        .flatMap(place -> place.all().stream())
        .flatMap(sealed -> box.unknownKey(sealed.text()).stream())
        .forEach(key -> unknown.merge(key, 1, Integer::sum));
    return unknown;
  }
}
