package dev.freehold.api.secret;

import java.util.List;

/**
 * A feature whose secrets may refer to environment variables. One that is referred to is not
 * deleted.
 */
public interface VariableUses {
  /** Who refers to the variable, in words: {@code connection google of profile Default}. */
  List<String> of(String name);

  /** The variable has another value; called after the change is committed. */
  default void changed(String name) {}
}
