package dev.freehold.api.access;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A request's wish to have the rights of one of the caller's roles only. Decided once, where the
 * caller becomes known, so that it holds for everything: a narrowed administrator is none.
 */
public final class Narrowing {
  /** The header that carries the wish. */
  public static final String HEADER = "x-freehold-role";

  private Narrowing() {}

  /**
   * The caller with that role alone; as he was when there is no wish.
   *
   * @param wishes values of {@link #HEADER}: the role's name, percent-encoded where it is not ASCII
   * @throws FreeholdException NOT_AUTHORIZED with the reason {@code role_not_held} when he has no
   *     such role, whether there is one or not; VALIDATION when there are several values
   */
  public static Caller narrow(Caller caller, List<String> wishes) {
    if (wishes.isEmpty()) {
      return caller;
    }
    if (wishes.size() > 1) {
      throw FreeholdException.of(ErrorCode.VALIDATION, HEADER, "is there more than once");
    }
    String wish = wishes.getFirst().strip();
    return narrow(caller, caller.roles().contains(wish) ? wish : decoded(wish));
  }

  /** The caller with that role alone. */
  public static Caller narrow(Caller caller, String role) {
    if (!caller.roles().contains(role)) {
      throw new FreeholdException(
          ErrorCode.NOT_AUTHORIZED,
          ErrorCode.NOT_AUTHORIZED.message(),
          Map.of(
              "permissions",
              ErrorCode.NOT_AUTHORIZED.message(),
              "reason",
              "role_not_held",
              "remedy",
              "Name one of the caller's own roles in " + HEADER + ", or leave it out"));
    }
    Set<String> only = Set.of(role);
    return switch (caller) {
      case Caller.User user -> user.withRoles(only);
      case Caller.ApiToken token -> new Caller.ApiToken(token.id(), token.name(), only);
      case Caller.Guest guest -> guest;
      case Caller.Unlinked unlinked -> unlinked;
    };
  }

  private static String decoded(String wish) {
    try {
      // A plus is a plus in a header.
      return URLDecoder.decode(wish.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return wish;
    }
  }
}
