package dev.freehold.local.pages;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.freehold.local.TestPlatform;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A browser without history, and what it saw besides the page. */
final class CleanBrowser implements AutoCloseable {
  private static final Set<String> GRAVE = Set.of("serious", "critical");

  private final BrowserContext context;
  private final Page page;
  private final List<String> strangeRequests = new CopyOnWriteArrayList<>();

  private CleanBrowser(BrowserContext context) {
    this.context = context;
    String keycloak = TestPlatform.shared().keycloak().url() + "/";
    context.onRequest(request -> {
      // Going to another page is not loading something into this one.
      if (!request.isNavigationRequest()
          && !request.url().startsWith(keycloak)
          && !request.url().startsWith("data:")) {
        strangeRequests.add(request.url());
      }
    });
    page = context.newPage();
  }

  static CleanBrowser with(Look look, String language) {
    return new CleanBrowser(TestPlatform.shared().browser().newContext(look.options(language)));
  }

  static CleanBrowser english() {
    return with(Look.LIGHT_DESKTOP, "en");
  }

  Page open(HostedPage hosted, PageRealm realm) {
    hosted.open(page, realm);
    return page;
  }

  /** From now on the device is another one; the page stays. */
  void turnInto(Look look) {
    look.apply(page);
    // The change is told to the page before its next frame.
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
  }

  Page page() {
    return page;
  }

  /** What pages loaded from anywhere but Keycloak. */
  List<String> strangeRequests() {
    return strangeRequests;
  }

  /** Serious and critical findings of axe on the page, with what they are about. */
  List<String> graveFindings() {
    return new AxeBuilder(page)
        .analyze().getViolations().stream()
            .filter(rule -> GRAVE.contains(rule.getImpact()))
            .map(rule -> rule.getId() + ": " + rule.getNodes())
            .toList();
  }

  boolean scrollsSideways() {
    return (Boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth");
  }

  String style(String selector, String property) {
    return (String)
        page.evaluate(
            "([s, p]) => getComputedStyle(document.querySelector(s)).getPropertyValue(p)",
            List.of(selector, property));
  }

  @Override
  public void close() {
    context.close();
  }
}
