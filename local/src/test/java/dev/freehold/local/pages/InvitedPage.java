package dev.freehold.local.pages;

import com.microsoft.playwright.Page;

/** What the invited meet at Keycloak; the pages before are the API's, see ApiPagesIT. */
enum InvitedPage implements HostedPage {
  INVITATION_STEPS {
    @Override
    public void open(Page page, PageRealm realm) {
      page.navigate(realm.invitation(PageRealm.INVITED));
      page.locator("#kc-info-message a").waitFor();
    }
  },
  FIRST_PASSWORD {
    @Override
    public void open(Page page, PageRealm realm) {
      INVITATION_STEPS.open(page, realm);
      page.locator("#kc-info-message a").click();
      page.locator("#password-new").waitFor();
    }
  };
}
