package dev.freehold.api.permission;

import java.util.Locale;

/** What a permission allows to do with rows of a table. */
public enum Action {
  READ,
  CREATE,
  UPDATE,
  DELETE;

  /** Like {@code read}, as 8base clients and YAML write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** True for what gives columns a value. */
  public boolean writes() {
    return this == CREATE || this == UPDATE;
  }
}
