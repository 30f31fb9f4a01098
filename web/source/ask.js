// Requests to the register, at the address of this very page: one answer, or the messages of a subscription.

import { parse } from "graphql";
import { follow } from "./follow.js";
import { purpose, token } from "./session.js";

const NO_TOKEN = { errors: [{ message: "Paste a token into the bar above." }] };

export function ask(operation) {
  if (!token()) return NO_TOKEN;
  return isSubscription(operation) ? follow((accept, signal) => post(operation, accept, signal)) : answer(operation);
}

async function answer(operation) {
  const response = await post(operation, "application/graphql-response+json, application/json");
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return { errors: [{ message: `The register answered ${response.status} and no JSON.` }] };
  }
}

function post(operation, accept, signal) {
  return fetch(window.location.pathname, {
    method: "POST",
    headers: headers(accept),
    body: JSON.stringify(operation),
    credentials: "omit",
    cache: "no-store",
    signal,
  });
}

function headers(accept) {
  const given = { Authorization: `Bearer ${token()}`, Accept: accept, "Content-Type": "application/json" };
  if (purpose()) given["Register-Purpose"] = purpose();
  return given;
}

function isSubscription({ query, operationName }) {
  try {
    const operations = parse(query).definitions.filter(({ kind }) => kind === "OperationDefinition");
    const chosen = operations.find(({ name }) => !operationName || name?.value === operationName);
    return chosen?.operation === "subscription";
  } catch {
    return false;
  }
}
