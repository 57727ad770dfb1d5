package dev.freehold.api.platform;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.regex.Pattern;

/**
 * Gives every request the id that its answer ({@code x-request-id}) and the log share. One sent by
 * the client or a proxy is kept when it is a short plain token, so that it cannot forge log lines.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
public final class RequestIds implements Ordered {
  public static final String HEADER = "x-request-id";

  /** The key under which the log finds the id. */
  public static final String LOG_KEY = "requestId";

  private static final String ATTRIBUTE = "freehold.requestId";
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /** The request's id; the same at every call for the same request. */
  public static String of(HttpRequest<?> request) {
    return request
        .getAttribute(ATTRIBUTE, String.class)
        .orElseGet(() -> {
          String id = choose(request);
          request.setAttribute(ATTRIBUTE, id);
          return id;
        });
  }

  @RequestFilter
  public void assign(HttpRequest<?> request) {
    of(request);
  }

  @ResponseFilter
  public void answer(HttpRequest<?> request, MutableHttpResponse<?> response) {
    response.getHeaders().set(HEADER, of(request));
  }

  /** Before every other filter, so that their refusals carry the id too. */
  @Override
  public int getOrder() {
    return ServerFilterPhase.FIRST.before();
  }

  private static String choose(HttpRequest<?> request) {
    String sent = request.getHeaders().get(HEADER);
    return sent != null && SANE.matcher(sent).matches() ? sent : Ids.next().toString();
  }
}
