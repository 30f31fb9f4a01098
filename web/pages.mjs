// Builds the styles and scripts of the pages into ../register/static/pages, each with a hash in its name.
// GDS Transport, the crown and the crest are for service.gov.uk alone: none of them is left in what is built.

import { build } from "esbuild";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname } from "node:path";

const TARGET = new URL("../register/static/pages/", import.meta.url).pathname;
const DRAFT = new URL("build-pages/", import.meta.url).pathname;
const DESIGN = "node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.css";

const COMMON = {
  bundle: true,
  minify: true,
  metafile: true,
  legalComments: "linked",
  target: "es2022",
  outdir: DRAFT,
  entryNames: "[name]-[hash]",
  logLevel: "warning",
  // A rule that the design system hides from old browsers is written as no rule is.
  logOverride: { "css-syntax-error": "silent" },
};

async function ownDesign() {
  const css = (await readFile(DESIGN, "utf8"))
    .replace(/@font-face\{[^}]*\}/g, "")
    .replaceAll("GDS Transport,arial,sans-serif", "arial,sans-serif")
    .replace(/[^{}]*\{[^{}]*govuk-crest[^{}]*\}/g, "")
    .replace(/\/\*# sourceMappingURL=.*\*\//, "");
  if (/GDS Transport|crest|url\(/.test(css)) throw new Error("the design still names a font or a picture");
  return css;
}

async function built(entry, options = {}) {
  const { metafile } = await build({ ...COMMON, entryPoints: [entry], ...options });
  return basename(Object.keys(metafile.outputs).find((name) => metafile.outputs[name].entryPoint));
}

await rm(DRAFT, { recursive: true, force: true });
await mkdir(DRAFT, { recursive: true });
await writeFile(`${DRAFT}govuk.css`, await ownDesign());
const names = {
  "page.css": await built("source/pages/page.css"),
  "page.js": await built("source/pages/page.js", { format: "iife" }),
  "map.css": await built("source/pages/map.css"),
  "worker.js": await built("node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs", { format: "esm" }),
};
names["map.js"] = await built("source/pages/map.js", { format: "esm" });
await rm(`${DRAFT}govuk.css`);
await writeFile(`${DRAFT}names.json`, JSON.stringify(names));
await rm(TARGET, { recursive: true, force: true });
await mkdir(dirname(TARGET), { recursive: true });
await rename(DRAFT, TARGET);
