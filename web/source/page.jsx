// The query page: a bar for the caller's token and purpose, and GraphiQL below it.

import "./workers.js";
import "graphiql/style.css";
import "./page.css";
import { GraphiQL } from "graphiql";
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { ask } from "./ask.js";
import { CallerBar } from "./caller.jsx";
import { EXAMPLES } from "./examples.js";
import { takeLink } from "./link.js";

function Page() {
  // A new key mounts GraphiQL anew, so that it reads the schema as the caller who has just been named.
  const [caller, setCaller] = useState(0);
  return (
    <>
      <CallerBar onChange={() => setCaller((number) => number + 1)} />
      <main>
        <GraphiQL
          key={caller}
          fetcher={ask}
          storage={sessionStorage}
          defaultTabs={EXAMPLES}
          isHeadersEditorEnabled={false}
          showPersistHeadersSettings={false}
          schemaDescription
          inputValueDeprecation
        >
          <GraphiQL.Logo>Register</GraphiQL.Logo>
        </GraphiQL>
      </main>
    </>
  );
}

takeLink();
createRoot(document.getElementById("page")).render(<Page />);
