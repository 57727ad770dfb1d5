package dev.freehold.api.web;

import io.micronaut.core.io.ResourceResolver;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * The welcome page. Only the files named here are served, and the page may load nothing else: no
 * inline script or style, no other origin but Keycloak's.
 */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class WelcomeController {
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";
  private static final Map<String, String> TYPES =
      Map.of(
          "index.html", "text/html; charset=utf-8",
          "mark.svg", "image/svg+xml",
          "tokens.css", STYLE,
          "welcome.css", STYLE,
          "welcome.js", SCRIPT,
          "session.js", SCRIPT,
          "view.js", SCRIPT,
          "vendor/oidc-client-ts-3.5.0/oidc-client-ts.min.js", SCRIPT);

  private final WelcomeSettings settings;
  private final HostedLogin login;
  private final ResourceResolver resources;

  WelcomeController(WelcomeSettings settings, HostedLogin login, ResourceResolver resources) {
    this.settings = settings;
    this.login = login;
    this.resources = resources;
  }

  @Get("/")
  HttpResponse<byte[]> page() throws IOException {
    return file("index.html");
  }

  @Get("/welcome/config.json")
  HttpResponse<WelcomeConfiguration> configuration() {
    return settings.enabled()
        ? guarded(HttpResponse.ok(settings.configuration(login.state())))
        : HttpResponse.notFound();
  }

  @Get("/welcome/{+name}")
  HttpResponse<byte[]> file(String name) throws IOException {
    String type = TYPES.get(name);
    if (!settings.enabled() || type == null) {
      return HttpResponse.notFound();
    }
    try (InputStream content =
        resources.getResourceAsStream("classpath:web/" + name).orElseThrow()) {
      return guarded(HttpResponse.ok(content.readAllBytes()).contentType(new MediaType(type)));
    }
  }

  private <T> MutableHttpResponse<T> guarded(MutableHttpResponse<T> response) {
    return response
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
                + " 'self' "
                + settings.keycloakOrigin()
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  }
}
