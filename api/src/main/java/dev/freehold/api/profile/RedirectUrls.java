package dev.freehold.api.profile;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The rules for callback and logout URLs: exact, absolute, nothing a browser reads differently. */
final class RedirectUrls {
  static final String DEFAULT_CALLBACK = "http://localhost:3000/auth/callback";
  static final String DEFAULT_LOGOUT = "http://localhost:3000/logout";

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int MAX_LENGTH = 2_000;
  private static final int MAX_COUNT = 50;

  private RedirectUrls() {}

  /** Why the list is refused, if it is. */
  static Optional<String> refusal(List<String> urls, boolean plainHttpAnywhere) {
    if (urls.isEmpty()) {
      return Optional.of("must name at least one URL, or nobody can log in or out");
    }
    if (urls.size() > MAX_COUNT) {
      return Optional.of("has more than " + MAX_COUNT + " URLs");
    }
    return urls.stream()
        .flatMap(url -> refusal(url, plainHttpAnywhere).map(why -> show(url) + " " + why).stream())
        .findFirst();
  }

  private static Optional<String> refusal(String url, boolean plainHttpAnywhere) {
    // Keycloak takes a trailing asterisk as a wildcard and joins logout URLs by ##.
    if (url.contains("*")) {
      return Optional.of("has a wildcard; URLs are compared exactly");
    }
    if (url.contains("#")) {
      return Optional.of("has a fragment");
    }
    if (url.length() > MAX_LENGTH) {
      return Optional.of("is longer than " + MAX_LENGTH + " characters");
    }
    URI uri;
    try {
      uri = new URI(url).parseServerAuthority();
    } catch (URISyntaxException e) {
      return Optional.of("is not a URL");
    }
    if (uri.getHost() == null || uri.getScheme() == null) {
      return Optional.of("is not an absolute URL");
    }
    if (uri.getRawUserInfo() != null) {
      return Optional.of("has a user name in it");
    }
    return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
      case "https" -> Optional.empty();
      case "http" ->
          plainHttpAnywhere || LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT))
              ? Optional.empty()
              : Optional.of("must be https: plain http is for loopback only");
      default -> Optional.of("is neither http nor https");
    };
  }

  /** Scheme, host and port as a browser writes them in the {@code Origin} header (RFC 6454). */
  static String origin(String url) {
    URI uri = URI.create(url);
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    int port = uri.getPort();
    boolean usual = port < 0 || (scheme.equals("https") ? port == 443 : port == 80);
    return scheme + "://" + host + (usual ? "" : ":" + port);
  }

  private static String show(String url) {
    return url.length() > 100 ? url.substring(0, 100) + "…" : url;
  }
}
