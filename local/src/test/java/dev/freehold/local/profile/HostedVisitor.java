package dev.freehold.local.profile;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freehold.local.TestPlatform;
import dev.freehold.local.UsedSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.UUID;

/** Somebody on a profile's hosted page in Chromium, and the application that sent him there. */
final class HostedVisitor implements AutoCloseable {
  static final String PASSWORD = UsedSecrets.OF_THIS_RUN.text("password", "correct horse battery");

  private final HttpServer application;
  private final BrowserContext context;
  private final Page page;
  private String issuer;

  HostedVisitor() {
    try {
      application =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    application.createContext("/", HostedVisitor::answer);
    application.start();
    context = TestPlatform.shared().browser().newContext();
    page = context.newPage();
    page.setDefaultTimeout(15_000);
  }

  /** Where the application is returned to. */
  String callback() {
    return "http://127.0.0.1:" + application.getAddress().getPort() + "/callback";
  }

  Page page() {
    return page;
  }

  /** From now on he visits that profile's page. */
  void visit(ProfileAdministrator.Made profile) {
    issuer = profile.issuer();
  }

  /** Opens the page as the application does, with these parameters at the end. */
  void open(String more) {
    page.navigate(
        issuer
            + "/protocol/openid-connect/auth?client_id=freehold-app&response_type=code"
            + "&scope=openid&redirect_uri="
            + callback()
            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
            + "&code_challenge_method=S256"
            + more);
  }

  /** Fills in the sign-up form; answers the new e-mail. */
  String signUp(String password) {
    open("&prompt=create");
    return fillIn(password);
  }

  /** The same on a form that is shown already. */
  String fillIn(String password) {
    String email = "ada-" + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
    page.locator("#email").fill(email);
    page.locator("#firstName").fill("Ada");
    page.locator("#lastName").fill("Lovelace");
    page.locator("#password").fill(password);
    page.locator("#password-confirm").fill(password);
    page.locator("[type=submit]").click();
    return email;
  }

  void logIn(String email) {
    open("");
    enter(email);
  }

  /** The same on a form that is shown already. */
  void enter(String email) {
    page.locator("#username").fill(email);
    page.locator("#password").fill(PASSWORD);
    page.locator("#kc-login").click();
  }

  void assertLoggedIn() {
    page.waitForURL(url -> url.startsWith(callback()) && url.contains("code="));
  }

  /** A browser that has never been here, with the same security keys. */
  void forget() {
    context.clearCookies();
  }

  /** Sets up the codes that the page asks for; answers their secret. */
  String setUpCodes() {
    page.locator("#mode-manual").click();
    String secret = page.locator("#kc-totp-secret-key").textContent();
    UsedSecrets.OF_THIS_RUN.text("TOTP secret", secret.replaceAll("\\s", ""));
    page.locator("#totp").fill(Totp.code(secret));
    page.locator("#saveTOTPBtn").click();
    return secret;
  }

  /**
   * A key that answers by itself (Chrome DevTools Protocol, domain WebAuthn).
   *
   * @param transport {@code internal}: the device's own; {@code usb}: a security key
   */
  void hasKey(String transport) {
    CDPSession devtools = context.newCDPSession(page);
    devtools.send("WebAuthn.enable");
    JsonObject options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("transport", transport);
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", true);
    options.addProperty("automaticPresenceSimulation", true);
    JsonObject request = new JsonObject();
    request.add("options", options);
    devtools.send("WebAuthn.addVirtualAuthenticator", request);
    page.onDialog(dialog -> dialog.accept("My key"));
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public void close() {
    context.close();
    application.stop(0);
  }
}
