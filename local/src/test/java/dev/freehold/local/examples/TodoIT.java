package dev.freehold.local.examples;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import dev.freehold.local.GraphQl;
import dev.freehold.local.NodeProject;
import dev.freehold.local.TestPlatform;
import dev.freehold.local.UsedSecrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The application of {@code docs/examples/todo}, set up as its guide says, in a browser. */
class TodoIT {
  private static final Path EXAMPLE = Path.of("../docs/examples/todo");
  private static final String PASSWORD =
      UsedSecrets.OF_THIS_RUN.text("password", "correct horse battery");

  private final TestPlatform platform = TestPlatform.shared();
  private GraphQl administrator;
  private HttpServer application;
  private String address;
  private String profile;

  @BeforeEach
  void setUp() throws Exception {
    NodeProject project = NodeProject.install(EXAMPLE, "todo");
    project.script("build");
    platform.api();
    platform.awaitProvisioned();
    administrator = platform.administrator();
    sql(Files.readString(EXAMPLE.resolve("schema.sql")) + "alter table todos owner to freehold;");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !administrator.ask("{ todosList { count } }", Map.of()).has("errors"));
    administrator.data(
        "mutation ($yaml: String!) { permissionsImport(yaml: $yaml) { applied } }",
        Map.of("yaml", Files.readString(EXAMPLE.resolve("permissions.yaml"))));
    serve(project.folder().resolve("public").toAbsolutePath().normalize());
  }

  private void serve(Path files) throws IOException {
    application =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            files,
            SimpleFileServer.OutputLevel.NONE);
    address = "http://127.0.0.1:" + application.getAddress().getPort() + "/";
    JsonNode made = createProfile();
    Files.writeString(
        files.resolve("config.js"),
        "globalThis.config = { api: \"%s/graphql\", authority: \"%s\", clientId: \"%s\" };"
            .formatted(
                platform.api().url(),
                made.at("/clientInformation/issuer").asText(),
                made.at("/clientInformation/clientId").asText()));
    application.start();
  }

  private JsonNode createProfile() {
    JsonNode made =
        administrator
            .data(
                """
                mutation ($data: AuthenticationProfileCreateInput!) {
                  authenticationProfileCreate(data: $data) {
                    id clientInformation { issuer clientId }
                  }
                }
                """,
                Map.of(
                    "data",
                    Map.of(
                        "name", "To-do " + UUID.randomUUID().toString().substring(0, 8),
                        "selfSignUp", "OPEN",
                        "roles", List.of(role("Member")),
                        "allowedCallbackUrls", List.of(address),
                        "allowedLogoutUrls", List.of(address))))
            .get("authenticationProfileCreate");
    profile = made.get("id").asText();
    return made;
  }

  private String role(String name) {
    for (JsonNode role :
        administrator
            .data("{ rolesList { items { id name } } }", Map.of())
            .at("/rolesList/items")) {
      if (role.get("name").asText().equals(name)) {
        return role.get("id").asText();
      }
    }
    throw new AssertionError("no role " + name);
  }

  @AfterEach
  void takeDown() throws SQLException {
    if (application != null) {
      application.stop(0);
    }
    if (profile != null) {
      administrator.data(
          "mutation ($id: ID!) { authenticationProfileDelete(data: { id: $id, force: true }) { success } }",
          Map.of("id", profile));
    }
    sql("drop table if exists todos");
  }

  @Test
  void keepsAListThatOthersSeeAsFarAsItIsShared() {
    try (BrowserContext adas = platform.browser().newContext();
        BrowserContext nobodys = platform.browser().newContext();
        BrowserContext graces = platform.browser().newContext()) {
      Page guest = open(nobodys);
      Page ada = open(adas);
      signUp(ada);
      add(ada, "Water the plants", false);
      add(ada, "Invite the neighbours", true);

      assertThat(mine(ada))
          .containsText(new String[] {"Invite the neighbours", "Water the plants"});
      assertThat(everybodys(guest)).containsText(new String[] {"Invite the neighbours"});

      Page second = open(adas);
      assertThat(mine(second)).hasCount(0);
      Page grace = open(graces);
      signUp(grace);
      assertThat(everybodys(grace)).hasCount(1);
      assertThat(mine(grace)).hasCount(0);

      done(ada, "Invite the neighbours").check();
      assertThat(done(guest, "Invite the neighbours")).isChecked();
      assertThat(done(guest, "Invite the neighbours")).isDisabled();

      ada.reload();
      assertThat(mine(ada)).hasCount(2);
      ada.getByRole(
              AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Delete: Invite the neighbours"))
          .click();
      assertThat(mine(ada)).containsText(new String[] {"Water the plants"});
      assertThat(everybodys(guest)).hasCount(0);
      assertThat(ada.locator("#error")).isHidden();

      ada.locator("#log-out").click();
      assertThat(ada.locator("#log-in")).isVisible();
      assertThat(ada.locator("#mine")).isHidden();
    }
  }

  private Page open(BrowserContext context) {
    Page page = context.newPage();
    page.setDefaultTimeout(15_000);
    page.navigate(address);
    return page;
  }

  private static void signUp(Page page) {
    page.locator("#sign-up").click();
    page.locator("#email").fill("todo-" + UUID.randomUUID() + "@example.com");
    page.locator("#firstName").fill("Ada");
    page.locator("#lastName").fill("Lovelace");
    page.locator("#password").fill(PASSWORD);
    page.locator("#password-confirm").fill(PASSWORD);
    page.locator("[type=submit]").click();
    assertThat(page.locator("#who")).containsText("todo-");
  }

  private static void add(Page page, String title, boolean shared) {
    page.locator("[name=title]").fill(title);
    page.locator("[name=shared]").setChecked(shared);
    page.locator("#add button").click();
    assertThat(mine(page).first()).containsText(title);
  }

  private static Locator mine(Page page) {
    return page.locator("#mine li");
  }

  private static Locator everybodys(Page page) {
    return page.locator("#everybody li");
  }

  private static Locator done(Page page, String title) {
    return page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Done: " + title))
        .first();
  }

  private void sql(String text) throws SQLException {
    try (Connection connection = platform.freeholdDatabase();
        Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }
}
