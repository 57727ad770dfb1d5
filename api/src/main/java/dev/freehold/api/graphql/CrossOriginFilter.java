package dev.freehold.api.graphql;

import dev.freehold.api.access.Narrowing;
import dev.freehold.api.operation.AllowedOrigins;
import dev.freehold.api.platform.Installation;
import dev.freehold.api.platform.RequestIds;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets pages of the profiles' origins read answers (CORS, https://fetch.spec.whatwg.org). Browsers
 * send no cookies here; the bearer is a header the page sets itself. For WebSockets, which know no
 * CORS, pages of other origins are refused.
 */
@ServerFilter("/graphql")
final class CrossOriginFilter implements Ordered {
  private static final Set<String> HEADERS =
      Set.of(
          "authorization",
          "workspace",
          "environment",
          "content-type",
          Narrowing.HEADER,
          RequestIds.HEADER);

  private static final String ALLOWED_HEADERS =
      "authorization, workspace, environment, content-type, "
          + Narrowing.HEADER
          + ", "
          + RequestIds.HEADER;

  private final AllowedOrigins origins;
  private final @Nullable String own;

  CrossOriginFilter(@Nullable AllowedOrigins origins, @Nullable Installation installation) {
    this.origins = origins == null ? origin -> false : origins;
    this.own = installation == null ? null : origin(installation.publicUrl());
  }

  @RequestFilter
  @Nullable
  HttpResponse<?> preflight(HttpRequest<?> request) {
    if (opensSocket(request) && !mayOpenSocket(request)) {
      return HttpResponse.status(HttpStatus.FORBIDDEN);
    }
    if (request.getMethod() != HttpMethod.OPTIONS) {
      return null;
    }
    MutableHttpResponse<?> response =
        HttpResponse.noContent().header(HttpHeaders.ALLOW, "GET, POST, OPTIONS");
    allow(request, response);
    if (isAllowed(request)
        && request.getHeaders().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)) {
      response
          .header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST")
          .header(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, allowedHeaders(request))
          .header(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600");
    }
    return response;
  }

  @ResponseFilter
  void allow(HttpRequest<?> request, MutableHttpResponse<?> response) {
    response.getHeaders().set(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    if (isAllowed(request)) {
      response
          .getHeaders()
          .set(
              HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, request.getHeaders().get(HttpHeaders.ORIGIN))
          .set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, RequestIds.HEADER);
    }
  }

  /** Before log-in is looked at: a preflight has none. */
  @Override
  public int getOrder() {
    return ServerFilterPhase.FIRST.order();
  }

  private static boolean opensSocket(HttpRequest<?> request) {
    return "websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeaders.UPGRADE));
  }

  /** What is no browser names no origin. */
  private boolean mayOpenSocket(HttpRequest<?> request) {
    String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
    return origin == null || origin.equals(own) || origins.allows(origin);
  }

  private static String origin(URI url) {
    return url.getScheme() + "://" + url.getRawAuthority();
  }

  private boolean isAllowed(HttpRequest<?> request) {
    String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
    return origin != null && origins.allows(origin);
  }

  private static String allowedHeaders(HttpRequest<?> request) {
    String asked = request.getHeaders().get(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
    if (asked == null) {
      return ALLOWED_HEADERS;
    }
    List<String> names =
        Arrays.stream(asked.split(",", -1))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> HEADERS.contains(name) || isApollo(name))
            .toList();
    return names.isEmpty() ? ALLOWED_HEADERS : names.stream().collect(Collectors.joining(", "));
  }

  private static boolean isApollo(String name) {
    // The name goes back in a header, so only what a header name may be.
    return name.matches("apollo(graphql)?-[a-z0-9-]{1,60}");
  }
}
