// Labels of some of Keycloak's pages name a field that is not there, so whoever hears the page is not told what to fill in.
document.addEventListener("DOMContentLoaded", () => {
  for (const label of document.querySelectorAll("label[for]")) {
    const field = label.control ? null : label.closest(".pf-v5-c-form__group")?.querySelector("input:not([type=hidden])");
    if (field?.labels.length === 0) {
      label.htmlFor = field.id;
    }
  }
});
