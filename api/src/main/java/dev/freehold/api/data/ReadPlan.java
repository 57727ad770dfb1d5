package dev.freehold.api.data;

import dev.freehold.api.filter.Filter;
import java.util.Set;

/**
 * How a field of Query is answered: for all who have the same roles, in one state of the catalog,
 * and have what the rules ask about them.
 */
public final class ReadPlan {
  private final StatementTemplate statement;
  private final Set<Filter.Compare> needs;
  private final boolean ofUser;

  /**
   * A plan.
   *
   * @param needs what the rules compare with something about the caller
   * @param ofUser whether there must be a row
   */
  ReadPlan(StatementTemplate statement, Set<Filter.Compare> needs, boolean ofUser) {
    this.statement = statement;
    this.needs = Set.copyOf(needs);
    this.ofUser = ofUser;
  }

  StatementTemplate statement() {
    return statement;
  }

  boolean ofUser() {
    return ofUser;
  }

  /** Rules that ask for what somebody does not have are written in another way for him. */
  boolean serves(CallerValues caller) {
    return statement.later().isEmpty() && needs.stream().allMatch(caller::has);
  }

  /** How much room it takes, in characters. */
  public int size() {
    return statement.text().length();
  }
}
