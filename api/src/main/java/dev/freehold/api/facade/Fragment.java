package dev.freehold.api.facade;

import dev.freehold.api.profile.PasswordOperations.IssuedTokens;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.MutableHttpResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Answers in the fragment of the application's address, which servers and referrers do not see. */
final class Fragment {
  private Fragment() {}

  /** RFC 6749, section 4.2.2, and OpenID Connect Core 1.0, section 3.2.2.5. */
  static MutableHttpResponse<?> tokens(PendingSignIn pending, IssuedTokens issued) {
    Map<String, String> answer = new LinkedHashMap<>();
    if (pending.types().contains("id_token")) {
      answer.put("id_token", issued.idToken());
    }
    if (pending.types().contains("token")) {
      answer.put("access_token", issued.accessToken());
      answer.put("token_type", "Bearer");
      answer.put("expires_in", Long.toString(issued.expiresIn().toSeconds()));
    }
    return answer(pending.redirectUri(), answer, pending.state());
  }

  /** RFC 6749, section 4.2.2.1. */
  static MutableHttpResponse<?> error(String redirectUri, String code, @Nullable String state) {
    return answer(redirectUri, Map.of("error", code), state);
  }

  private static MutableHttpResponse<?> answer(
      String redirectUri, Map<String, String> parameters, @Nullable String state) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    if (state != null) {
      all.put("state", state);
    }
    String fragment =
        all.entrySet().stream()
            .map(one ->
                one.getKey() + '=' + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return Redirects.to(URI.create(redirectUri + '#' + fragment));
  }
}
