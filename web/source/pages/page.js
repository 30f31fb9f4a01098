// What scripts add to the pages. Every page works without them.
import { Button } from "govuk-frontend/dist/govuk/components/button/button.mjs";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { ServiceNavigation } from "govuk-frontend/dist/govuk/components/service-navigation/service-navigation.mjs";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const Part of [Button, ErrorSummary, ServiceNavigation]) {
  for (const found of document.querySelectorAll(`[data-module="${Part.moduleName}"]`)) new Part(found);
}
