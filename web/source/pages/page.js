// What scripts add to the pages. Every page works without them.
import { Button } from "govuk-frontend/dist/govuk/components/button/button.mjs";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { ServiceNavigation } from "govuk-frontend/dist/govuk/components/service-navigation/service-navigation.mjs";
import { keepDraft, settle } from "./drafts.js";

settle();
document.body.classList.add("js-enabled", "govuk-frontend-supported");
start(document);

function start(root) {
  for (const Part of [Button, ErrorSummary, ServiceNavigation]) {
    for (const found of root.querySelectorAll(`[data-module="${Part.moduleName}"]`)) new Part(found);
  }
  for (const form of root.querySelectorAll("[data-draft]")) keepDraft(form);
  for (const form of root.querySelectorAll("[data-progress]")) form.addEventListener("submit", send);
}

// A file is sent in sight: how much of it has arrived, and that it is being checked.
function send(event) {
  const form = event.currentTarget;
  event.preventDefault();
  if (form.dataset.progress === "sending") return;
  form.dataset.progress = "sending";
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", ({ loaded, total }) => tell(form, loaded, total));
  request.addEventListener("load", () => arrive(form, request));
  // The browser sends it by itself, and says what is wrong. Its key makes what has arrived already harmless.
  request.addEventListener("error", () => form.submit());
  request.open("POST", form.action);
  request.send(new FormData(form, event.submitter));
}

function tell(form, loaded, total) {
  const bar = form.querySelector("progress");
  bar.hidden = false;
  bar.max = total;
  bar.value = loaded;
  const said = loaded < total ? `${Math.floor((loaded * 4) / total) * 25} % is sent.` : "All of it is sent. It is being checked: a long file takes half a minute.";
  const place = form.querySelector("[role=status]");
  if (place.textContent !== said) place.textContent = said;
}

function arrive(form, request) {
  if (new URL(request.responseURL).pathname !== new URL(form.action).pathname) {
    location.assign(request.responseURL);
    return;
  }
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  document.title = page.title;
  const main = document.getElementById("main-content");
  main.replaceChildren(...page.getElementById("main-content").childNodes);
  start(main);
  scrollTo(0, 0);
}

// What changes while it is read is fetched again, unless somebody is at work in it. It is followed while it is in sight:
// a browser has few connections to one server, and pages that nobody looks at would hold them all.
// A stream that began late has missed what came between.
const LATE_MS = 2000;
const shown = document.querySelector("[data-live]");
if (shown) watch(shown);

function watch(shown) {
  let source = null;
  const begin = (isLate) => {
    source?.close();
    source = document.hidden ? null : follow(shown, isLate, () => begin(true));
  };
  begin(performance.now() > LATE_MS);
  document.addEventListener("visibilitychange", () => begin(true));
  addEventListener("pagehide", () => source?.close());
}

function follow(shown, isLate, again) {
  const source = new EventSource(shown.dataset.live);
  source.addEventListener("next", async () => {
    const isNews = isLate;
    isLate = true;
    if (isNews && (await update(shown))) again();
  });
  source.addEventListener("complete", () => source.close());
  return source;
}

// Whether more is shown now than is followed: a record that began while the page was open has changes of its own.
async function update(shown) {
  const said = document.getElementById("live");
  if (shown.contains(document.activeElement)) {
    said.textContent = "What is shown has changed. Load the page again to see it.";
    return false;
  }
  const answer = await fetch(location.href);
  if (!answer.ok || answer.redirected) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(shown.id);
  if (!fresh || fresh.innerHTML === shown.innerHTML) return false;
  shown.replaceChildren(...fresh.childNodes);
  said.textContent = "What is shown has changed, and is up to date.";
  const isMore = fresh.dataset.live !== shown.dataset.live;
  shown.dataset.live = fresh.dataset.live;
  return isMore;
}
