package dev.freehold.api.profile;

import dev.freehold.api.platform.Installation;
import io.micronaut.core.annotation.Nullable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.WWWFormCodec;
import org.apache.hc.core5.util.Timeout;

/**
 * Talks to identity providers whose addresses an administrator or a discovery document named: https
 * only (plain http in local mode), public addresses only unless configured otherwise, redirects not
 * followed, answers capped in size and time, no cookies, nothing tried twice.
 */
@Singleton
public class ProviderHttp {
  private static final int MOST_CONNECTIONS = 200;

  private final boolean plainHttp;
  private final ProviderSettings settings;
  private final CloseableHttpClient client;
  private final CloseableHttpClient own;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("provider-timeouts").daemon().factory());

  public ProviderHttp(Installation installation, ProviderSettings settings) {
    this.plainHttp = installation.local();
    this.settings = settings;
    boolean privateAllowed =
        settings.allowPrivate() == null ? installation.local() : settings.allowPrivate();
    this.client = client(settings, privateAllowed);
    this.own = client(settings, true);
  }

  private static CloseableHttpClient client(ProviderSettings settings, boolean privateAllowed) {
    Timeout timeout = Timeout.of(settings.timeout());
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new ProviderAddresses(privateAllowed))
                .setMaxConnTotal(MOST_CONNECTIONS)
                // One provider that is slow leaves room for the others.
                .setMaxConnPerRoute(MOST_CONNECTIONS / 4)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(timeout)
                        .setSocketTimeout(timeout)
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(timeout)
                .setConnectionRequestTimeout(timeout)
                .build())
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAutomaticRetries()
        .disableAuthCaching()
        .disableContentCompression()
        .build();
  }

  /** An answer of any status; the body is at most as long as configured. */
  public record Answer(int status, String body) {
    /** The body may hold tokens. */
    @Override
    public String toString() {
      return "Answer[" + status + ']';
    }
  }

  /** Why the address is not asked at all, if so; null when it may be. */
  @Nullable
  String refusal(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      return "is not an absolute https URL";
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      return "has a user name or a fragment in it";
    }
    return scheme.equals("https") || plainHttp ? null : "must be https";
  }

  public Answer get(URI uri) throws IOException {
    return send(new HttpGet(uri), uri);
  }

  Answer get(URI uri, String bearer) throws IOException {
    HttpGet request = new HttpGet(uri);
    request.setHeader("Authorization", "Bearer " + bearer);
    return send(request, uri);
  }

  Answer postForm(URI uri, Map<String, String> fields) throws IOException {
    return send(form(uri, fields), uri);
  }

  private static HttpPost form(URI uri, Map<String, String> fields) {
    List<BasicNameValuePair> pairs =
        fields.entrySet().stream()
            .map(field -> new BasicNameValuePair(field.getKey(), field.getValue()))
            .toList();
    HttpPost request = new HttpPost(uri);
    request.setEntity(
        new StringEntity(
            WWWFormCodec.format(pairs, StandardCharsets.UTF_8),
            ContentType.APPLICATION_FORM_URLENCODED));
    return request;
  }

  /** With the client's credentials in the header (RFC 6749, section 2.3.1). */
  Answer postForm(URI uri, Map<String, String> fields, String clientId, String secret)
      throws IOException {
    HttpPost request = form(uri, fields);
    String credentials =
        URLEncoder.encode(clientId, StandardCharsets.UTF_8)
            + ':'
            + URLEncoder.encode(secret, StandardCharsets.UTF_8);
    request.setHeader(
        "Authorization",
        "Basic "
            + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    return send(request, uri);
  }

  /** To our own Keycloak, which may be at a private address. */
  Answer postToOwn(URI uri, Map<String, String> fields) throws IOException {
    return execute(own, form(uri, fields));
  }

  Answer postJson(URI uri, String json, @Nullable String bearer) throws IOException {
    HttpPost request = new HttpPost(uri);
    request.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
    if (bearer != null) {
      request.setHeader("Authorization", "Bearer " + bearer);
    }
    return send(request, uri);
  }

  private Answer send(HttpUriRequestBase request, URI uri) throws IOException {
    String refusal = refusal(uri);
    if (refusal != null) {
      throw new IOException(uri + " " + refusal);
    }
    return execute(client, request);
  }

  private Answer execute(CloseableHttpClient client, HttpUriRequestBase request)
      throws IOException {
    request.setHeader("Accept", "application/json, application/jwk-set+json");
    // The client's own time-outs begin anew with every packet; this one covers the whole request.
    ScheduledFuture<?> end =
        clock.schedule(request::abort, settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    try {
      return client.execute(request, this::read);
    } finally {
      end.cancel(false);
    }
  }

  private Answer read(ClassicHttpResponse response) throws IOException {
    if (response.getEntity() == null) {
      return new Answer(response.getCode(), "");
    }
    try (InputStream body = response.getEntity().getContent()) {
      byte[] bytes = body.readNBytes(settings.maxBytes() + 1);
      if (bytes.length > settings.maxBytes()) {
        throw new IOException("The answer is longer than " + settings.maxBytes() + " bytes");
      }
      return new Answer(response.getCode(), new String(bytes, StandardCharsets.UTF_8));
    }
  }

  @PreDestroy
  public void close() {
    clock.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
    own.close(CloseMode.IMMEDIATE);
  }
}
