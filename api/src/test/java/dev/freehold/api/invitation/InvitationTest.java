package dev.freehold.api.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.freehold.api.TestApi;
import dev.freehold.api.platform.Languages;
import dev.freehold.api.platform.Texts;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything about invitations that does not need a Keycloak that answers; see InvitationIT. */
class InvitationTest {
  private static final Pattern LINK = Pattern.compile("/invitations/([A-Za-z0-9_-]{43})\\s");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static GreenMail mails;
  private static TestApi api;
  private static String administrator;
  private static String clerk;

  private String email;

  @BeforeAll
  static void start() {
    mails = new GreenMail(ServerSetup.SMTP.dynamicPort().setVerbose(false));
    mails.start();
    api =
        new TestApi(
            Map.of(
                "freehold.smtp.host", "127.0.0.1",
                "freehold.smtp.port", String.valueOf(mails.getSmtp().getPort()),
                "freehold.smtp.from", "no-reply@example.com"));
    administrator = api.administrator("admin");
    clerk = UUID.randomUUID().toString();
    api.database.execute("insert into freehold.roles (id, name) values ('" + clerk + "', 'Clerk')");
  }

  @AfterAll
  static void stop() {
    api.close();
    mails.stop();
  }

  @BeforeEach
  void somebodyNew() {
    email = "ada-" + UUID.randomUUID() + "@example.com";
  }

  private static JsonNode invite(String bearer, String to, String message) {
    return api.graphql(
        bearer,
        """
        mutation { userInvite(data: {email: "%s", roles: ["%s"], message: "%s"}) {
          id status email roles { items { name } } } }\
        """
            .formatted(to, clerk, message));
  }

  private String invited() {
    JsonNode answer = invite(administrator, email, "Welcome aboard");
    assertThat(answer.path("errors")).isEmpty();
    return answer.at("/data/userInvite/id").textValue();
  }

  private static JsonNode change(String mutation, String id) {
    return api.graphql(
        administrator, "mutation { %s(data: {id: \"%s\"}) { status } }".formatted(mutation, id));
  }

  private static JsonNode accept(String bearer, String code) {
    return api.graphql(
        bearer, "mutation { invitationAccept(code: \"%s\") { userId } }".formatted(code));
  }

  /** The code in the newest of so many mails to the address. */
  private String code(int mailsToIt) throws Exception {
    return codeIn(text(mailsToIt));
  }

  private static String codeIn(String mail) {
    Matcher link = LINK.matcher(mail);
    assertThat(link.find()).as(mail).isTrue();
    return link.group(1);
  }

  private String text(int mailsToIt) throws Exception {
    org.awaitility.Awaitility.await().until(() -> received().length >= mailsToIt);
    MimeMultipart parts = (MimeMultipart) received()[mailsToIt - 1].getContent();
    return parts.getBodyPart(0).getContent().toString();
  }

  private MimeMessage[] received() {
    return mails.getReceivedMessagesForDomain(email);
  }

  private String user() {
    return api.token("sub " + email, email, true);
  }

  private static String roles(String bearer) {
    return api.graphql(bearer, "{ user { roles { items { name } } } }").at("/data/user").toString();
  }

  private static String code(JsonNode answer) {
    return answer.at("/errors/0/code").textValue();
  }

  private static String reason(JsonNode answer) {
    return answer.at("/errors/0/details/reason").textValue();
  }

  private static HttpResponse<String> page(String method, String code) throws Exception {
    return page(method, code, "en");
  }

