// What the person at the keyboard has given for this tab: a token and a purpose.
// Session storage only: it is gone with the tab and is not shared with other tabs.

const TOKEN = "register:token";
const PURPOSE = "register:purpose";

export const PURPOSES = [
  "safeguarding_child",
  "missing_investigation",
  "incident_response",
  "prevention_analysis",
  "inspection",
  "statistics",
  "regulation",
  "system_support",
];

export const token = () => sessionStorage.getItem(TOKEN) ?? "";

export const purpose = () => sessionStorage.getItem(PURPOSE) ?? "";

export const keepToken = (given) => put(TOKEN, given.trim().replace(/^bearer\s+/i, ""));

export const keepPurpose = (given) => put(PURPOSE, given);

export function forget() {
  sessionStorage.clear();
}

function put(name, value) {
  if (value) sessionStorage.setItem(name, value);
  else sessionStorage.removeItem(name);
}
