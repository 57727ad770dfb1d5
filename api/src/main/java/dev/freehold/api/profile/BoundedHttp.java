package dev.freehold.api.profile;

import dev.freehold.api.profile.ProviderHttp.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
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
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * HTTP on the caller's own thread: redirects not followed, answers capped in size and time, no
 * cookies, nothing tried twice.
 */
final class BoundedHttp implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 200;

  private final CloseableHttpClient client;
  private final Duration patience;
  private final int maxBytes;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("http-timeouts").daemon().factory());

  /**
   * @param patience with one request, from connecting to the last byte
   * @param maxBytes of one answer
   */
  BoundedHttp(DnsResolver addresses, Duration patience, int maxBytes) {
    this.patience = patience;
    this.maxBytes = maxBytes;
    Timeout timeout = Timeout.of(patience);
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(addresses)
                    .setMaxConnTotal(MOST_CONNECTIONS)
                    // One server that is slow leaves room for the others.
                    .setMaxConnPerRoute(MOST_CONNECTIONS / 4)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(timeout)
                            .setSocketTimeout(timeout)
                            // A server that was started again has closed what was kept.
                            .setValidateAfterInactivity(TimeValue.ofSeconds(1))
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

  static HttpPost form(URI uri, Map<String, String> fields) {
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
  static HttpPost form(URI uri, Map<String, String> fields, String clientId, String secret) {
    HttpPost request = form(uri, fields);
    String credentials =
        URLEncoder.encode(clientId, StandardCharsets.UTF_8)
            + ':'
            + URLEncoder.encode(secret, StandardCharsets.UTF_8);
    request.setHeader(
        "Authorization",
        "Basic "
            + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    return request;
  }

  Answer send(HttpUriRequestBase request) throws IOException {
    request.setHeader("Accept", "application/json, application/jwk-set+json");
    // The client's own time-outs begin anew with every packet; this one covers the whole request.
    ScheduledFuture<?> end =
        clock.schedule(request::abort, patience.toMillis(), TimeUnit.MILLISECONDS);
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
      byte[] bytes = body.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new IOException("The answer is longer than " + maxBytes + " bytes");
      }
      return new Answer(response.getCode(), new String(bytes, StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }
}
