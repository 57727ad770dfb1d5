package dev.freehold.api.token;

import io.micronaut.core.annotation.Nullable;

/** Takes what each check of a token said: to refuse it at the first fault, or to explain all. */
@FunctionalInterface
interface Verdicts {
  /** Refuses the token at the first fault. */
  Verdicts STRICT =
      (check, fault) -> {
        if (fault != null) {
          throw fault.exception();
        }
      };

  /** The fault is null when the check held. */
  void take(Check check, @Nullable Refusal fault);
}
