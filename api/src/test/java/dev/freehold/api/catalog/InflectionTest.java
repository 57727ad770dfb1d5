package dev.freehold.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InflectionTest {
  @ParameterizedTest
  @CsvSource({
    "post, posts",
    "address, addresses",
    "status, statuses",
    "bus, buses",
    "campus, campuses",
    "house, houses",
    "cause, causes",
    "category, categories",
    "movie, movies",
    "key, keys",
    "box, boxes",
    "branch, branches",
    "cache, caches",
    "database, databases",
    "response, responses",
    "size, sizes",
    "hero, heroes",
    "photo, photos",
    "person, people",
    "child, children",
    "leaf, leaves",
    "archive, archives",
    "analysis, analyses",
    "alias, aliases",
    "lens, lenses",
    "index, indices",
    "news, news",
    "series, series",
    "data, data",
    "id, ids"
  })
  void knowsTheOtherForm(String singular, String plural) {
    assertThat(Inflection.singular(plural)).isEqualTo(singular);
    assertThat(Inflection.singular(singular)).isEqualTo(singular);
    assertThat(Inflection.plural(singular)).isEqualTo(plural);
    assertThat(Inflection.plural(plural)).isEqualTo(plural);
  }
}
