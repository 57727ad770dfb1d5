package dev.freehold.api.catalog;

import java.util.Comparator;
import java.util.Locale;

/**
 * Something about the database that keeps a part of it out of GraphQL, or makes it slow. The rest
 * works.
 *
 * @param subject like {@code public.posts} or {@code public.posts.title}
 */
public record Problem(Code code, String subject, String message, String remedy) {
  static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::subject)
          .thenComparing(Problem::code)
          .thenComparing(Problem::message);

  /** What kind of problem; its text is stable. */
  public enum Code {
    /** Two things would have one name: one has another name now, or is left out. */
    NAME_CLASH,
    /** A name that GraphQL cannot have and that suggests none. */
    INVALID_NAME,
    /** A column whose type is not offered. */
    UNSUPPORTED_TYPE,
    /** A relation that is found only by reading all rows. */
    UNINDEXED_RELATION,
    /** A rule of a permission by which rows are found only by reading all of them. */
    UNINDEXED_RULE,
    /** Rows that nothing tells apart. */
    MISSING_PRIMARY_KEY,
    /** A table of which no column can be offered. */
    NO_COLUMNS,
    /** A setting that names what is not there, or cannot be used. */
    INVALID_SETTING;

    /** Like {@code name_clash}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
