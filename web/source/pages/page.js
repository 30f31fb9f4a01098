// What scripts add to the pages. Every page works without them.
import { Button } from "govuk-frontend/dist/govuk/components/button/button.mjs";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { ServiceNavigation } from "govuk-frontend/dist/govuk/components/service-navigation/service-navigation.mjs";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const Part of [Button, ErrorSummary, ServiceNavigation]) {
  for (const found of document.querySelectorAll(`[data-module="${Part.moduleName}"]`)) new Part(found);
}

// A list that changes while it is read: it is fetched again, unless somebody is at work in it.
const list = document.querySelector("[data-live]");
if (list) follow(list);

function follow(list) {
  const source = new EventSource(list.dataset.live);
  let isFirst = true;
  source.addEventListener("next", () => {
    if (!isFirst) update(list);
    isFirst = false;
  });
  source.addEventListener("complete", () => source.close());
  addEventListener("pagehide", () => source.close());
}

async function update(list) {
  const said = document.getElementById("live");
  if (list.contains(document.activeElement)) {
    said.textContent = "The list has changed. Load the page again to see it.";
    return;
  }
  const answer = await fetch(location.href);
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  list.replaceChildren(...page.getElementById(list.id).childNodes);
  said.textContent = "The list has changed, and is up to date.";
}
