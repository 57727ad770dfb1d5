package dev.freehold.api.user;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Rules for the attributes a client may set; values that break them are refused by name. */
final class UserChanges {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_URL = 2_000;

  /** What the platform lets clients change of users; whatever else there is, the owner added. */
  static final Set<String> FIELDS = Set.of("firstName", "lastName", "timezone", "avatar", "status");

  private UserChanges() {}

  /** Checks the profile fields among the given ones; null takes a value away. */
  static void check(Map<String, Object> fields) {
    Map<String, Object> faults = new HashMap<>();
    fields.forEach((field, value) -> {
      String fault = value instanceof String text ? fault(field, text) : null;
      if (fault != null) {
        faults.put(field, fault);
      }
    });
    if (!faults.isEmpty()) {
      throw new FreeholdException(ErrorCode.VALIDATION, ErrorCode.VALIDATION.message(), faults);
    }
  }

  private static String fault(String field, String text) {
    if (text.indexOf('\0') >= 0) {
      return "has a character that cannot be stored";
    }
    return switch (field) {
      case "firstName", "lastName" ->
          text.length() > LONGEST_NAME ? "is longer than 255 characters" : null;
      case "timezone" -> zone(text) ? null : "is no name of the IANA time zone database";
      case "avatar" -> picture(text) ? null : "is not an https URL";
      default -> null;
    };
  }

  private static boolean zone(String text) {
    try {
      return !ZoneId.of(text).getId().isEmpty();
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean picture(String text) {
    try {
      URI uri = new URI(text);
      return text.length() <= LONGEST_URL
          && "https".equalsIgnoreCase(uri.getScheme())
          && uri.getHost() != null
          && uri.getRawUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
