// One request to the register, at the address of this very page.

import { purpose, token } from "./session.js";

const NO_TOKEN = { errors: [{ message: "Paste a token into the bar above, then press Use." }] };

export async function ask(operation) {
  if (!token()) return NO_TOKEN;
  const response = await fetch(window.location.pathname, {
    method: "POST",
    headers: headers(),
    body: JSON.stringify(operation),
    credentials: "omit",
    cache: "no-store",
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return { errors: [{ message: `The register answered ${response.status} and no JSON.` }] };
  }
}

function headers() {
  const given = {
    Authorization: `Bearer ${token()}`,
    Accept: "application/graphql-response+json, application/json",
    "Content-Type": "application/json",
  };
  if (purpose()) given["Register-Purpose"] = purpose();
  return given;
}
