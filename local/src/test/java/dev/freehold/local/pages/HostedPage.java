package dev.freehold.local.pages;

import com.microsoft.playwright.Page;

/** A page of Keycloak and the way to it. */
interface HostedPage {
  /** Returns when the page is there. */
  void open(Page page, PageRealm realm);

  String name();

  /** What the form of a log-in asks for first. */
  static void logIn(Page page, PageRealm realm, String user, String password) {
    page.navigate(realm.url("auth", "freehold-app"));
    page.locator("#username").fill(user);
    page.locator("#password").fill(password);
    page.locator("#kc-login").click();
  }
}
