// The bar above the editor: the token and the purpose that the next query is sent with, and who that makes the caller.

import { useEffect, useRef, useState } from "react";
import { ask } from "./ask.js";
import { forget, keepPurpose, keepToken, purpose, PURPOSES, token } from "./session.js";

const WHO = "{ viewer { subject agency area { name } organisation } }";
const TYPING_MS = 300;

async function whoIs() {
  if (!token()) return { said: "No token yet. Paste one: the register then says who you are.", known: false };
  try {
    const { data, errors } = await ask({ query: WHO });
    if (!data?.viewer) return { said: errors?.[0]?.message ?? "The register does not know this token.", known: false };
    const { subject, agency, area, organisation } = data.viewer;
    const body = area?.name ?? organisation;
    return { said: `You are ${subject}, of ${agency}${body ? ` (${body})` : ""}.`, known: true };
  } catch {
    return { said: "The register does not answer.", known: false };
  }
}

export function CallerBar({ onChange }) {
  const [said, setSaid] = useState("");
  const typing = useRef();
  const tell = async (changed) => {
    const asked = token();
    const who = await whoIs();
    if (asked !== token()) return;
    setSaid(who.said);
    if (changed && who.known) onChange();
  };
  useEffect(() => {
    tell(false);
  }, []);
  const changeToken = (event) => {
    keepToken(event.target.value);
    clearTimeout(typing.current);
    typing.current = setTimeout(() => tell(true), TYPING_MS);
  };
  const leave = () => {
    forget();
    window.location.replace(window.location.pathname);
  };
  return (
    <header className="caller">
      <h1>Register: queries</h1>
      <form aria-label="Who asks, and what for" autoComplete="off" onSubmit={(event) => event.preventDefault()}>
        <label>
          Token
          <input type="password" autoComplete="off" spellCheck="false" defaultValue={token()} onChange={changeToken} />
        </label>
        <label>
          Purpose
          <select defaultValue={purpose()} onChange={(event) => keepPurpose(event.target.value)}>
            <option value="">none</option>
            {PURPOSES.map((code) => (
              <option key={code}>{code}</option>
            ))}
          </select>
        </label>
        <button type="button" onClick={leave}>
          Forget
        </button>
      </form>
      <p role="status">{said}</p>
      <p>Both are kept in this tab only. Every query is recorded.</p>
    </header>
  );
}
