package dev.freehold.api.catalog;

import java.util.Optional;

/**
 * What a join table and its columns are called, so that the relation through it gets the name that
 * was wished for.
 *
 * @param own the column that refers to the relation's table
 * @param target the column that refers to its target
 */
public record JoinNames(String table, String own, String target) {
  private static final String KEY = "_id";

  /**
   * Names of PostgreSQL, with underscores.
   *
   * @param relation like {@code tags}
   * @return empty when the names suggest none to GraphQL
   */
  public static Optional<JoinNames> of(TableId table, String relation) {
    return Words.of(table.name())
        .flatMap(own ->
            Words.of(relation)
                .map(target ->
                    new JoinNames(
                        own.snake() + '_' + target.singular().plural().snake(),
                        own.singular().snake() + KEY,
                        target.singular().snake() + KEY)));
  }
}
