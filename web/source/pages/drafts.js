// What somebody typed into a form and did not send: kept in the browser for a week, for that person alone. It is
// encrypted with a key that the register gives to nobody else, so that whoever uses the browser next cannot read it.
const LIFE_MS = 7 * 86_400_000;
const PREFIX = "register draft ";
const SENT = "register sent";
const UNTYPED = ["hidden", "file", "submit", "button", "fieldset"];

// A form that led to where something was done needs its draft no longer.
export function settle() {
  const place = sessionStorage.getItem(SENT);
  if (place && new URLSearchParams(location.search).has("done")) {
    localStorage.removeItem(place);
    sessionStorage.removeItem(SENT);
  }
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(PREFIX) && !(read(name)?.at > Date.now() - LIFE_MS)) localStorage.removeItem(name);
  }
}

export async function keepDraft(form) {
  if (!crypto.subtle) return;
  const key = await keyOf(form.dataset.draft);
  const place = PREFIX + location.pathname;
  const isFresh = !document.querySelector(".govuk-error-summary");
  if (isFresh) await offer(form, key, place);
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => save(form, key, place), 300);
  });
  form.addEventListener("submit", () => sessionStorage.setItem(SENT, place));
}

async function save(form, key, place) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const whole = new TextEncoder().encode(JSON.stringify({ version: versionOf(form), typed: typed(form) }));
  const kept = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, whole));
  localStorage.setItem(place, JSON.stringify({ at: Date.now(), iv: hex(iv), kept: hex(kept) }));
  form.dataset.kept = "yes";
}

async function offer(form, key, place) {
  const draft = read(place);
  const opened = draft && (await open(draft, key));
  const asked = document.getElementById("draft");
  if (!opened || !asked) return;
  asked.querySelector("time").textContent = new Date(draft.at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
  asked.querySelector("[data-changed]").hidden = opened.version === versionOf(form);
  const [back, away] = asked.querySelectorAll("button");
  back.addEventListener("click", () => {
    restore(form, opened.typed);
    asked.hidden = true;
    controls(form)[0]?.focus();
  });
  away.addEventListener("click", () => {
    localStorage.removeItem(place);
    asked.hidden = true;
    controls(form)[0]?.focus();
  });
  asked.hidden = false;
}

function controls(form) {
  return [...form.elements].filter((each) => each.name && !UNTYPED.includes(each.type));
}

function typed(form) {
  return controls(form)
    .filter((each) => !("checked" in each) || !["radio", "checkbox"].includes(each.type) || each.checked)
    .map((each) => [each.name, each.value]);
}

function restore(form, kept) {
  for (const each of controls(form)) {
    if (["radio", "checkbox"].includes(each.type)) {
      each.checked = kept.some(([name, value]) => name === each.name && value === each.value);
    } else {
      each.value = kept.find(([name]) => name === each.name)?.[1] ?? each.value;
    }
  }
}

function versionOf(form) {
  return form.elements.namedItem("expectedVersion")?.value ?? "";
}

function read(place) {
  try {
    return JSON.parse(localStorage.getItem(place));
  } catch {
    return null;
  }
}

async function open({ iv, kept }, key) {
  try {
    const whole = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(iv) }, key, bytes(kept));
    return JSON.parse(new TextDecoder().decode(whole));
  } catch {
    return null;
  }
}

// The key is behind a mask that is another on each page.
function keyOf(masked) {
  const all = bytes(masked);
  const half = all.length / 2;
  const key = all.slice(half).map((each, place) => each ^ all[place]);
  return crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);
}

function hex(all) {
  return [...all].map((each) => each.toString(16).padStart(2, "0")).join("");
}

function bytes(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (each) => parseInt(each, 16));
}
