package dev.freehold.api.token;

import io.micronaut.core.annotation.Nullable;

/**
 * What one check said.
 *
 * @param reason stable, null unless it failed
 * @param detail what the check compared with; never anything of the token but its times
 */
public record Finding(
    Check check,
    Verdict verdict,
    @Nullable String reason,
    @Nullable String detail,
    @Nullable String remedy) {
  /** How a check ended. */
  public enum Verdict {
    PASSED,
    FAILED,
    /** What it needs was not there, because another check failed. */
    NOT_CHECKED
  }

  public static Finding passed(Check check, @Nullable String detail) {
    return new Finding(check, Verdict.PASSED, null, detail, null);
  }

  public static Finding failed(Check check, String reason, @Nullable String remedy) {
    return new Finding(check, Verdict.FAILED, reason, null, remedy);
  }

  public static Finding notChecked(Check check) {
    return new Finding(check, Verdict.NOT_CHECKED, null, null, null);
  }

  Finding with(@Nullable String detail) {
    return new Finding(check, verdict, reason, detail, remedy);
  }
}
