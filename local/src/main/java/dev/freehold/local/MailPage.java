package dev.freehold.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The caught mails on a page of 127.0.0.1: {@code /} lists them, {@code /mails/N} shows one, {@code
 * /mails/N/html} is its HTML part alone. What a mail contains is hostile until shown otherwise: its
 * HTML is only ever served under a policy that sandboxes it and forbids scripts, forms and every
 * load from elsewhere.
 */
final class MailPage implements AutoCloseable {
  private static final Pattern PATH = Pattern.compile("/mails/(\\d{1,6})(/html)?");
  private static final String OWN_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";
  private static final String MAIL_POLICY =
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'self'";

  private final HttpServer server;
  private final MailCatcher catcher;

  private MailPage(HttpServer server, MailCatcher catcher) {
    this.server = server;
    this.catcher = catcher;
  }

  static MailPage start(int port, MailCatcher catcher) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
      MailPage page = new MailPage(server, catcher);
      server.createContext("/", page::answer);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return page;
    } catch (IOException e) {
      throw new UncheckedIOException("the page of caught mail on port " + port, e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
      List<CaughtMail> mails = catcher.mails();
      if (!isLocal(exchange.getRequestHeaders().getFirst("Host"))) {
        send(exchange, 403, OWN_POLICY, MailHtml.message("Ask for localhost."));
      } else if (!exchange.getRequestMethod().equals("GET")) {
        send(exchange, 405, OWN_POLICY, MailHtml.message("Only GET."));
      } else if (exchange.getRequestURI().getPath().equals("/")) {
        send(exchange, 200, OWN_POLICY, MailHtml.list(mails));
      } else if (path.matches() && Integer.parseInt(path.group(1)) < mails.size()) {
        int number = Integer.parseInt(path.group(1));
        CaughtMail mail = mails.get(number);
        if (path.group(2) == null) {
          send(exchange, 200, OWN_POLICY, MailHtml.mail(number, mail));
        } else {
          send(exchange, 200, MAIL_POLICY, mail.html());
        }
      } else {
        send(exchange, 404, OWN_POLICY, MailHtml.message("No such mail."));
      }
    }
  }

  /** A foreign page that made its own name point here (DNS rebinding) must not read the mails. */
  private boolean isLocal(String host) {
    return ("localhost:" + port()).equals(host) || ("127.0.0.1:" + port()).equals(host);
  }

  private static void send(HttpExchange exchange, int status, String policy, String html)
      throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "text/html; charset=utf-8");
    headers.set("Content-Security-Policy", policy);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
    byte[] body = html.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
