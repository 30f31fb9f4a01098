// A link of the demonstration: its token and purpose follow #, so no server sees them. They are taken out of the address
// at once. A token of any other issuer is left alone: a link must not make anyone ask under another name.

import { keepPurpose, keepToken, PURPOSES } from "./session.js";

const DEMONSTRATION = "https://development-issuer.invalid";

export function takeLink() {
  const given = new URLSearchParams(window.location.hash.slice(1));
  if (!given.has("token")) return;
  window.history.replaceState(null, "", window.location.pathname);
  if (issuer(given.get("token")) !== DEMONSTRATION) return;
  keepToken(given.get("token"));
  if (PURPOSES.includes(given.get("purpose"))) keepPurpose(given.get("purpose"));
}

function issuer(token) {
  try {
    return JSON.parse(atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/"))).iss;
  } catch {
    return null;
  }
}