  private static HttpResponse<String> page(String method, String code, String language)
      throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(api.server.getURL() + "/invitations/" + code))
            .header("accept-language", language)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void mailCarriesTheLinkAndOnlyTheMailDoes() throws Exception {
    invited();
    String text = text(1);
    assertThat(text).contains("You are invited to", "Welcome aboard");
    String code = codeIn(text);
    assertThat(api.database.texts("select t::text from freehold.invitations t"))
        .noneMatch(row -> row.contains(code));
    assertThat(api.database.texts("select details::text from freehold.audit_log"))
        .noneMatch(row -> row.contains(code));
    assertThat(
            api.graphql(administrator, "{ invitationsList { items { email status message } } }")
                .toString())
        .contains(email)
        .doesNotContain(code);
  }

  @Test
  void accountOfTheInvitationGetsTheRolesOnceItsAddressIsVerified() {
    String id = invited();
    api.database.execute(
        "update freehold.invitations set subject = 'sub %s' where id = '%s'".formatted(email, id));
    assertThat(roles(api.token("another " + email, email, true))).doesNotContain("Clerk");
    assertThat(roles(user())).contains("Clerk", "Guest");
    assertThat(
            api.database.texts("select status from freehold.invitations where id = '" + id + "'"))
        .containsExactly("ACCEPTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unverified", "another address", "cancelled"})
  void accountOfTheInvitationGetsNothing(String why) {
    String id = invited();
    api.database.execute(
        "update freehold.invitations set subject = 'sub %s' where id = '%s'".formatted(email, id));
    if (why.equals("cancelled")) {
      api.database.execute(
          "update freehold.invitations set status = 'CANCELLED' where id = '" + id + "'");
    }
    String address = why.equals("another address") ? "not-" + email : email;
    String token = api.token("sub " + email, address, !why.equals("unverified"));
    assertThat(roles(token)).contains("Guest").doesNotContain("Clerk");
  }

  @Test
  void existingUserAcceptsLoggedIn() throws Exception {
    String user = user();
    assertThat(roles(user)).doesNotContain("Clerk");
    invited();
    assertThat(roles(user)).doesNotContain("Clerk");
    String code = code(1);
    assertThat(accept(user, code).path("errors")).isEmpty();
    assertThat(roles(user)).contains("Clerk");

    JsonNode again = accept(user, code);
    assertThat(code(again)).isEqualTo("InvitationExpiredError");
    assertThat(reason(again)).isEqualTo("invitation_used");
    HttpResponse<String> page = page("GET", code);
    assertThat(page.statusCode()).isEqualTo(410);
    assertThat(page.body()).contains("This invitation was used already", "Log in");
  }

  @Test
  void nobodyElseAcceptsWithTheCode() throws Exception {
    invited();
    String code = code(1);
    String mallory = api.token("mallory", "mallory@example.com", true);
    String unverified = api.token("unverified " + email, email, false);
    for (String other : new String[] {mallory, unverified}) {
      JsonNode answer = accept(other, code);
      assertThat(code(answer)).isEqualTo("NotAuthorizedError");
      assertThat(reason(answer)).isEqualTo("invitation_for_another");
      assertThat(roles(other)).doesNotContain("Clerk");
    }
    assertThat(code(accept(null, code))).isEqualTo("NotAuthorizedError");
    assertThat(accept(user(), code).path("errors")).isEmpty();
  }

  @Test
  void cancelledInvitationIsRefused() throws Exception {
    String id = invited();
    String code = code(1);
    assertThat(change("invitationCancel", id).at("/data/invitationCancel/status").textValue())
        .isEqualTo("CANCELLED");
    assertThat(reason(accept(user(), code))).isEqualTo("invitation_cancelled");
    assertThat(page("POST", code).statusCode()).isEqualTo(410);
    assertThat(reason(change("invitationResend", id))).isEqualTo("invitation_cancelled");
  }

  @Test
  void expiredInvitationIsRefusedUntilItIsSentAgain() throws Exception {
    String id = invited();
    String first = code(1);
    api.database.execute(
        "update freehold.invitations set expires_at = now() - interval '1 s' where id = '"
            + id
            + "'");
    JsonNode answer = accept(user(), first);
    assertThat(code(answer)).isEqualTo("InvitationExpiredError");
    assertThat(reason(answer)).isEqualTo("invitation_expired");
    assertThat(page("GET", first).body()).contains("This invitation has expired");

    change("invitationResend", id);
    String second = code(2);
    assertThat(reason(accept(user(), first))).isEqualTo("invitation_unknown");
    assertThat(accept(user(), second).path("errors")).isEmpty();
  }

  @Test
  void pageShowsTheMessageAsTextOnly() throws Exception {
    invite(administrator, email, "<script>alert(1)</script> & \\\"more\\\"");
    HttpResponse<String> page = page("GET", code(1));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("&lt;script&gt;", email).doesNotContain("<script>");
    assertThat(page.headers().firstValue("content-security-policy").orElse(""))
        .contains("default-src 'none'");
    assertThat(page.headers().firstValue("referrer-policy")).contains("no-referrer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "..%2Fetc"})
  void pageOfAnUnknownCodeSaysSo(String code) throws Exception {
    HttpResponse<String> page = page("GET", code);
    assertThat(page.statusCode()).isEqualTo(410);
    assertThat(page.body()).contains("does not exist");
  }

  @Test
  void acceptingWaitsForKeycloak() throws Exception {
    invited();
    HttpResponse<String> page = page("POST", code(1));
    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.body()).contains("in a few minutes");
  }

  @Test
  void mailSpeaksTheLanguageThatWasAskedForAlsoWhenItIsSentAgain() throws Exception {
    JsonNode made =
        api.graphql(
            administrator,
            """
            mutation { userInvite(data: {email: "%s", roles: [], language: "de-AT"}) {
              id language } }\
            """
                .formatted(email));
    assertThat(made.at("/data/userInvite/language").textValue()).isEqualTo("de");
    assertThat(text(1)).contains("Sie sind zu Freehold eingeladen");
    change("invitationResend", made.at("/data/userInvite/id").textValue());
    assertThat(text(2)).contains("Der Link gilt bis zum");
    MimeMultipart parts = (MimeMultipart) received()[1].getContent();
    assertThat(parts.getBodyPart(1).getContent().toString()).contains("<html lang=\"de\">");
    assertThat(received()[1].getSubject()).isEqualTo("Ihre Einladung zu Freehold");
  }

  @Test
  void pageSpeaksTheReadersLanguageElseTheInvitations() throws Exception {
    api.graphql(
        administrator,
        "mutation { userInvite(data: {email: \"%s\", roles: [], language: \"de\"}) { id } }"
            .formatted(email));
    String code = code(1);
    assertThat(page("GET", code, "fr-FR,es;q=0.8,en;q=0.2").body())
        .contains("<html lang=\"es\">", "Le han invitado a Freehold");
    assertThat(page("GET", code, "fr").body())
        .contains("<html lang=\"de\">", "Sie sind zu Freehold eingeladen", "Annehmen");
    api.database.execute("update freehold.invitations set status = 'ACCEPTED'");
    assertThat(page("GET", code, "de").body())
        .contains("Diese Einladung wurde schon angenommen", "http://localhost:3000/");
    assertThat(page("GET", "x", "es").body()).contains("Esta invitación no existe");
  }

  @Test
  void aLanguageThatIsNotSpokenIsRefused() {
    JsonNode answer =
        api.graphql(
            administrator,
            "mutation { userInvite(data: {email: \"%s\", roles: [], language: \"fr\"}) { id } }"
                .formatted(email));
    assertThat(answer.at("/errors/0/details/language").textValue())
        .isEqualTo("must be one of en, de, es");
  }

  @ParameterizedTest
  @EnumSource(InvitationRefusal.class)
  void everyRefusalHasWordsForPeople(InvitationRefusal refusal) {
    Texts texts = Texts.of("invitation", Languages.USUAL);
    assertThat(texts.has(refusal.reason() + ".title")).isTrue();
    assertThat(texts.has(refusal.reason() + ".text")).isTrue();
  }

  @Test
  void oneOpenInvitationForAnAddress() {
    invited();
    JsonNode again = invite(administrator, email.toUpperCase(java.util.Locale.ROOT), "");
    assertThat(code(again)).isEqualTo("EntityExistsError");
    assertThat(reason(again)).isEqualTo("invitation_open");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "ada@",
        "@example.com",
        "a b@example.com",
        "ada@exämple.com",
        "ada@example.com\\nBcc: x@example.com",
        "ａda@example.com",
        "adınnoy@example.com",
        // The Kelvin sign, whose lower case is an ASCII k.
        "\u212Aim@example.com"
      })
  void addressOfAnotherShapeIsRefused(String address) {
    assertThat(code(invite(administrator, address, ""))).isEqualTo("ValidationError");
  }

  @Test
  void onlyAdministratorsInvite() {
    String id = invited();
    String user = api.token("somebody", "somebody@example.com", true);
    for (String bearer : new String[] {null, user}) {
      assertThat(code(invite(bearer, "x@example.com", ""))).isEqualTo("NotAuthorizedError");
      for (String operation :
          new String[] {
            "{ invitationsList { count } }",
            "mutation { invitationCancel(data: {id: \"%s\"}) { id } }".formatted(id),
            "mutation { invitationResend(data: {id: \"%s\"}) { id } }".formatted(id)
          }) {
        assertThat(code(api.graphql(bearer, operation))).isEqualTo("NotAuthorizedError");
      }
    }
  }
}
