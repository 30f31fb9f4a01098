// The query page: a bar for the caller's token and purpose, and GraphiQL below it.

import "./workers.js";
import "graphiql/style.css";
import "./page.css";
import { GraphiQL } from "graphiql";
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { ask } from "./ask.js";
import { forget, keep, purpose, PURPOSES, token } from "./session.js";

const EXAMPLE = `# Homes in your own area. Paste a token above and choose a purpose, then press the play button.

query HomesInMyArea {
  homes(area: { mine: true }, first: 10) {
    nodes {
      urn
      name
      location {
        longitude
        latitude
      }
      withheld {
        field
        reason
      }
    }
  }
}
`;

function CallerBar({ onChange }) {
  const submit = (event) => {
    event.preventDefault();
    keep(Object.fromEntries(new FormData(event.currentTarget)));
    onChange();
  };
  const leave = () => {
    forget();
    window.location.replace(window.location.pathname);
  };
  return (
    <form className="caller" method="post" autoComplete="off" onSubmit={submit}>
      <label>
        Token
        <input name="token" type="password" autoComplete="off" spellCheck="false" defaultValue={token()} />
      </label>
      <label>
        Purpose
        <select name="purpose" defaultValue={purpose()}>
          <option value="">none</option>
          {PURPOSES.map((code) => (
            <option key={code}>{code}</option>
          ))}
        </select>
      </label>
      <button type="submit">Use</button>
      <button type="button" onClick={leave}>
        Forget
      </button>
      <span>Kept in this tab only. Every query is recorded.</span>
    </form>
  );
}

function Page() {
  // A new key mounts GraphiQL anew, so that it reads the schema as the caller who has just been named.
  const [caller, setCaller] = useState(0);
  return (
    <>
      <CallerBar onChange={() => setCaller(caller + 1)} />
      <GraphiQL
        key={caller}
        fetcher={ask}
        storage={sessionStorage}
        defaultQuery={EXAMPLE}
        isHeadersEditorEnabled={false}
        showPersistHeadersSettings={false}
        schemaDescription
        inputValueDeprecation
      >
        <GraphiQL.Logo>Register</GraphiQL.Logo>
      </GraphiQL>
    </>
  );
}

createRoot(document.getElementById("page")).render(<Page />);
