package dev.freehold.api.profile.builtin;

import java.util.Set;

/** Whether something besides the password is asked for, and what may be it. */
public record SecondFactor(Mode mode, Set<Method> methods) {
  static final SecondFactor OFF = new SecondFactor(Mode.OFF, Set.of(Method.TOTP));

  /** Who is asked. */
  public enum Mode {
    /** Nobody is offered one. Whoever has one already is still asked for it. */
    OFF,
    /** Whoever has set one up. */
    OPTIONAL,
    /** Everybody; whoever has none sets one up before going on. */
    REQUIRED
  }

  /** What a second factor may be. */
  public enum Method {
    /** A code of an app (RFC 6238). */
    TOTP,
    /** A security key or the device itself (Web Authentication). */
    WEBAUTHN
  }

  public SecondFactor {
    methods = Set.copyOf(methods);
  }

  public boolean on() {
    return mode != Mode.OFF;
  }

  public boolean required() {
    return mode == Mode.REQUIRED;
  }

  public boolean allows(Method method) {
    return on() && methods.contains(method);
  }

  /** The one that people set up who have none. */
  public Method first() {
    return methods.contains(Method.TOTP) ? Method.TOTP : Method.WEBAUTHN;
  }
}
