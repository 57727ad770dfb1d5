package dev.freehold.api.profile;

import dev.freehold.api.platform.Installation;
import io.micronaut.core.annotation.Nullable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;

/**
 * Talks to identity providers whose addresses an administrator or a discovery document named: https
 * only (plain http in local mode), public addresses only unless configured otherwise, within the
 * bounds of {@link BoundedHttp}.
 */
@Singleton
public class ProviderHttp {
  private final boolean plainHttp;
  private final BoundedHttp http;

  public ProviderHttp(Installation installation, ProviderSettings settings) {
    this.plainHttp = installation.local();
    boolean privateAllowed =
        settings.allowPrivate() == null ? installation.local() : settings.allowPrivate();
    this.http =
        new BoundedHttp(
            new ProviderAddresses(privateAllowed), settings.timeout(), settings.maxBytes());
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
    return send(BoundedHttp.form(uri, fields), uri);
  }

  /** With the client's credentials in the header. */
  Answer postForm(URI uri, Map<String, String> fields, String clientId, String secret)
      throws IOException {
    return send(BoundedHttp.form(uri, fields, clientId, secret), uri);
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
    return http.send(request);
  }

  @PreDestroy
  public void close() {
    http.close();
  }
}
