package dev.freehold.local;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Chromium: the system's when there is one, else the one Playwright brings. */
record TestBrowser(Playwright playwright, Browser browser) implements AutoCloseable {
  static TestBrowser launch() {
    Optional<Path> system = installed();
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    system.isPresent()
                        ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
                        : Map.of()));
    BrowserType.LaunchOptions options = new BrowserType.LaunchOptions().setHeadless(true);
    system.ifPresent(options::setExecutablePath);
    if (System.getProperty("user.name").equals("root")) {
      // Chromium refuses to build its sandbox as root.
      options.setArgs(List.of("--no-sandbox"));
    }
    return new TestBrowser(playwright, playwright.chromium().launch(options));
  }

  private static Optional<Path> installed() {
    return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
        .flatMap(name ->
            Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
