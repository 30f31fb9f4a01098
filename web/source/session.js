// What the person at the keyboard has given for this tab: a token and a purpose.
// Session storage only: it is gone with the tab, is not shared with other tabs, and never stands in an address.

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

export function keep({ token, purpose }) {
  put(TOKEN, token.trim().replace(/^bearer\s+/i, ""));
  put(PURPOSE, purpose);
}

export function forget() {
  sessionStorage.clear();
}

function put(name, value) {
  if (value) sessionStorage.setItem(name, value);
  else sessionStorage.removeItem(name);
}
