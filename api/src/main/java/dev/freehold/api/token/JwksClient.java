package dev.freehold.api.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.freehold.api.profile.ProviderHttp;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches a key set (RFC 7517, section 5). The answer is capped in size and time and redirects are
 * not followed: the address is the profile's, not one the answer chooses. Our own Keycloak may be
 * at a private address; where others may be, {@link ProviderHttp} decides.
 */
@Singleton
class JwksClient {
  private static final int MOST_KEYS = 32;

  private final HttpClient http;
  private final ProviderHttp providers;
  private final KeySettings settings;

  JwksClient(KeySettings settings, ProviderHttp providers) {
    this.settings = settings;
    this.providers = providers;
    this.http =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout())
            .build();
  }

  /**
   * @return the usable keys, never empty
   * @throws IOException when there is no answer, or none with usable keys
   */
  List<JWK> fetch(URI uri, boolean builtIn) throws IOException {
    return keys(uri, builtIn ? ownKeys(uri) : providers.get(uri));
  }

  private ProviderHttp.Answer ownKeys(URI uri) throws IOException {
    HttpResponse<String> response = get(uri);
    return new ProviderHttp.Answer(response.statusCode(), response.body());
  }

  private static List<JWK> keys(URI uri, ProviderHttp.Answer answer) throws IOException {
    if (answer.status() != 200) {
      throw new IOException(uri + " answered " + answer.status());
    }
    try {
      List<JWK> keys =
          JWKSet.parse(answer.body()).getKeys().stream()
              .filter(Algorithms::usable)
              .limit(MOST_KEYS)
              .toList();
      if (keys.isEmpty()) {
        throw new IOException(uri + " has no usable signature key");
      }
      return keys;
    } catch (ParseException e) {
      throw new IOException(uri + " did not answer a key set", e);
    }
  }

  private HttpResponse<String> get(URI uri) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Accept", "application/jwk-set+json, application/json")
            .timeout(settings.timeout())
            .build();
    // The request's own time-out ends with the headers; this one covers the body too.
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofString(), settings.maxBytes()));
    try {
      return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(uri + " did not answer", e.getCause());
    } catch (TimeoutException e) {
      throw new IOException(uri + " did not answer in " + settings.timeout(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      answer.cancel(true);
    }
  }

  @PreDestroy
  void close() {
    http.shutdownNow();
  }
}
