package dev.freehold.api.filter;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Relation;
import java.util.List;
import java.util.stream.Stream;

/**
 * A condition on the rows of one table. It has two values: a comparison with an empty cell does not
 * hold, and its negation does.
 */
public sealed interface Filter {
  /** Holds for every row, or for none. */
  enum Always implements Filter {
    TRUE,
    FALSE
  }

  /** All of them hold. */
  record All(List<Filter> parts) implements Filter {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** At least one of them holds. */
  record Any(List<Filter> parts) implements Filter {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  /** It does not hold. */
  record Not(Filter part) implements Filter {}

  /** The row's cell compares so with the operand. */
  record Compare(Column column, Operator operator, Operand operand) implements Filter {
    /**
     * What of the caller it compares with.
     *
     * @throws IllegalStateException when it is something else
     */
    public Variable variable() {
      if (operand instanceof Operand.OfCaller(Variable variable)) {
        return variable;
      }
      throw new IllegalStateException("Compares with a value");
    }
  }

  /** The rows at the other end of the relation are like that. */
  record Related(Relation relation, Quantifier quantifier, Filter filter) implements Filter {}

  /** How many rows at the other end must be so. */
  enum Quantifier {
    SOME,
    EVERY,
    NONE
  }

  /** The conjunction, without needless parts. */
  static Filter all(List<Filter> parts) {
    List<Filter> needed = parts.stream().filter(part -> part != Always.TRUE).distinct().toList();
    if (needed.contains(Always.FALSE)) {
      return Always.FALSE;
    }
    return switch (needed.size()) {
      case 0 -> Always.TRUE;
      case 1 -> needed.getFirst();
      default -> new All(needed);
    };
  }

  /** The disjunction, without needless parts. */
  static Filter any(List<Filter> parts) {
    List<Filter> needed = parts.stream().filter(part -> part != Always.FALSE).distinct().toList();
    if (needed.contains(Always.TRUE)) {
      return Always.TRUE;
    }
    return switch (needed.size()) {
      case 0 -> Always.FALSE;
      case 1 -> needed.getFirst();
      default -> new Any(needed);
    };
  }

  /** Its comparisons with something about the caller, at any depth. */
  default Stream<Compare> ofCaller() {
    return switch (this) {
      case All(List<Filter> parts) -> parts.stream().flatMap(Filter::ofCaller);
      case Any(List<Filter> parts) -> parts.stream().flatMap(Filter::ofCaller);
      case Not(Filter part) -> part.ofCaller();
      case Related related -> related.filter().ofCaller();
      case Compare compare when compare.operand() instanceof Operand.OfCaller -> Stream.of(compare);
      case Compare _, Always _ -> Stream.empty();
    };
  }
}
