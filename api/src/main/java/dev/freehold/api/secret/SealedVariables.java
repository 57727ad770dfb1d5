package dev.freehold.api.secret;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The values of environment variables, for a change of keys. */
@Singleton
class SealedVariables implements SealedTexts {
  private final VariableRepository variables;

  SealedVariables(VariableRepository variables) {
    this.variables = variables;
  }

  @Override
  public List<Sealed> all() {
    return variables.list().stream()
        .map(row -> new Sealed(row.id().toString(), row.context(), row.sealed()))
        .toList();
  }

  @Override
  public boolean replace(Sealed before, String text) {
    return variables.reseal(UUID.fromString(before.key()), before.text(), text) == 1;
  }
}
